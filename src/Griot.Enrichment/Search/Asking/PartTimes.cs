using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>
/// Between which places in time the pieces of one part of the index lie, and those of each of its blocks. Pieces stand in the
/// order of time but for corrections, which keep their place in it: what can't be among the newest, or within the limits, is
/// passed over by blocks. Deleted pieces count as if they were there.
/// </summary>
internal sealed class PartTimes
{
    internal const int Block = 1024;

    private static readonly ConditionalWeakTable<object, PartTimes> Kept = [];

    private readonly long[] oldest;
    private readonly long[] newest;

    private PartTimes(int documents, NumericDocValues ranks)
    {
        (oldest, newest) = (new long[(documents + Block - 1) / Block], new long[(documents + Block - 1) / Block]);
        Array.Fill(oldest, long.MaxValue);
        Array.Fill(newest, long.MinValue);
        for (var document = 0; document < documents; document++)
        {
            var (block, rank) = (document / Block, ranks.Get(document));
            (oldest[block], newest[block]) = (Math.Min(oldest[block], rank), Math.Max(newest[block], rank));
        }

        (Oldest, Newest) = (oldest.Min(), newest.Max());
    }

    internal long Oldest { get; }

    internal long Newest { get; }

    internal int Blocks => newest.Length;

    /// <summary>Null for a part of which everything was deleted, and which lost its columns with it.</summary>
    internal static PartTimes? Of(AtomicReader reader)
    {
        if (Kept.TryGetValue(reader.CoreCacheKey, out var known)) return known;
        return reader.MaxDoc > 0 && reader.GetNumericDocValues(IndexFields.Rank) is { } ranks ? Kept.GetValue(reader.CoreCacheKey, _ => new PartTimes(reader.MaxDoc, ranks)) : null;
    }

    internal long NewestOf(int block) => newest[block];

    internal long OldestOf(int block) => oldest[block];

    internal bool Overlap(Limits limits) => Newest >= limits.Least && Oldest < limits.Below;

    /// <summary>Leaves in a set only what lies within the limits.</summary>
    internal void Keep(FixedBitSet set, NumericDocValues ranks, Limits limits)
    {
        if (Oldest >= limits.Least && Newest < limits.Below) return;
        for (var block = 0; block < newest.Length; block++)
        {
            var (start, end) = (block * Block, Math.Min(set.Length, (block + 1) * Block));
            if (newest[block] < limits.Least || oldest[block] >= limits.Below) set.Clear(start, end);
            else if (oldest[block] < limits.Least || newest[block] >= limits.Below) Keep(set, ranks, limits, start, end);
        }
    }

    private static void Keep(FixedBitSet set, NumericDocValues ranks, Limits limits, int start, int end)
    {
        for (var document = start; document < end; document++)
            if (set.Get(document) && ranks.Get(document) is var rank && (rank < limits.Least || rank >= limits.Below)) set.Clear(document);
    }
}
