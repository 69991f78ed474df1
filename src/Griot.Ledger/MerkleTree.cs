using System.Numerics;
using System.Security.Cryptography;
using Griot.Record;

namespace Griot.Ledger;

/// <summary>The hashes of RFC 6962, section 2.1: how the log's entries become one root.</summary>
public static class MerkleTree
{
    /// <summary>Bytes of a leaf hash, a node and a root.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    /// <summary><c>SHA256(0x00 || entry)</c>.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> entry) => Digest.Of([0], entry);

    /// <summary><c>SHA256(0x01 || left || right)</c>.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var node = new byte[HashSize];
        Node(left, right, node);
        return node;
    }

    /// <summary>The same, written to where the caller has room for it: over one of the two, if it likes.</summary>
    internal static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> node)
    {
        Span<byte> both = stackalloc byte[1 + (2 * HashSize)];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + HashSize)..]);
        SHA256.HashData(both, node);
    }

    /// <summary>
    /// The root over leaf hashes, read once in order, in memory of the logarithm of their number. Of none:
    /// <c>SHA256("")</c>.
    /// </summary>
    public static byte[] Root(IEnumerable<byte[]> leaves)
    {
        // subtrees[i] is the root of the full subtree of the i-th set bit of the size so far, largest first.
        var subtrees = new Stack<byte[]>();
        ulong size = 0;
        foreach (var leaf in leaves)
        {
            var hash = leaf;
            for (var merges = BitOperations.TrailingZeroCount(++size); merges > 0; merges--) hash = Node(subtrees.Pop(), hash);
            subtrees.Push(hash);
        }

        if (subtrees.Count == 0) return SHA256.HashData([]);
        var root = subtrees.Pop();
        while (subtrees.TryPop(out var left)) root = Node(left, root);
        return root;
    }
}
