using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Routing;

namespace Griot.Site;

/// <summary>The pages that only a copy of the site has: nobody asks a server for them.</summary>
public static class CopyRoom
{
    /// <summary>The page that chooses among the copied editions, and in each of them the one that says what a copy can't do, and the list of days.</summary>
    /// <param name="routes">Where they are mapped.</param>
    /// <param name="editions">The editions that are copied.</param>
    /// <param name="live">The site itself, where others can reach it; else null.</param>
    public static void MapCopy(this IEndpointRouteBuilder routes, IReadOnlyList<Edition> editions, Uri? live)
    {
        ArgumentNullException.ThrowIfNull(editions);
        routes.MapPage("/copy", () => Page.Of<CopyFrontPage>(new Dictionary<string, object?> { [nameof(CopyFrontPage.All)] = editions }));
        foreach (var edition in editions)
        {
            routes.MapPage($"/copy/{edition.Code}/days", (ArticleSearch search) => Page.Of<CopyDaysPage>(new Dictionary<string, object?>
            {
                [nameof(CopyDaysPage.Edition)] = edition,
                [nameof(CopyDaysPage.Counts)] = search.CountAll(),
            }));
            routes.MapPage($"/copy/{edition.Code}", (Shelf shelf) => Page.Of<CopyPage>(new Dictionary<string, object?>
            {
                [nameof(CopyPage.Edition)] = edition,
                [nameof(CopyPage.Live)] = live,
                [nameof(CopyPage.Until)] = shelf.Ledger.At(shelf.Ledger.Size - 1)?.Entry.Time,
            }));
        }
    }
}
