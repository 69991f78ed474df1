namespace Griot.Ledger.Tlog;

/// <summary>
/// That an entry stands in a log (RFC 6962, section 2.1.1): the siblings on the way from its leaf to the root. A proof
/// binds leaf, index and root; it binds the size only so far as the way depends on it (the first entry's way is the same
/// among 3 entries as among 4), so size and root must come together from one signed checkpoint.
/// </summary>
public static class InclusionProof
{
    /// <summary>The proof for the entry at an index among the first <paramref name="size"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public static IReadOnlyList<byte[]> Of(long index, long size, SubtreeHash hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<byte[]>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + MerkleRoot.Split(end - start);
            path.Add(index < middle ? MerkleRoot.Of(middle, end, hashes) : MerkleRoot.Of(start, middle, hashes));
            (start, end) = index < middle ? (start, middle) : (middle, end);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Whether the way leads from the leaf hash to the root. Anything is answered, nothing throws.</summary>
    /// <param name="index">Of the entry, from 0.</param>
    /// <param name="size">Of the log whose root it is.</param>
    /// <param name="leaf">The leaf hash: <see cref="MerkleTree.Leaf"/> of the entry.</param>
    /// <param name="path">The siblings, the leaf's first.</param>
    /// <param name="root">Of the signed checkpoint.</param>
    public static bool Verify(long index, long size, byte[] leaf, IReadOnlyList<byte[]> path, byte[] root)
    {
        if (index < 0 || index >= size || leaf.Length != MerkleTree.HashSize) return false;

        // At each height: the place of our subtree, and of the last one. The last one, where it stands left, has no sibling.
        var (place, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0 || sibling.Length != MerkleTree.HashSize) return false;
            while (place == last && place % 2 == 0) (place, last) = (place >> 1, last >> 1);
            hash = place % 2 == 1 ? MerkleTree.Node(sibling, hash) : MerkleTree.Node(hash, sibling);
            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }
}
