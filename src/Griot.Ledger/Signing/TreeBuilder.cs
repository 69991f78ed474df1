using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Signing;

/// <summary>
/// Brings the tree up to a size, and reaches its root twice, by ways that share nothing but the hash: once from the edge of the
/// last head and the stored leaf hashes, once from the tiles as they were read back and the entries themselves. Where they
/// differ, something is broken, and nothing is signed.
/// </summary>
internal sealed class TreeBuilder(LogRows rows, LogOptions options)
{
    // Enough that a backlog of a million entries goes by in some hundred steps, and each fits in memory.
    private const int Step = 8192;

    /// <exception cref="InvalidDataException">The two ways came to different roots, or a part of the tree is missing.</exception>
    internal (Head Head, IReadOnlyList<TileRoot> Roots) Grow(Head head, long size)
    {
        var edge = new Edge(head.Size, head.Edge);
        if (!edge.Root().AsSpan().SequenceEqual(head.Root)) throw new InvalidDataException("head: its root does not fit its edge; the store was altered from outside");
        for (var at = head.Size; at < size; at += Step)
            foreach (var leaf in rows.Hashes(0, at, Math.Min(at + Step, size))) edge.Add(leaf);
        if (edge.Size != size) throw new InvalidDataException($"the log lacks entries before {size}");
        var roots = new TileWriter(rows, options).Write(head.Size, size);
        var root = edge.Root();
        if (!root.AsSpan().SequenceEqual(FromTiles(size, roots))) throw new InvalidDataException($"the root over {size} entries is another from the tiles than from the leaf hashes; nothing is signed (griot check names the place)");
        return (new Head(size, root, edge.Written()), roots);
    }

    // Tiles that are new are read again from their files; what is behind the last full tile is hashed anew from the entries.
    private byte[] FromTiles(long size, IReadOnlyList<TileRoot> written)
    {
        var fresh = written.ToDictionary(root => (root.Level, root.Index));
        return MerkleRoot.Of(size, (height, index) =>
        {
            var (level, span) = (height / TileId.Height, 1 << (height % TileId.Height));
            var hashes = new List<byte[]>(span);
            for (var at = index * span; at < (index + 1) * span; at++) hashes.Add(HashAt(level, at));
            return MerkleTree.Root(hashes);
        });

        byte[] HashAt(int level, long at) => level switch
        {
            0 => MerkleTree.Leaf(rows.Entries(at, at + 1)[0]),
            _ when fresh.ContainsKey((level, at)) => MerkleTree.Root(ReadBack(level - 1, at)),
            _ => rows.Hashes(level, at, at + 1)[0],
        };

        List<byte[]> ReadBack(int level, long index)
        {
            var bytes = File.ReadAllBytes(options.TileFile(new TileId(level, index, TileId.FullWidth).Path));
            return [.. bytes.Chunk(MerkleTree.HashSize)];
        }
    }
}
