using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;
using Griot.Verifying;

namespace Griot.Recovering;

/// <summary>
/// Finds the entries that a store lacks: in a newer copy of it, in a folder with the tiles of its log, or at the address of a
/// site that serves them. Nothing of what is found is believed: the ledger checks it against the signed checkpoint.
/// </summary>
internal sealed class MissingEntries(IReadOnlyList<string> sources, TimeProvider time)
{
    private const long MostBytesOfBundle = TileId.FullWidth * (ushort.MaxValue + 2L);

    /// <summary>Those of the sources that are copies of the store.</summary>
    internal IEnumerable<string> Copies => sources.Where(source => File.Exists(Path.Combine(source, LedgerStore.FileName)));

    /// <summary>As many as could be found, from the first one on.</summary>
    internal async Task<List<byte[]>> FindAsync(long from, long end, CancellationToken cancellation)
    {
        var found = new List<byte[]>();
        foreach (var source in sources)
        {
            var (at, before) = (from + found.Count, found.Count);
            if (at == end) break;
            if (File.Exists(Path.Combine(source, LedgerStore.FileName))) found.AddRange(Recovery.EntriesOf(source, at, end));
            else await foreach (var entry in BundledAsync(source, at, end, cancellation)) found.Add(entry);
            if (found.Count == before) CommandLine.Messages.Say($"{source}: none of the missing entries");
        }

        return found;
    }

    // A mirror may be behind as well: its bundles are taken as far as they go.
    private async IAsyncEnumerable<byte[]> BundledAsync(string source, long from, long end, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var site = Uri.TryCreate(source, UriKind.Absolute, out var root) && root.Scheme is "http" or "https" ? new LogSite(new Uri(root.AbsoluteUri.TrimEnd('/') + "/"), time) : null;
        for (var at = from; at < end;)
        {
            var bundle = new TileId(TileId.Entries, at / TileId.FullWidth, TileId.WidthAt(TileId.Entries, at / TileId.FullWidth, end));
            var bytes = site is null ? OfFolder(source, bundle) : (await site.TileAsync(bundle, cancellation)).Bytes;
            if (bytes is null || EntryBundle.Read(bytes) is not { } entries) yield break;
            foreach (var entry in entries.Skip((int)(at % TileId.FullWidth)).Take((int)(end - at))) yield return entry;
            at = (bundle.Index * TileId.FullWidth) + entries.Count;
            if (entries.Count < bundle.Width) yield break;
        }
    }

    // As tlog-tiles lays a log out in files; the full bundle may stand where a partial one is looked for.
    private static byte[]? OfFolder(string folder, TileId bundle) =>
        new[] { bundle, bundle with { Width = TileId.FullWidth } }
            .SelectMany(tile => (string[])[Path.Combine(folder, "tile", tile.Path), Path.Combine(folder, "log", "tile", tile.Path)])
            .Where(File.Exists).Select(file => new FileInfo(file)).Where(file => file.Length <= MostBytesOfBundle)
            .Select(file => File.ReadAllBytes(file.FullName)).FirstOrDefault();
}
