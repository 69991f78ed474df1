using Griot.Record;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>Lists by label: what needs no words.</summary>
public sealed partial class ArticleSearch
{
    private const int MostDaysTried = 40;

    /// <summary>
    /// The pieces that a request's limits leave, the newest first. The cursor is the place in time of the last one that was shown:
    /// what arrives meanwhile shifts nothing.
    /// </summary>
    /// <param name="request">What narrows the list; its words, order and page are not read.</param>
    /// <param name="before">The cursor; null for the newest.</param>
    /// <param name="limit">At most so many.</param>
    public PieceList List(SearchRequest request, long? before, int limit)
    {
        ArgumentNullException.ThrowIfNull(request);
        NoteMark();
        using var view = index.View();
        if (view is null) return new PieceList([], 0, IsMore: false, IsBehind: true, Facets: null, Next: null);
        var isBehind = IsFarBehind(view);
        IReadOnlyList<(string, string)> unseen = isBehind ? [] : [.. Unseen(shelf.Ledger.Entries(view.Position, MostUnread))];
        var limits = request with { Text = "", Order = SearchOrder.Time, Page = 1 };
        var facets = before is null && !isBehind ? new FacetCounts() : null;
        var all = Run(view, limits, before, limit + 1, unseen, facets);
        // Behind a cursor only what is as old is gone through; how many there are in all is asked for itself.
        var counted = before is null ? all : Run(view, limits with { Order = SearchOrder.Relevance }, null, 1, unseen);
        // It took too long this once.
        if (!all.IsCounted) PageReads.Current?.Doubt(static () => false);
        var shown = all.Documents.Take(limit).Select(document => (Rank: RankOf(view, document), Piece: Listed(view, document))).ToList();
        return new PieceList(
            [.. shown.Select(one => one.Piece).OfType<Rendition>()], counted.Count, counted.IsMore, isBehind,
            facets is null || !all.IsCounted ? null : SearchFacets.Of(facets, shelf.Ledger), all.Documents.Count > limit ? shown[^1].Rank : null);
    }

    /// <summary>How many pieces have each label; null while there is no index.</summary>
    public LabelCounts? CountAll()
    {
        NoteMark();
        using var view = index.View();
        return view is null ? null : LeafCounts.Of(view, IsFarBehind(view));
    }

    /// <summary>What the newest so many pieces are about.</summary>
    public RecentTopics Recent(int newest)
    {
        NoteMark();
        using var view = index.View();
        if (view is null || IsFarBehind(view) || shelf.Ledger.Arrivals(null, shelf.Ledger.Size, newest) is not [.., var oldest]) return RecentTopics.Nothing;
        var documents = Run(view, new SearchRequest { From = DateOnly.FromDateTime(oldest.Entry.Time.UtcDateTime) }, null, newest, [.. Unseen(shelf.Ledger.Entries(view.Position, MostUnread))]).Documents;
        return new RecentCount(view, shelf.Ledger).Of(documents);
    }

    /// <summary>The nearest day before (or after) one on which something came before the public that it sees now; null where there is none.</summary>
    public DateOnly? NearestDay(DateOnly day, bool isBefore)
    {
        NoteMark();
        using var view = index.View();
        if (view is null) return null;
        return isBefore ? NewestDay(view, day) : OldestDay(view, day);
    }

    private bool IsFarBehind(IndexView view) => shelf.Ledger.Size - view.Position > MostUnread;

    private DateOnly? NewestDay(IndexView view, DateOnly day)
    {
        if (day == DateOnly.MinValue || Run(view, new SearchRequest { To = day.AddDays(-1) }, null, 1, []).Documents is not [var newest]) return null;
        return IndexedPiece.DayOfRank(RankOf(view, newest));
    }

    // The index knows its days in their order, those of pieces that have gone among them for a while.
    private DateOnly? OldestDay(IndexView view, DateOnly day)
    {
        for (var (tries, at) = (0, day); tries < MostDaysTried; tries++)
        {
            if (DayFrom(view, IndexedPiece.DayOf(at) + 1) is not { } found) return null;
            at = found;
            if (Run(view, new SearchRequest { From = at, To = at }, null, 1, []).Documents.Count > 0) return at;
        }

        return null;
    }

    private static DateOnly? DayFrom(IndexView view, int day)
    {
        int? nearest = null;
        var wanted = new BytesRef(NumericUtils.BUF_SIZE_INT32);
        NumericUtils.Int32ToPrefixCoded(day, 0, wanted);
        foreach (var leaf in view.Reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(IndexFields.Day)?.GetEnumerator() is not { } days || days.SeekCeil(wanted) == TermsEnum.SeekStatus.END) continue;
            if (NumericUtils.GetPrefixCodedInt32Shift(days.Term) == 0 && NumericUtils.PrefixCodedToInt32(days.Term) is var found && !(nearest < found)) nearest = found;
        }

        return nearest is { } number ? IndexedPiece.DayOf(number) : null;
    }

    private (IReadOnlyList<int> Documents, int Count, bool IsMore, bool IsCounted) Run(IndexView view, SearchRequest limits, long? before, int wanted, IReadOnlyList<(string, string)> unseen, FacetCounts? facets = null)
    {
        if (before is { } rank && IndexedPiece.DayOfRank(rank) is var last && !(limits.To < last)) limits = limits with { To = last };
        var matching = new Matching(view, limits.Order, wanted, facets, time, before ?? long.MaxValue, isWhole: true);
        var documents = matching.Run(new QueryMaker(shelf.Ledger, view, limits).Make(unseen));
        return (documents, matching.Count, matching.IsMore, matching.IsCounted);
    }

    private Rendition? Listed(IndexView view, int document) => HitIds.Of(view, document) is { } item && shelf.TakeSummary(item) is { Answer: not Answer.Gone } piece ? Dated(piece, RankOf(view, document)) : null;

    // What an import brought stands by its provider's own date.
    private Rendition Dated(Rendition piece, long rank) =>
        IndexedPiece.SecondsOfRank(rank) < piece.CameOut.ToUnixTimeSeconds() && shelf.Ledger.IsArchived(shelf.ArrivalOf(piece.State)) ? piece with { Dated = piece.Summary?.Published } : piece;

    private static long RankOf(IndexView view, int document)
    {
        var leaf = view.Reader.Leaves[ReaderUtil.SubIndex(document, view.Reader.Leaves)];
        return leaf.AtomicReader.GetNumericDocValues(IndexFields.Rank)?.Get(document - leaf.DocBase) ?? 0;
    }
}
