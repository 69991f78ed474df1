using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Signing;

/// <summary>
/// A full tile. Whoever fetches one keeps it for ever, so none is given that is not, to the last bit, the one whose root was
/// kept when it was signed: a broken file would lie in caches long after it was mended.
/// </summary>
internal static class FullTile
{
    private const int Size = TileId.FullWidth * MerkleTree.HashSize;

    /// <summary>From its file, else from the database; null where neither has what was signed (griot check names the place).</summary>
    internal static byte[]? Read(LogRows rows, LogOptions options, TileId tile)
    {
        if (rows.Hashes(tile.Level + 1, tile.Index, tile.Index + 1) is not [var root]) return null;
        if (File(options, tile) is { } bytes && Is(bytes, root)) return bytes;
        var stored = Stored(rows, tile);
        return Is(stored, root) ? stored : null;
    }

    /// <summary>What its file holds; null where it is missing, can't be read or has not the length of a full tile.</summary>
    internal static byte[]? File(LogOptions options, TileId tile)
    {
        try
        {
            return System.IO.File.ReadAllBytes(options.TileFile(tile.Path)) is { Length: Size } bytes ? bytes : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The hashes of a tile of any width as the database holds them; fewer where it lacks some.</summary>
    internal static byte[] Stored(LogRows rows, TileId tile)
    {
        var from = tile.Index * TileId.FullWidth;
        var hashes = rows.Hashes(tile.Level, from, from + tile.Width);
        var bytes = new byte[hashes.Count * MerkleTree.HashSize];
        for (var at = 0; at < hashes.Count; at++) hashes[at].CopyTo(bytes, at * MerkleTree.HashSize);
        return bytes;
    }

    private static bool Is(byte[] tile, byte[] root) => tile.Length == Size && MerkleTree.Root(tile.Chunk(MerkleTree.HashSize)).AsSpan().SequenceEqual(root);
}
