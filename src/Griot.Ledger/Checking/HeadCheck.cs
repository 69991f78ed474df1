using System.Numerics;
using Griot.Ledger.Sqlite;

namespace Griot.Ledger.Checking;

/// <summary>
/// The head: how far the log is signed. Its edge tells ranges of entries apart, so it also names those behind the last full
/// tile that are not what was signed.
/// </summary>
internal static class HeadCheck
{
    private const string Sql = "SELECT size, root, edge FROM head WHERE id = 1";

    /// <summary>The head as it is stored; null where there is none that makes sense.</summary>
    internal static Head? Read(CheckedStore store, Findings findings)
    {
        Head? head = null;
        if (!store.Each("head", Sql, row => head = new Head(row.GetInt64(0), row.GetBytes(1), row.GetBytes(2)))) return null;
        if (head is null) findings.Add("head", "missing");
        if (head is not { Size: >= 0, Root.Length: MerkleTree.HashSize } || head.Edge.Length != MerkleTree.HashSize * BitOperations.PopCount((ulong)head.Size))
        {
            if (head is not null) findings.Add("head", $"its size ({head.Size}) does not fit its root and its edge");
            return null;
        }

        return head;
    }

    internal static void Judge(Head head, long size, RootWatch roots, Findings findings)
    {
        if (head.Size > size) findings.Add("head", $"says {head.Size} entries, and the store holds {size}");
        if (roots.At(head.Size) is not { } reached) return;
        var isRootSame = reached.Root.AsSpan().SequenceEqual(head.Root);
        var differing = Subtrees(head.Size).Where(subtree => !Piece(head.Edge, subtree.Place).SequenceEqual(Piece(reached.Edge, subtree.Place))).ToList();
        if (isRootSame) foreach (var (_, from, end) in differing) findings.Add("head", $"its edge is not that of entries {from} to {end - 1}");
        else if (differing.Count == 0) findings.Add("head", "its root is not that of its edge");
        else foreach (var (_, from, end) in differing) Tell(from, end, findings);
    }

    private static void Tell(long from, long end, Findings findings)
    {
        if (end - from == 1) findings.Entry(from, "it is not the entry that was signed (its head has another hash)");
        else findings.Add($"entries {from} to {end - 1}", "they are not those that were signed (their head has another hash)");
    }

    private static IEnumerable<(int Place, long From, long End)> Subtrees(long size)
    {
        var (place, from) = (0, 0L);
        for (var bit = 62; bit >= 0; bit--)
        {
            if ((size & (1L << bit)) == 0) continue;
            yield return (place++, from, from + (1L << bit));
            from += 1L << bit;
        }
    }

    private static ReadOnlySpan<byte> Piece(byte[] edge, int place) => edge.AsSpan(place * MerkleTree.HashSize, MerkleTree.HashSize);
}
