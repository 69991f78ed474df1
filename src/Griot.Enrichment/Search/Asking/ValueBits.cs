using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>
/// Which pieces of one part of the index have a value. Values that many of them have are asked for again and again, and kept with
/// the part: at most so many, so that they take eight bytes a piece, whatever readers ask for. All others are read when they are asked for.
/// </summary>
internal sealed class ValueBits
{
    private const int MostKept = 64;
    private const int SmallestPart = 4096;
    // What fewer than one piece in so many has is read about as quickly as a set of bits is.
    private const int Rare = 64;

    private static readonly ConditionalWeakTable<object, ValueBits> Kept = [];

    private readonly Lock gate = new();
    private readonly Dictionary<(string Field, string Value), (FixedBitSet Bits, long Asked)> sets = [];
    private long asked;

    /// <summary>Leaves in a set only what has the value.</summary>
    internal static void Keep(AtomicReader reader, FixedBitSet set, (string Field, string Value) value)
    {
        if (Of(reader, value, out var rare) is { } bits) set.And(bits);
        else set.And(rare ?? DocIdSetIterator.GetEmpty());
    }

    /// <summary>Takes out of a set what has the value.</summary>
    internal static void Drop(AtomicReader reader, FixedBitSet set, (string Field, string Value) value)
    {
        if (Of(reader, value, out var rare) is { } bits) set.AndNot(bits);
        else if (rare is not null) set.AndNot(rare);
    }

    private static FixedBitSet? Of(AtomicReader reader, (string Field, string Value) value, out DocsEnum? rare)
    {
        rare = null;
        var kept = reader.MaxDoc < SmallestPart ? null : Kept.GetValue(reader.CoreCacheKey, static _ => new ValueBits());
        if (kept?.Find(value) is { } known) return known;
        var word = IndexFields.ValueOf(value.Field, value.Value);
        var words = reader.GetTerms(word.Field)?.GetEnumerator();
        if (words is null || !words.SeekExact(word.Bytes)) return null;
        // Deleted pieces stay among them: the part is the same with more of them.
        rare = words.Docs(liveDocs: null, reuse: null, DocsFlags.NONE);
        return kept is null || (long)words.DocFreq * Rare < reader.MaxDoc ? null : kept.Add(value, Read(rare, reader.MaxDoc));
    }

    private static FixedBitSet Read(DocsEnum documents, int length)
    {
        var bits = new FixedBitSet(length);
        bits.Or(documents);
        return bits;
    }

    private FixedBitSet? Find((string Field, string Value) value)
    {
        lock (gate)
        {
            if (!sets.TryGetValue(value, out var found)) return null;
            sets[value] = (found.Bits, ++asked);
            return found.Bits;
        }
    }

    private FixedBitSet Add((string Field, string Value) value, FixedBitSet bits)
    {
        lock (gate)
        {
            if (sets.Count >= MostKept) sets.Remove(sets.MinBy(pair => pair.Value.Asked).Key);
            sets[value] = (bits, ++asked);
            return bits;
        }
    }
}
