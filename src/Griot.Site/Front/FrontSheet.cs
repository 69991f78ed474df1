using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;

namespace Griot.Site;

/// <summary>What a reader asks of a front page.</summary>
/// <param name="Before">The log index below which the sheet begins: it pins the sheet while new pieces arrive.</param>
/// <param name="From">Places of the sheet that earlier pages have shown.</param>
/// <param name="Languages">Languages by comma; all where null.</param>
public sealed record FrontQuery(long? Before, int From, string? Languages)
{
    private const int MostLanguages = 20;

    internal IReadOnlyList<string> Wanted =>
        Languages is null ? [] : [.. Languages.Split(',', MostLanguages + 1).Take(MostLanguages).Select(Tag.Primary).OfType<string>().Distinct(StringComparer.Ordinal)];
}

/// <summary>A page of pieces with what stands beside them: a function of the ledger and the query alone.</summary>
/// <param name="Pieces">In their order.</param>
/// <param name="Changed">Lately corrected or withdrawn; on the first page only.</param>
/// <param name="Next">The query of the page that follows; null at the end.</param>
public sealed record FrontSheet(IReadOnlyList<Rendition> Pieces, IReadOnlyList<Rendition> Changed, FrontQuery? Next)
{
    internal const int PiecesOnPage = 36;

    /// <summary>The newest pieces that what is spoken of is counted over: about a day of a large house.</summary>
    internal const int TopicsOf = 500;

    /// <summary>What the newest pieces are about; on the first page only.</summary>
    public RecentTopics? Topics { get; init; }

    // The arrivals that are interleaved together: some days of a large house.
    private const int Window = 2000;
    // A rare language must not make one request read the whole window.
    private const int MostTaken = 400;

    internal static FrontSheet Read(Shelf shelf, FrontQuery query)
    {
        var arrivals = shelf.Ledger.Arrivals(null, query.Before ?? long.MaxValue, Window);
        var before = query.Before ?? (arrivals.Count > 0 ? arrivals[0].Index + 1 : 0);
        var wanted = query.Wanted;
        var pieces = new List<Rendition>(PiecesOnPage);
        var place = Math.Max(0, query.From);
        foreach (var arrival in Interleaving.ByProvider(arrivals, entry => entry.Entry.Provider!).Skip(place).Take(MostTaken))
        {
            if (pieces.Count == PiecesOnPage) break;
            place++;
            if (Taken(shelf, arrival) is { } piece && Speaks(piece, wanted)) pieces.Add(piece);
        }

        var next = Onward(query, before, place, arrivals);
        if (next is null) pieces.AddRange(OfOld(shelf, PiecesOnPage - pieces.Count).Where(piece => Speaks(piece, wanted)));
        return new FrontSheet(pieces, query.From == 0 ? Lately.Of(shelf) : [], next);
    }

    // Where the news are at their end and leave room, as in a house that has only just begun. More stands on the providers' pages.
    private static IEnumerable<Rendition> OfOld(Shelf shelf, int room) => room <= 0 ? [] :
        shelf.FromArchive(null, ArchivePlace.Newest, room).Select(one => one.Piece).Where(piece => piece.Answer != Answer.Gone);

    private static Rendition? Taken(Shelf shelf, SealedEntry arrival) =>
        shelf.TakeSummary(arrival.Entry.Item!) is { } piece && piece.Answer != Answer.Gone && shelf.ArrivalOf(piece.State) == arrival.Index ? piece : null;

    private static bool Speaks(Rendition piece, IReadOnlyList<string> wanted) =>
        wanted.Count == 0 || (Tag.Primary(piece.Summary?.Language) is { } language && wanted.Contains(language));

    private static FrontQuery? Onward(FrontQuery query, long before, int place, IReadOnlyList<SealedEntry> arrivals) =>
        place < arrivals.Count ? query with { Before = before, From = place }
        : arrivals.Count == Window ? query with { Before = arrivals[^1].Index, From = 0 }
        : null;
}
