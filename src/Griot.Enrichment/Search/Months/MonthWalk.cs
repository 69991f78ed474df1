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
internal sealed class MonthLeaf(AtomicReaderContext leaf)
{
    private readonly IBits? live = leaf.AtomicReader.LiveDocs;
    private readonly NumericDocValues? ranks = leaf.AtomicReader.GetNumericDocValues(IndexFields.Rank);
    private readonly NumericDocValues? changes = leaf.AtomicReader.GetNumericDocValues(IndexFields.Changed);
    private readonly Column? months = Column.Of(leaf, IndexFields.Month);
    private readonly Column? languages = Column.Of(leaf, IndexFields.Language);
    private readonly Column? providers = Column.Of(leaf, IndexFields.Provider);

    internal int Base => leaf.DocBase;

    internal int Count => leaf.AtomicReader.MaxDoc;

    /// <summary>False for a part of which everything was deleted, and which lost its columns with it.</summary>
    internal bool IsWhole => ranks is not null && changes is not null && months is not null && providers is not null;

    internal bool IsShown(int document) => live?.Get(document) != false && !Changes.IsLedElsewhere(changes!.Get(document));

    internal long Rank(int document) => ranks!.Get(document);

    internal long Changed(int document) => changes!.Get(document);

    internal string Month(int document) => months!.At(document) ?? "";

    internal string? Language(int document) => languages?.At(document);

    internal string Provider(int document) => providers!.At(document) ?? "";
}

/// <summary>A column of few values, each of them read once.</summary>
internal sealed class Column(SortedDocValues values)
{
    private readonly string?[] read = new string?[values.ValueCount];
    private readonly BytesRef bytes = new();

    internal static Column? Of(AtomicReaderContext leaf, string field) => leaf.AtomicReader.GetSortedDocValues(field) is { } values ? new Column(values) : null;

    internal string? At(int document)
    {
        var place = values.GetOrd(document);
        return place < 0 ? null : read[place] ??= Read(place);
    }

    private string Read(int place)
    {
        values.LookupOrd(place, bytes);
        return bytes.Utf8ToString();
    }
}
