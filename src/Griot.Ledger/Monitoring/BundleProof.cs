using Griot.Ledger.Tlog;

namespace Griot.Ledger.Monitoring;

/// <summary>
/// That a bundle of entries is the one of a signed log: the way from its first entry to the root covers every leaf of the
/// tree, those of the bundle as they are hashed from its entries, all others by the tiles above and beside it. So a bundle
/// that holds is true to its last bit, whatever the tiles are.
/// </summary>
public static class BundleProof
{
    /// <summary>The tiles that are needed beside the bundle, in the width that they have in a log of this size.</summary>
    /// <param name="bundle">Its number, from 0.</param>
    /// <param name="size">Of the signed log.</param>
    public static IReadOnlyList<TileId> Tiles(long bundle, long size)
    {
        var needed = new HashSet<TileId>();
        InclusionProof.Of(bundle * TileId.FullWidth, size, TileHashes.Of(size, tile =>
        {
            if (tile.Level > 0 || tile.Index != bundle) needed.Add(tile);
            return new byte[tile.Width * MerkleTree.HashSize];
        }));
        return [.. needed];
    }

    /// <summary>Whether these are the entries. Anything is answered, nothing of what a server sent throws.</summary>
    /// <param name="bundle">Its number, from 0.</param>
    /// <param name="entries">As they were served; as many as a log of this size has in the bundle.</param>
    /// <param name="head">The signed checkpoint.</param>
    /// <param name="tiles">Those of <see cref="Tiles"/>, as they were served.</param>
    public static bool Holds(long bundle, IReadOnlyList<byte[]> entries, Checkpoint head, IReadOnlyDictionary<TileId, byte[]> tiles)
    {
        if (entries.Count == 0 || entries.Count != TileId.WidthAt(TileId.Entries, bundle, head.Size)) return false;
        byte[] own = [.. entries.SelectMany(entry => MerkleTree.Leaf(entry))];
        try
        {
            var path = InclusionProof.Of(bundle * TileId.FullWidth, head.Size, TileHashes.Of(head.Size, tile => tile.Level == 0 && tile.Index == bundle ? own : tiles[tile]));
            return InclusionProof.Verify(bundle * TileId.FullWidth, head.Size, own[..MerkleTree.HashSize], path, head.Root);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
