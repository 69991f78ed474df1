using System.Numerics;

namespace Griot.Ledger.Tlog;

/// <summary>
/// That a log only grew (RFC 6962, section 2.1.2). As of an inclusion proof: the sizes are bound only so far as the way
/// depends on them, so each must come with its root from one signed checkpoint.
/// </summary>
public static class ConsistencyProof
{
    /// <summary>The proof from a size to a later one; empty where both are the same, and from none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The first size is negative or above the second.</exception>
    public static IReadOnlyList<byte[]> Of(long from, long size, SubtreeHash hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, size);
        if (from == 0 || from == size) return [];

        var path = new List<byte[]>();
        var (start, end) = (0L, size);
        while (end != from)
        {
            var middle = start + MerkleRoot.Split(end - start);
            path.Add(from <= middle ? MerkleRoot.Of(middle, end, hashes) : MerkleRoot.Of(start, middle, hashes));
            (start, end) = from <= middle ? (start, middle) : (middle, end);
        }

        // From the left edge of the tree it is the old root itself, which the verifier has.
        if (start != 0) path.Add(MerkleRoot.Of(start, end, hashes));
        path.Reverse();
        return path;
    }

    /// <summary>Whether the second root's log begins with the first root's. Anything is answered, nothing throws.</summary>
    /// <param name="from">Size of the earlier log. Of 0, <paramref name="fromRoot"/> must be the root of nothing and the path empty.</param>
    /// <param name="size">Size of the later log.</param>
    /// <param name="path">As RFC 6962 orders it.</param>
    /// <param name="fromRoot">Of the earlier signed checkpoint.</param>
    /// <param name="root">Of the later signed checkpoint.</param>
    public static bool Verify(long from, long size, IReadOnlyList<byte[]> path, byte[] fromRoot, byte[] root)
    {
        if (from < 0 || from > size || path.Any(hash => hash.Length != MerkleTree.HashSize)) return false;
        if (from == size) return path.Count == 0 && fromRoot.AsSpan().SequenceEqual(root) && (from > 0 || IsEmpty(root));
        if (from == 0) return path.Count == 0 && root.Length == MerkleTree.HashSize && IsEmpty(fromRoot);

        // Both roots are climbed to from the last full subtree of the earlier log; where that is the whole of it, it is its root.
        var first = BitOperations.IsPow2(from) ? fromRoot : path is [var head, ..] ? head : null;
        if (first is not { Length: MerkleTree.HashSize }) return false;
        var height = BitOperations.TrailingZeroCount(from);
        var (place, last) = ((from - 1) >> height, (size - 1) >> height);
        var (old, now) = (first, first);
        foreach (var sibling in path.Skip(BitOperations.IsPow2(from) ? 0 : 1))
        {
            if (last == 0) return false;
            while (place == last && place % 2 == 0) (place, last) = (place >> 1, last >> 1);
            if (place % 2 == 1) (old, now) = (MerkleTree.Node(sibling, old), MerkleTree.Node(sibling, now));
            else now = MerkleTree.Node(now, sibling);
            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && old.AsSpan().SequenceEqual(fromRoot) && now.AsSpan().SequenceEqual(root);
    }

    private static bool IsEmpty(byte[] root) => root.AsSpan().SequenceEqual(MerkleTree.Root([]));
}
