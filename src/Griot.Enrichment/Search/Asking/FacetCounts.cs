using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>Counts what the matching pieces are, field by field, as the index holds it.</summary>
internal sealed class FacetCounts
{
    // Where fewer than one piece in so many matches, its columns are not worth being laid out.
    private const int Few = 64;
    private const int BetweenLooks = 1024;

    private readonly Dictionary<string, Dictionary<string, int>> totals = [];
    private bool hasLaidOut;

    internal IReadOnlyDictionary<string, int> Of(string field) => totals.GetValueOrDefault(field) ?? [];

    /// <summary>Counts the pieces of a set. False where it took too long, and was given up.</summary>
    /// <param name="reader">The part of the index that the set is of.</param>
    /// <param name="set">The pieces.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="isLate">Whether it has taken too long.</param>
    internal bool Add(AtomicReader reader, FixedBitSet set, int count, Func<bool> isLate)
    {
        if (count == 0) return true;
        var columns = Columns(reader, count);
        var labels = new DocumentLabels(reader);
        var (counts, isWhole) = (new int[labels.Count], true);
        if (columns is not null) columns.Add(set, counts);
        else isWhole = Read(labels, set, counts, isLate);
        Add(counts, labels);
        return isWhole;
    }

    // One search lays out one part: the first after a start would wait for all of them.
    private LabelColumns? Columns(AtomicReader reader, int count)
    {
        if (hasLaidOut || (long)count * Few < reader.MaxDoc || LabelColumns.Known(reader) is not null) return LabelColumns.Known(reader);
        var made = LabelColumns.Make(reader);
        hasLaidOut = made is not null;
        return made;
    }

    private static bool Read(DocumentLabels labels, FixedBitSet set, int[] counts, Func<bool> isLate)
    {
        var (read, left, isWhole) = (new List<int>(), BetweenLooks, true);
        for (var document = Bits.Next(set, 0); document >= 0 && isWhole; document = Bits.Next(set, document + 1))
        {
            read.Clear();
            labels.Add(document, read);
            foreach (var number in read) counts[number]++;
            if (--left > 0) continue;
            (left, isWhole) = (BetweenLooks, !isLate());
        }

        return isWhole;
    }

    private void Add(int[] counts, DocumentLabels labels)
    {
        for (var number = 0; number < counts.Length; number++)
        {
            if (counts[number] == 0) continue;
            var (field, value) = labels.At(number);
            if (!totals.TryGetValue(field, out var total)) totals[field] = total = new(StringComparer.Ordinal);
            CollectionsMarshal.GetValueRefOrAddDefault(total, value, out _) += counts[number];
        }
    }
}
