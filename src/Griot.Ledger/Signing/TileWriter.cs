using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Signing;

/// <summary>
/// Writes the tiles that became full, level by level. A tile is written once: where its file is there already, left by a run
/// that was killed before its head was kept, it must hold the same bytes, or the log is not signed.
/// </summary>
internal sealed class TileWriter(LogRows rows, LogOptions options)
{
    private const UnixFileMode ReadOnlyForAll = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly HashSet<string> touched = [];

    /// <summary>Roots of the tiles that became full between two sizes, those of level 0 first.</summary>
    /// <exception cref="InvalidDataException">A file does not hold what the database says.</exception>
    internal IReadOnlyList<TileRoot> Write(long from, long size)
    {
        var roots = new List<TileRoot>();
        var below = (From: from, Known: new List<byte[]>());
        for (var level = 0; size >> (TileId.Height * (level + 1)) > 0; level++)
        {
            var (first, end) = (from >> (TileId.Height * (level + 1)), size >> (TileId.Height * (level + 1)));
            var full = new List<byte[]>();
            for (var index = first; index < end; index++)
            {
                var hashes = HashesOf(level, index, below);
                Keep(new TileId(level, index, TileId.FullWidth), hashes);
                var root = MerkleTree.Root(hashes);
                full.Add(root);
                roots.Add(new(level + 1, index, root));
            }

            below = (first, full);
        }

        foreach (var folder in touched) DurableFile.FlushFolder(folder);
        return roots;
    }

    // What became full just now is not in the database yet.
    private List<byte[]> HashesOf(int level, long index, (long From, List<byte[]> Known) below)
    {
        var (from, end) = (index * TileId.FullWidth, (index + 1) * TileId.FullWidth);
        if (level == 0) return Whole(level, rows.Entries(from, end).ConvertAll(entry => MerkleTree.Leaf(entry)));
        var older = rows.Hashes(level, from, Math.Min(below.From, end));
        return Whole(level, [.. older, .. below.Known.Skip((int)(Math.Max(from, below.From) - below.From)).Take(TileId.FullWidth - older.Count)]);
    }

    private static List<byte[]> Whole(int level, List<byte[]> hashes) => hashes.Count == TileId.FullWidth
        ? hashes
        : throw new InvalidDataException($"the log lacks hashes of tiles of level {level}; griot check names the place");

    private void Keep(TileId tile, List<byte[]> hashes)
    {
        var (path, bytes) = (options.TileFile(tile.Path), hashes.SelectMany(hash => hash).ToArray());
        if (!File.Exists(path))
        {
            Touch(Path.GetDirectoryName(path)!);
            DurableFile.ReplaceUnflushed(path, bytes, ReadOnlyForAll);
        }

        if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) throw new InvalidDataException($"tile {tile.Path}: differs from what its file should hold; nothing is signed");
    }

    private void Touch(string folder)
    {
        if (!touched.Add(folder)) return;
        for (var above = folder; !Directory.Exists(above);)
        {
            above = Path.GetDirectoryName(above)!;
            touched.Add(above);
        }

        Directory.CreateDirectory(folder);
    }
}

/// <summary>The root of a full tile: an entry of the tile level above it.</summary>
internal sealed record TileRoot(int Level, long Index, byte[] Hash);
