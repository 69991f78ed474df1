using System.Collections.Concurrent;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Signing;

/// <summary>
/// Roots of full subtrees of a tile and more, which every way to the root crosses, and which cost some hundred hashes to make
/// anew. Kept only once they stood in a way that led to a signed root, so that no broken file gets in. Safe for several threads.
/// </summary>
internal sealed class ProvenNodes
{
    // 256 entries each: a log of 16 million fits. Beyond that it begins anew.
    private const int Most = 1 << 17;

    private readonly ConcurrentDictionary<(int Height, long Index), byte[]> nodes = new();

    /// <summary>Answers from what is kept, else from <paramref name="hashes"/>, and puts what that made into <paramref name="made"/>.</summary>
    internal SubtreeHash Before(SubtreeHash hashes, List<((int Height, long Index) Place, byte[] Hash)> made) => (height, index) =>
    {
        if (height < TileId.Height) return hashes(height, index);
        if (nodes.TryGetValue((height, index), out var known)) return known;
        var hash = hashes(height, index);
        made.Add(((height, index), hash));
        return hash;
    };

    /// <summary>Keeps what stood in a way that led to a signed root.</summary>
    internal void Keep(List<((int Height, long Index) Place, byte[] Hash)> made)
    {
        if (nodes.Count + made.Count > Most) nodes.Clear();
        foreach (var (place, hash) in made) nodes[place] = hash;
    }

    /// <summary>Forgets all: the log is another one now, or was altered.</summary>
    internal void Clear() => nodes.Clear();
}
