using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>A month of pieces in one language.</summary>
/// <param name="Month"><c>2026-11</c>.</param>
/// <param name="Language">The primary tag; null where it is not known.</param>
/// <param name="Count">How many.</param>
/// <param name="Changed">When the public was last told of one of them.</param>
public sealed record PieceMonth(string Month, string? Language, int Count, DateTimeOffset Changed);

/// <summary>A piece as a list of addresses needs it.</summary>
public sealed record ListedPiece(string Item, string Provider, DateTimeOffset Changed);

/// <summary>
/// Every piece that the public sees now and that is the house's to show to search engines, month by month, told by the index alone:
/// no text is read. An item about which something was sealed that the index has not read yet is left out. Whoever asks has
/// entered by <see cref="ArticleSearch.EnterAsync"/>: a look goes over all of the index.
/// </summary>
public sealed class PieceMonths
{
    // Further behind than this, too much would be left out.
    private const int MostUnread = 500;

    private readonly Shelf shelf;
    private readonly SearchIndex index;

    internal PieceMonths(Shelf shelf, SearchIndex index) => (this.shelf, this.index) = (shelf, index);

    /// <summary>How many there are, by month and language; null while the index is being made.</summary>
    public IReadOnlyList<PieceMonth>? Count()
    {
        using var view = index.View();
        if (view is null || IsBehind(view)) return null;
        var months = new Dictionary<(string, string?), (int Count, long Changed)>();
        var walk = new MonthWalk(view);
        walk.Go((leaf, document) =>
        {
            var place = (leaf.Month(document), leaf.Language(document));
            var (count, changed) = months.GetValueOrDefault(place);
            months[place] = (count + 1, Math.Max(changed, leaf.Changed(document)));
        });
        return [.. months.Select(pair => new PieceMonth(pair.Key.Item1, pair.Key.Item2, pair.Value.Count, Changes.At(pair.Value.Changed)))];
    }

    /// <summary>The pieces of a month, oldest first, from a place on; null while the index is being made.</summary>
    /// <param name="month"><c>2026-11</c>.</param>
    /// <param name="speaks">Which languages; null is an unknown one.</param>
    /// <param name="skip">How many are passed over.</param>
    /// <param name="take">At most so many.</param>
    public IReadOnlyList<ListedPiece>? Of(string month, Func<string?, bool> speaks, int skip, int take) =>
        Read((leaf, document) => leaf.Month(document) == month && speaks(leaf.Language(document)), all => all.Order().Skip(skip).Take(take));

    /// <summary>The newest pieces since a moment, newest first, without what an import brought long after its day; null while the index is being made.</summary>
    public IReadOnlyList<ListedPiece>? Since(DateTimeOffset moment, Func<string?, bool> speaks, int take)
    {
        var (least, size) = (IndexedPiece.Rank(moment, 0), shelf.Ledger.Size);
        return Read((leaf, document) => leaf.Rank(document) >= least && speaks(leaf.Language(document)), all => all.OrderDescending().Where(one => !shelf.Ledger.IsArchived(IndexedPiece.PlaceOfRank(one.Rank, size))).Take(take));
    }

    private List<ListedPiece>? Read(Func<MonthLeaf, int, bool> isWanted, Func<List<(long Rank, int Document)>, IEnumerable<(long Rank, int Document)>> choose)
    {
        using var view = index.View();
        if (view is null || Unread(view) is not { } unread) return null;
        var found = new List<(long, int)>();
        var walk = new MonthWalk(view);
        walk.Go((leaf, document) =>
        {
            if (isWanted(leaf, document)) found.Add((leaf.Rank(document), leaf.Base + document));
        });
        return [.. choose(found).Select(one => walk.At(one.Document)).Where(piece => !unread.Contains(piece.Item) && !unread.Contains(piece.Provider))];
    }

    private bool IsBehind(IndexView view) => shelf.Ledger.Entries(view.Position, MostUnread + 1).Count > MostUnread;

    // Items and providers of which the index does not know the newest; null where these are too many.
    private HashSet<string>? Unread(IndexView view)
    {
        var entries = shelf.Ledger.Entries(view.Position, MostUnread + 1);
        return entries.Count > MostUnread ? null : [.. entries.Select(entry => entry.Entry.Item ?? (entry.Entry.Prev is null ? null : entry.Entry.Provider)).OfType<string>()];
    }
}
