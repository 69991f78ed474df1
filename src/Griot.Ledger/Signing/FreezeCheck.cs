using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Signing;

/// <summary>
/// Compares a store with what was published of it. Only a checkpoint that bears our own signature freezes: else whoever can
/// write a file could stop the house.
/// </summary>
internal static class FreezeCheck
{
    /// <summary>Why the store must not go on; null where it may.</summary>
    /// <param name="ledger">The store.</param>
    /// <param name="options">Where its published checkpoint and the copy of it lie.</param>
    /// <param name="keys">The keys that sign.</param>
    /// <param name="thorough">Every entry is hashed anew; else the stored hashes are believed, which takes no time.</param>
    internal static Freeze? Of(LedgerStore ledger, LogOptions options, LogKeys keys, bool thorough)
    {
        PublishedCheckpoint?[] both = [PublishedFile.Read(options.CopyOf(keys.Origin)), PublishedFile.Read(options.PublishedFile)];
        if (both is [{ } copy, { } own] && copy.Note.AsSpan().SequenceEqual(own.Note)) both = [copy];
        foreach (var published in both)
            if (published is not null && Against(ledger, options, keys, published, thorough) is { } freeze) return freeze;
        return null;
    }

    private static Freeze? Against(LedgerStore ledger, LogOptions options, LogKeys keys, PublishedCheckpoint published, bool thorough)
    {
        var note = SignedNote.Parse(published.Note)!;
        if (Checkpoint.Parse(note.Text) is not { } checkpoint || checkpoint.Origin != keys.Origin || !keys.Signed(note)) return null;
        return ledger.ReadLog((rows, session) =>
        {
            var size = session.Size();
            if (size < checkpoint.Size) return new Freeze(checkpoint.Size - size, null, published.Note);
            return (thorough ? Root(rows, checkpoint.Size) : StoredRoot(rows, checkpoint.Size)) is { } root && root.AsSpan().SequenceEqual(checkpoint.Root)
                ? null
                : new Freeze(0, FirstDifference(rows, options, checkpoint.Size), published.Note);
        });
    }

    private static byte[]? StoredRoot(LogRows rows, long size)
    {
        try
        {
            return MerkleRoot.Of(size, (height, index) => StoredHashes.Subtree(rows, height, index));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The root over the first entries, hashed anew from each of them; null where one is missing.</summary>
    private static byte[]? Root(LogRows rows, long size)
    {
        long read = 0;
        var root = MerkleTree.Root(Leaves());
        return read == size ? root : null;

        IEnumerable<byte[]> Leaves()
        {
            for (long at = 0; at < size; at += TileId.FullWidth)
                foreach (var entry in rows.Entries(at, Math.Min(at + TileId.FullWidth, size)))
                {
                    read++;
                    yield return MerkleTree.Leaf(entry);
                }
        }
    }

    // The tiles hold what was published; behind the last full one, any entry may be the first that differs.
    private static long FirstDifference(LogRows rows, LogOptions options, long size)
    {
        long at = 0;
        for (; at + TileId.FullWidth <= size; at += TileId.FullWidth)
        {
            if (FullTile.File(options, new TileId(0, at / TileId.FullWidth, TileId.FullWidth)) is not { } tile) return at;
            var entries = rows.Entries(at, at + TileId.FullWidth);
            for (var i = 0; i < TileId.FullWidth; i++)
                if (i >= entries.Count || !tile.AsSpan(i * MerkleTree.HashSize, MerkleTree.HashSize).SequenceEqual(MerkleTree.Leaf(entries[i]))) return at + i;
        }

        return at;
    }
}
