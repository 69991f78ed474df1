using System.Numerics;
using System.Security.Cryptography;

namespace Griot.Ledger.Tlog;

/// <summary>
/// The root of a full subtree: of the <c>2^height</c> entries from <c>index * 2^height</c> on. Of height 0: a leaf hash.
/// </summary>
public delegate byte[] SubtreeHash(int height, long index);

/// <summary>The root of a log from the roots of its full subtrees (RFC 6962, section 2.1): at most 63 of them.</summary>
public static class MerkleRoot
{
    /// <summary>Of the first <paramref name="size"/> entries; of none, <c>SHA256("")</c>.</summary>
    public static byte[] Of(long size, SubtreeHash hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? SHA256.HashData([]) : Of(0, size, hashes);
    }

    /// <summary>Of a subtree of RFC 6962's recursion: <paramref name="start"/> is a multiple of a power of two that is at least its length.</summary>
    internal static byte[] Of(long start, long end, SubtreeHash hashes)
    {
        // The smallest subtree stands at the right, and what lies right of a subtree is joined before it is.
        byte[]? root = null;
        while (end > start)
        {
            var height = BitOperations.TrailingZeroCount(end - start);
            end -= 1L << height;
            var hash = hashes(height, end >> height);
            root = root is null ? hash : MerkleTree.Node(hash, root);
        }

        return root!;
    }

    /// <summary>The largest power of two below a length of at least 2: where RFC 6962 splits.</summary>
    internal static long Split(long length) => 1L << BitOperations.Log2((ulong)length - 1);
}
