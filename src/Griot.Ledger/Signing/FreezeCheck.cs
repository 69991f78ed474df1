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
    /// <param name="origin">The name of its log.</param>
    /// <param name="keys">The public halves of the keys that have signed it: the files of the keys need not be there.</param>
    /// <param name="thorough">Every entry is hashed anew; else the stored hashes are believed, which takes no time.</param>
    internal static Freeze? Of(LedgerStore ledger, LogOptions options, string origin, IReadOnlyList<VerifierKey> keys, bool thorough)
    {
        PublishedCheckpoint?[] both = [PublishedFile.Read(options.CopyOf(origin)), PublishedFile.Read(options.PublishedFile)];
        if (both is [{ } copy, { } own] && copy.Note.AsSpan().SequenceEqual(own.Note)) both = [copy];
        foreach (var published in both)
            if (published is not null && IsOurs(published, origin, keys) && Against(ledger, options, published, thorough) is { } freeze) return freeze;
        return null;
    }

    /// <summary>True for a checkpoint of this log that one of its keys has signed.</summary>
    internal static bool IsOurs(PublishedCheckpoint published, string origin, IReadOnlyList<VerifierKey> keys) =>
        published.Origin == origin && SignedNote.Parse(published.Note) is { } note && keys.Any(note.IsSignedBy);

    private static Freeze? Against(LedgerStore ledger, LogOptions options, PublishedCheckpoint published, bool thorough)
    {
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(published.Note)!.Text)!;
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
            return MerkleRoot.Of(size, TileHashes.Of(size, tile => FullTile.Stored(rows, tile)));
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
