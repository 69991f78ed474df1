using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>Counts what the matching pieces are, field by field, as the index holds it.</summary>
internal sealed class FacetCounts
{
    private static readonly string[] Ones = [IndexFields.Provider, IndexFields.Language, IndexFields.Genre, IndexFields.Month];
    private static readonly string[] Manies = [IndexFields.Country, IndexFields.Region, IndexFields.Subject];

    private readonly Dictionary<string, Dictionary<string, int>> totals = [];
    private readonly List<(string Field, SortedDocValues Values, int[] Counts)> ones = [];
    private readonly List<(string Field, SortedSetDocValues Values, int[] Counts)> manies = [];

    internal IReadOnlyDictionary<string, int> Of(string field) => totals.GetValueOrDefault(field) ?? [];

    internal void Enter(AtomicReader reader)
    {
        foreach (var field in Ones) if (reader.GetSortedDocValues(field) is { } values) ones.Add((field, values, new int[values.ValueCount]));
        foreach (var field in Manies) if (reader.GetSortedSetDocValues(field) is { } values) manies.Add((field, values, new int[values.ValueCount]));
    }

    internal void Count(int document)
    {
        foreach (var (_, values, counts) in CollectionsMarshal.AsSpan(ones)) if (values.GetOrd(document) is >= 0 and var one) counts[one]++;
        foreach (var (_, values, counts) in CollectionsMarshal.AsSpan(manies))
        {
            values.SetDocument(document);
            for (var one = values.NextOrd(); one != SortedSetDocValues.NO_MORE_ORDS; one = values.NextOrd()) counts[one]++;
        }
    }

    internal void Leave()
    {
        var value = new BytesRef();
        foreach (var (field, values, counts) in ones) for (var i = 0; i < counts.Length; i++) Add(field, counts[i], i, values.LookupOrd, value);
        foreach (var (field, values, counts) in manies) for (var i = 0; i < counts.Length; i++) Add(field, counts[i], (long)i, values.LookupOrd, value);
        ones.Clear();
        manies.Clear();
    }

    private void Add<T>(string field, int count, T one, Action<T, BytesRef> lookUp, BytesRef value)
    {
        if (count == 0) return;
        lookUp(one, value);
        if (!totals.TryGetValue(field, out var counts)) totals[field] = counts = new(StringComparer.Ordinal);
        CollectionsMarshal.GetValueRefOrAddDefault(counts, value.Utf8ToString(), out _) += count;
    }
}
