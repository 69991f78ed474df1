using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Answers what can be counted: the register as it stands, and the pieces that readers see.</summary>
internal sealed class StatisticsRoute(ArticleSearch search, Shelf shelf)
{
    internal async Task<IResult> Answer(HttpContext context, Edition edition)
    {
        using var place = await search.EnterAsync(context);
        if (place is null) return LabelRoute.Busy(context, edition);
        return await place.DrawAsync(context, () => Page.Of<StatisticsPage>(new Dictionary<string, object?>
        {
            [nameof(StatisticsPage.Edition)] = edition,
            [nameof(StatisticsPage.Cards)] = shelf.Ledger.Cards(),
            [nameof(StatisticsPage.Counts)] = search.CountAll(),
        }));
    }
}
