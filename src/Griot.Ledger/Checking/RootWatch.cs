using Griot.Ledger.Signing;

namespace Griot.Ledger.Checking;

/// <summary>
/// The roots over the first entries at the sizes that are asked for, from the entries' own bytes alone. From the first entry on
/// that is missing or can't be read there are none.
/// </summary>
internal sealed class RootWatch(IEnumerable<long> sizes)
{
    private readonly HashSet<long> wanted = [.. sizes];
    private readonly Dictionary<long, (byte[] Root, byte[] Edge)> reached = [];
    private readonly Edge edge = new(0, []);

    /// <summary>True where an entry was missing: no root behind it can be told.</summary>
    internal bool IsBroken { get; private set; }

    internal void Start() => Keep();

    internal void Add(byte[]? leaf)
    {
        if (leaf is null) IsBroken = true;
        if (IsBroken) return;
        edge.Add(leaf!);
        Keep();
    }

    /// <summary>Root and right edge over so many entries; null where they could not be reached.</summary>
    internal (byte[] Root, byte[] Edge)? At(long size) => reached.TryGetValue(size, out var root) ? root : null;

    private void Keep()
    {
        if (wanted.Contains(edge.Size)) reached[edge.Size] = (edge.Root(), edge.Written());
    }
}
