namespace Griot.Ledger.Tlog;

/// <summary>Subtrees out of a log's tiles: what whoever has only the tiles needs to make roots and proofs.</summary>
public static class TileHashes
{
    /// <summary>
    /// Answers for the log of this size. The tile last used of each level is kept, since a proof asks one tile for many
    /// subtrees; so it is for one thread at a time. Nothing says that the tiles are true: only a root that is made of
    /// them and equals a signed one does.
    /// </summary>
    /// <param name="size">Of the checkpoint that the tiles belong to.</param>
    /// <param name="tile">Gives the bytes of a tile, in the width that it has at this size. What it throws comes through.</param>
    /// <returns>A function that throws <see cref="InvalidDataException"/> where a tile has not the length of its width.</returns>
    public static SubtreeHash Of(long size, Func<TileId, byte[]> tile)
    {
        var kept = new Dictionary<int, (TileId Id, byte[] Bytes)>();
        return (height, index) =>
        {
            var (level, within) = Math.DivRem(height, TileId.Height);
            var (id, first) = Place(level, within, index, size);
            if (!kept.TryGetValue(level, out var known) || known.Id != id) kept[level] = known = (id, Checked(id, tile(id)));
            return Root(known.Bytes.AsSpan(first * MerkleTree.HashSize, MerkleTree.HashSize << within));
        };
    }

    private static (TileId Id, int First) Place(int level, int within, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var perTile = TileId.FullWidth >> within;
        var (tile, place) = Math.DivRem(index, perTile);
        var width = TileId.WidthAt(level, tile, size);
        var first = (int)place << within;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + (1 << within), width, nameof(index));
        return (new TileId(level, tile, width), first);
    }

    private static byte[] Checked(TileId id, byte[] bytes) =>
        bytes.Length == id.Width * MerkleTree.HashSize
            ? bytes
            : throw new InvalidDataException($"tile {id.Path}: {id.Width * MerkleTree.HashSize} bytes expected, {bytes.Length} found");

    // As many hashes as a full subtree has: each round joins neighbours in place, until one is left.
    private static byte[] Root(ReadOnlySpan<byte> hashes)
    {
        var nodes = hashes.ToArray();
        for (var length = nodes.Length / 2; length >= MerkleTree.HashSize; length /= 2)
            for (var at = 0; at < length; at += MerkleTree.HashSize)
                MerkleTree.Node(nodes.AsSpan(2 * at, MerkleTree.HashSize), nodes.AsSpan((2 * at) + MerkleTree.HashSize, MerkleTree.HashSize), nodes.AsSpan(at, MerkleTree.HashSize));
        return nodes[..MerkleTree.HashSize];
    }
}
