using System.Numerics;

namespace Griot.Ledger.Signing;

/// <summary>
/// The right edge of a tree: the roots of the full subtrees that it consists of, largest first, one for each set bit of its
/// size. A tree grows by it without looking at what is older.
/// </summary>
internal sealed class Edge
{
    private readonly List<byte[]> roots = [];

    internal Edge(long size, byte[] written)
    {
        Size = size;
        for (var at = 0; at < written.Length; at += MerkleTree.HashSize) roots.Add(written[at..(at + MerkleTree.HashSize)]);
        if (roots.Count != BitOperations.PopCount((ulong)size)) throw new InvalidDataException("head: its edge does not fit its size; the store was altered from outside");
    }

    internal long Size { get; private set; }

    internal void Add(byte[] leaf)
    {
        var hash = leaf;
        for (var merges = BitOperations.TrailingZeroCount(++Size); merges > 0; merges--)
        {
            hash = MerkleTree.Node(roots[^1], hash);
            roots.RemoveAt(roots.Count - 1);
        }

        roots.Add(hash);
    }

    internal byte[] Root()
    {
        if (roots.Count == 0) return MerkleTree.Root([]);
        var root = roots[^1];
        for (var at = roots.Count - 2; at >= 0; at--) root = MerkleTree.Node(roots[at], root);
        return root;
    }

    internal byte[] Written() => [.. roots.SelectMany(root => root)];
}
