using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Checking;

/// <summary>
/// Holds three witnesses of each full tile against each other: what is below it (entries, or tiles), its file, and the root
/// that the database keeps of it. Where two agree, the third one is at fault, and the tiles above are compared with what the
/// two say: one fault is told once, at its place.
/// </summary>
internal sealed class TileCheck(CheckedStore store, Findings findings, LogOptions options, long signed)
{
    private const string StoredRoot = "SELECT hash FROM tile_roots WHERE log = (SELECT max(number) FROM origins) AND level = ?1 AND idx = ?2";

    // What has come of the tile that is not full yet, of each level.
    private readonly List<List<byte[]?>> levels = [];

    /// <summary>The first entry that is not what a tile says, which was made when it was signed.</summary>
    internal long? FirstDifference { get; private set; }

    /// <summary>Takes the next entry's leaf hash; null where it is missing or can't be read.</summary>
    internal void Add(long index, byte[]? leaf) => Add(0, index, leaf);

    private void Add(int level, long index, byte[]? hash)
    {
        if (levels.Count == level) levels.Add(new List<byte[]?>(TileId.FullWidth));
        var hashes = levels[level];
        hashes.Add(hash);
        if (hashes.Count < TileId.FullWidth) return;
        Add(level + 1, index / TileId.FullWidth, Judge(new TileId(level, index / TileId.FullWidth, TileId.FullWidth), hashes));
        hashes.Clear();
    }

    // Answers with the root that most witnesses agree on.
    private byte[]? Judge(TileId tile, List<byte[]?> below)
    {
        var isSigned = tile.Index < signed >> (TileId.Height * (tile.Level + 1));
        var file = TileFile.Read(options, tile, isSigned, findings);
        var kept = isSigned ? Kept(tile) : null;
        var (fromBelow, fromFile) = (below.Contains(null) ? null : MerkleTree.Root(below!), file is null ? null : MerkleTree.Root(Hashes(file)));
        if (fromFile is not null) Compare(tile, below, file!, isBelowAtFault: Same(fromFile, kept));
        if (isSigned && kept is not null && (fromBelow ?? fromFile) is { } known && !Same(known, kept) && !Same(fromFile, kept))
            findings.Add($"tile_roots {tile.Level + 1}/{tile.Index}", "its hash is not the root of the tile");
        return Same(fromFile, kept) ? kept : fromBelow ?? kept ?? fromFile;
    }

    private void Compare(TileId tile, List<byte[]?> below, byte[] file, bool isBelowAtFault)
    {
        var first = tile.Index * TileId.FullWidth;
        var differing = Hashes(file).Index().Where(hash => below[hash.Index] is { } other && !Same(hash.Item, other)).Select(hash => first + hash.Index).ToList();
        if (differing.Count == 0) return;
        if (tile.Level == 0 && isBelowAtFault)
        {
            FirstDifference ??= differing[0];
            foreach (var entry in differing) findings.Entry(entry, $"it is not the entry that tile {tile.Path} was made of");
            return;
        }

        var more = differing.Count > 1 ? $" and {differing.Count - 1} more" : "";
        findings.Add($"tile {tile.Path}", tile.Level == 0 ? $"differs from entry {differing[0]}{more}" : $"differs from the root of tile {new TileId(tile.Level - 1, differing[0], TileId.FullWidth).Path}{more}");
    }

    private byte[]? Kept(TileId tile)
    {
        byte[]? kept = null;
        var place = $"tile_roots {tile.Level + 1}/{tile.Index}";
        if (store.Each(place, StoredRoot, row => kept = row.GetBytes(0), tile.Level + 1, tile.Index) && kept is null) findings.Add(place, "missing");
        return kept;
    }

    private static bool Same(byte[]? one, byte[]? other) => one is not null && other is not null && one.AsSpan().SequenceEqual(other);

    private static IEnumerable<byte[]> Hashes(byte[] tile) => tile.Chunk(MerkleTree.HashSize);
}
