using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>The pieces of one part of the index that limits leave, whatever their words are.</summary>
internal static class Allowed
{
    // Until another piece of the part is deleted.
    private static readonly ConditionalWeakTable<object, FixedBitSet> Living = [];

    /// <summary>A set of the caller's own, without deleted pieces; null where there are no limits.</summary>
    internal static FixedBitSet? In(AtomicReader reader, PartTimes times, Limits limits)
    {
        if (limits.AreOpen) return null;
        var set = Live(reader)?.Clone() ?? Full(reader.MaxDoc);
        foreach (var value in limits.Wanted) ValueBits.Keep(reader, set, value);
        foreach (var value in limits.Unwanted) ValueBits.Drop(reader, set, value);
        if (limits.AreTimed) times.Keep(set, reader.GetNumericDocValues(IndexFields.Rank), limits);
        return set;
    }

    private static FixedBitSet? Live(AtomicReader reader) => reader.LiveDocs is { } live ? Living.GetValue(reader.CombinedCoreAndDeletesKey, _ => Read(live)) : null;

    private static FixedBitSet Read(IBits live)
    {
        var set = new FixedBitSet(live.Length);
        for (var document = 0; document < live.Length; document++) if (live.Get(document)) set.Set(document);
        return set;
    }

    private static FixedBitSet Full(int length)
    {
        var set = new FixedBitSet(length);
        set.Set(0, length);
        return set;
    }
}
