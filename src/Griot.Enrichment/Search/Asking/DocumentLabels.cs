using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>What each piece of one part of the index is: its labels as numbers, those of a field one after the other.</summary>
internal sealed class DocumentLabels(AtomicReader reader)
{
    // None in a part of which everything was deleted.
    private readonly SortedSetDocValues? values = reader.GetSortedSetDocValues(IndexFields.Labels);
    private readonly BytesRef bytes = new();

    /// <summary>How many labels there are in this part.</summary>
    internal int Count => (int)(values?.ValueCount ?? 0);

    /// <summary>Adds the numbers of a piece's labels, from the least to the greatest.</summary>
    internal void Read(int document, List<int> labels)
    {
        if (values is null) return;
        values.SetDocument(document);
        for (var one = values.NextOrd(); one != SortedSetDocValues.NO_MORE_ORDS; one = values.NextOrd()) labels.Add((int)one);
    }

    /// <summary>The labels of a piece.</summary>
    internal List<(string Field, string Value)> Of(int document)
    {
        var numbers = new List<int>();
        Read(document, numbers);
        return numbers.ConvertAll(Label);
    }

    /// <summary>The first of a piece's labels that is not less than a number; -1 where there is none.</summary>
    internal int FirstOf(int document, int least)
    {
        if (values is null) return -1;
        values.SetDocument(document);
        var one = values.NextOrd();
        while (one != SortedSetDocValues.NO_MORE_ORDS && one < least) one = values.NextOrd();
        return (int)one;
    }

    internal (string Field, string Value) Label(int number)
    {
        values!.LookupOrd(number, bytes);
        var text = bytes.Utf8ToString();
        var end = text.IndexOf(IndexFields.EqualsSign, StringComparison.Ordinal);
        return (text[..end], text[(end + 1)..]);
    }

    /// <summary>The numbers of a field's labels: from the first on, and below the second.</summary>
    internal (int First, int Past) NumbersOf(string field) => (From(field + IndexFields.EqualsSign), From(field + IndexFields.PastEquals));

    // The number of a text that is no label comes back as -(where it would stand) - 1.
    private int From(string text)
    {
        var found = (int)(values?.LookupTerm(new BytesRef(text)) ?? 0);
        return found < 0 ? -found - 1 : found;
    }
}
