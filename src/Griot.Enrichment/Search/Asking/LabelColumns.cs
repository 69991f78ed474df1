using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>
/// The labels of all pieces of one part of the index, laid out one after the other, so that counting them is quick. It takes some
/// thirty bytes a piece, as long as there is the part.
/// </summary>
internal sealed class LabelColumns
{
    private const int SmallestPart = 4096;

    private static readonly ConditionalWeakTable<object, LabelColumns> Kept = [];

    private readonly int[] ends;
    private readonly ushort[] numbers;

    private LabelColumns(AtomicReader reader, DocumentLabels source)
    {
        var (all, one) = (new List<ushort>(reader.MaxDoc * 8), new List<int>());
        ends = new int[reader.MaxDoc];
        for (var document = 0; document < ends.Length; document++)
        {
            one.Clear();
            source.Add(document, one);
            foreach (var number in one) all.Add((ushort)number);
            ends[document] = all.Count;
        }

        numbers = [.. all];
    }

    /// <summary>Those of a part; null where there are none yet.</summary>
    internal static LabelColumns? Known(AtomicReader reader) => Kept.TryGetValue(reader.CoreCacheKey, out var known) ? known : null;

    /// <summary>Those of a part, made where there are none yet, which takes its time. Null for a part that is small, or has too many labels.</summary>
    internal static LabelColumns? Make(AtomicReader reader)
    {
        if (Known(reader) is { } known) return known;
        if (reader.MaxDoc < SmallestPart) return null;
        var source = new DocumentLabels(reader);
        return source.Count > ushort.MaxValue ? null : Kept.GetValue(reader.CoreCacheKey, _ => new LabelColumns(reader, source));
    }

    /// <summary>The numbers of a piece's labels, as <see cref="DocumentLabels"/> numbers them.</summary>
    internal ReadOnlySpan<ushort> Of(int document)
    {
        var start = document == 0 ? 0 : ends[document - 1];
        return numbers.AsSpan(start, ends[document] - start);
    }

    /// <summary>Counts the labels of the pieces in a set.</summary>
    internal void Add(FixedBitSet set, int[] counts)
    {
        for (var document = Bits.Next(set, 0); document >= 0; document = Bits.Next(set, document + 1))
            foreach (var number in Of(document)) counts[number]++;
    }
}
