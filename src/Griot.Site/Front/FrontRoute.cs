using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Answers the front page of an edition. What most readers ask for is read once for each state of the ledger.</summary>
internal sealed class FrontRoute(Shelf shelf, ArticleSearch search, Freshness freshness)
{
    private static readonly FrontQuery Newest = new(Before: null, From: 0, Languages: null);
    private Kept? kept;

    internal IResult Answer(HttpContext context, Edition edition, FrontQuery query)
    {
        // The mark first: what is sealed in between makes the page older than it is, never newer.
        var (mark, size) = (query == Newest ? search.Mark : null, shelf.Ledger.Size);
        return freshness.Answer(context, size, () => Page.Of<FrontPage>(new Dictionary<string, object?>
        {
            [nameof(FrontPage.Edition)] = edition,
            [nameof(FrontPage.Query)] = query,
            [nameof(FrontPage.Sheet)] = query == Newest ? ReadNewest(size, mark) : FrontSheet.Read(shelf, query),
        }), mark);
    }

    // Two requests may read at once; both read the same. An older state never stands in for a newer one.
    private FrontSheet ReadNewest(long size, string? mark)
    {
        if (kept is { } known && known.Size == size && known.Mark == mark) return known.Sheet;
        var sheet = FrontSheet.Read(shelf, Newest with { Before = size }) with { Topics = search.Recent(FrontSheet.TopicsOf) };
        kept = new Kept(size, mark, sheet);
        return sheet;
    }

    private sealed record Kept(long Size, string? Mark, FrontSheet Sheet);
}
