using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>
/// Answers the search page of an edition. Only so many searches run at once, so that a flood of them leaves the articles their
/// share of the machine; who finds no place is asked to come again.
/// </summary>
internal sealed class SearchRoute(ArticleSearch search, Shelf shelf, Freshness freshness)
{
    internal async Task<IResult> Answer(HttpContext context, Edition edition)
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        if (SearchRequest.Read(context.Request.Query) is not { } request) return Page.NotFound(edition);
        using var place = await search.EnterAsync(context);
        if (place is null)
        {
            context.Response.Headers.RetryAfter = "2";
            return Page.Error(edition, StatusCodes.Status503ServiceUnavailable);
        }

        // The mark first: what is sealed in between makes the page older than it is, never newer.
        var mark = search.Mark;
        return await place.DrawAsync(context, () => freshness.Answer(context, shelf.Ledger.Size, () => Page.Of<SearchPage>(new Dictionary<string, object?>
        {
            [nameof(SearchPage.Edition)] = edition,
            [nameof(SearchPage.Found)] = search.Find(request),
            [nameof(SearchPage.All)] = request.IsEmpty ? search.CountAll() : null,
        }), mark));
    }
}
