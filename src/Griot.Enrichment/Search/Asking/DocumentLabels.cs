using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>What each piece of one part of the index is: its labels as numbers, which count on from field to field.</summary>
internal sealed class DocumentLabels
{
    private static readonly string[] Ones = [IndexFields.Provider, IndexFields.Language, IndexFields.Genre, IndexFields.Month];
    private static readonly string[] Manies = [IndexFields.Country, IndexFields.Region, IndexFields.Subject];

    private readonly List<(string Field, int First, SortedDocValues Values)> ones = [];
    private readonly List<(string Field, int First, SortedSetDocValues Values)> manies = [];

    internal DocumentLabels(AtomicReader reader)
    {
        foreach (var field in Ones)
        {
            if (reader.GetSortedDocValues(field) is not { } values) continue;
            ones.Add((field, Count, values));
            Count += values.ValueCount;
        }

        foreach (var field in Manies)
        {
            if (reader.GetSortedSetDocValues(field) is not { } values) continue;
            manies.Add((field, Count, values));
            Count += (int)values.ValueCount;
        }
    }

    /// <summary>How many labels there are in this part.</summary>
    internal int Count { get; }

    /// <summary>Adds the numbers of a piece's labels.</summary>
    internal void Read(int document, List<int> labels)
    {
        foreach (var (_, first, values) in ones) if (values.GetOrd(document) is >= 0 and var one) labels.Add(first + one);
        foreach (var (_, first, values) in manies)
        {
            values.SetDocument(document);
            for (var one = values.NextOrd(); one != SortedSetDocValues.NO_MORE_ORDS; one = values.NextOrd()) labels.Add(first + (int)one);
        }
    }

    internal (string Field, string Value) Label(int number)
    {
        var value = new BytesRef();
        var many = manies.FindLast(one => one.First <= number);
        if (many.Values is { } values)
        {
            values.LookupOrd(number - many.First, value);
            return (many.Field, value.Utf8ToString());
        }

        var (field, first, one) = ones.FindLast(one => one.First <= number);
        one.LookupOrd(number - first, value);
        return (field, value.Utf8ToString());
    }
}
