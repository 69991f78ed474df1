using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>Goes over every piece of a view that the house shows to search engines.</summary>
internal sealed class MonthWalk(IndexView view)
{
    private readonly MonthLeaf[] leaves = [.. view.Reader.Leaves.Select(leaf => new MonthLeaf(leaf))];

    internal void Go(Action<MonthLeaf, int> see)
    {
        foreach (var leaf in leaves.Where(leaf => leaf.IsWhole))
            for (var document = 0; document < leaf.Count; document++)
                if (leaf.IsShown(document)) see(leaf, document);
    }

    internal ListedPiece At(int document)
    {
        var leaf = Array.FindLast(leaves, leaf => leaf.Base <= document)!;
        return new ListedPiece(HitIds.Of(view, document)!, leaf.Provider(document - leaf.Base), Changes.At(leaf.Changed(document - leaf.Base)));
    }
}

/// <summary>One part of an index, with the columns that a list of addresses needs.</summary>
internal sealed class MonthLeaf
{
    private readonly IBits? live;
    private readonly NumericDocValues? ranks;
    private readonly NumericDocValues? changes;
    private readonly DocumentLabels labels;
    private readonly List<int> numbers = [];
    private readonly Column months;
    private readonly Column languages;
    private readonly Column providers;
    private int read = -1;

    internal MonthLeaf(AtomicReaderContext leaf)
    {
        var reader = leaf.AtomicReader;
        (Base, Count, live) = (leaf.DocBase, reader.MaxDoc, reader.LiveDocs);
        (ranks, changes) = (reader.GetNumericDocValues(IndexFields.Rank), reader.GetNumericDocValues(IndexFields.Changed));
        labels = new DocumentLabels(reader);
        (months, languages, providers) = (new Column(labels, IndexFields.Month), new Column(labels, IndexFields.Language), new Column(labels, IndexFields.Provider));
    }

    internal int Base { get; }

    internal int Count { get; }

    /// <summary>False for a part of which everything was deleted, and which lost its columns with it.</summary>
    internal bool IsWhole => ranks is not null && changes is not null;

    internal bool IsShown(int document) => live?.Get(document) != false && !Changes.IsLedElsewhere(changes!.Get(document));

    internal long Rank(int document) => ranks!.Get(document);

    internal long Changed(int document) => changes!.Get(document);

    internal string Month(int document) => months.Among(Labels(document)) ?? "";

    internal string? Language(int document) => languages.Among(Labels(document));

    internal string Provider(int document) => providers.Among(Labels(document)) ?? "";

    // One document after the other: those of the last one are at hand.
    private List<int> Labels(int document)
    {
        if (read == document) return numbers;
        read = document;
        numbers.Clear();
        labels.Add(document, numbers);
        return numbers;
    }
}

/// <summary>The labels of a field of which a piece has one at most.</summary>
internal sealed class Column(DocumentLabels labels, string field)
{
    private readonly (int First, int Past) numbers = labels.NumbersOf(field);

    /// <summary>Which of a piece's labels it is; null where there is none.</summary>
    internal string? Among(List<int> all)
    {
        foreach (var number in all) if (number >= numbers.First) return number < numbers.Past ? labels.At(number).Value : null;
        return null;
    }
}
