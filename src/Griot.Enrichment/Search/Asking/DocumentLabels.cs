using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>Something that a piece is counted by, and in which field.</summary>
internal sealed record Label(string Field, string Value);

/// <summary>What each piece of one part of the index is: its labels as numbers, those of a field one after the other.</summary>
internal sealed class DocumentLabels
{
    // Each label of a part is read once, as long as there is the part: a search names some hundreds of them in each.
    private static readonly ConditionalWeakTable<object, Label?[]> Read = [];

    // None in a part of which everything was deleted.
    private readonly SortedSetDocValues? values;
    private readonly LabelColumns? columns;
    private readonly Label?[] known;

    internal DocumentLabels(AtomicReader reader)
    {
        values = reader.GetSortedSetDocValues(IndexFields.Labels);
        columns = LabelColumns.Known(reader);
        known = values is null ? [] : KnownOf(reader.CoreCacheKey, (int)values.ValueCount);
    }

    /// <summary>How many labels there are in this part.</summary>
    internal int Count => known.Length;

    /// <summary>Adds the numbers of a piece's labels, from the least to the greatest.</summary>
    internal void Add(int document, List<int> labels)
    {
        if (columns is not null) foreach (var number in columns.Of(document)) labels.Add(number);
        else if (values is not null) AddRead(values, document, labels);
    }

    /// <summary>The labels of a piece.</summary>
    internal List<Label> Of(int document)
    {
        var numbers = new List<int>();
        Add(document, numbers);
        return numbers.ConvertAll(At);
    }

    internal Label At(int number) => known[number] ??= Look(number);

    /// <summary>The numbers of a field's labels: from the first on, and below the second.</summary>
    internal (int First, int Past) NumbersOf(string field) => (From(field + IndexFields.EqualsSign), From(field + IndexFields.PastEquals));

    private static void AddRead(SortedSetDocValues values, int document, List<int> labels)
    {
        values.SetDocument(document);
        for (var one = values.NextOrd(); one != SortedSetDocValues.NO_MORE_ORDS; one = values.NextOrd()) labels.Add((int)one);
    }

    private static Label?[] KnownOf(object part, int count) => Read.TryGetValue(part, out var known) ? known : Read.GetValue(part, _ => new Label?[count]);

    private Label Look(int number)
    {
        var bytes = new BytesRef();
        values!.LookupOrd(number, bytes);
        var text = bytes.Utf8ToString();
        var end = text.IndexOf(IndexFields.EqualsSign, StringComparison.Ordinal);
        return new Label(string.Intern(text[..end]), text[(end + 1)..]);
    }

    // The number of a text that is no label comes back as -(where it would stand) - 1.
    private int From(string text)
    {
        var found = (int)(values?.LookupTerm(new BytesRef(text)) ?? 0);
        return found < 0 ? -found - 1 : found;
    }
}
