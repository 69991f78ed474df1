namespace Griot.Ledger.Tests.Tlog;

/// <summary>RFC 6962, sections 2.1.1 and 2.1.2, as they are written there: by recursion over the leaves.</summary>
internal static class Definition
{
    public static List<byte[]> Inclusion(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1) return [];
        var split = Split(leaves.Length);
        return index < split
            ? [.. Inclusion(index, leaves[..split]), Root(leaves[split..])]
            : [.. Inclusion(index - split, leaves[split..]), Root(leaves[..split])];
    }

    /// <param name="from">Leaves of the earlier log among these.</param>
    /// <param name="leaves">Of a subtree of the later log.</param>
    /// <param name="whole">Whether the earlier log is known to begin with this subtree.</param>
    public static List<byte[]> Consistency(int from, ReadOnlySpan<byte[]> leaves, bool whole)
    {
        if (from == leaves.Length) return whole ? [] : [Root(leaves)];
        var split = Split(leaves.Length);
        return from <= split
            ? [.. Consistency(from, leaves[..split], whole), Root(leaves[split..])]
            : [.. Consistency(from - split, leaves[split..], whole: false), Root(leaves[..split])];
    }

    /// <summary>Which side each sibling of an inclusion proof stands on.</summary>
    public static string Way(int index, int size)
    {
        if (size == 1) return "";
        var split = Split(size);
        return index < split ? Way(index, split) + "R" : Way(index - split, size - split) + "L";
    }

    /// <summary>The same of a consistency proof, with what it starts from: the old root, or a hash of its own.</summary>
    public static string Way(int from, int size, bool whole)
    {
        if (from == size) return whole ? "root " : "hash ";
        var split = Split(size);
        return from <= split ? Way(from, split, whole) + "R" : Way(from - split, size - split, whole: false) + "L";
    }

    private static int Split(int length)
    {
        var split = 1;
        while (split * 2 < length) split *= 2;
        return split;
    }

    private static byte[] Root(ReadOnlySpan<byte[]> leaves) => MerkleTree.Root(leaves.ToArray());
}
