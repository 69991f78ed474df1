using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>
/// Answers what providers corrected and took back, of one of them or of all. Each cursor is a look back over the log: no more of them run
/// at once than searches may.
/// </summary>
internal sealed class CorrectionsRoute(Shelf shelf, ArticleSearch search)
{
    private const int RowsOnPage = 30;

    internal async Task<IResult> AnswerAsync(HttpContext context, Edition edition, string? provider, long? before)
    {
        var card = provider is null ? null : shelf.Ledger.CardBySlug(provider);
        if (provider is not null && card is null) return Page.NotFound(edition);
        if (card is not null && card.Slug != provider) return Page.MovedTo(Addresses.Corrections(edition, card.Slug, before));
        using var place = await search.EnterAsync(context.RequestAborted);
        if (place is null) return LabelRoute.Busy(context, edition);
        var (rows, next) = await place.RunAsync(() => shelf.Amendments(card?.Id, before ?? shelf.Ledger.Size, RowsOnPage));
        return Page.Of<CorrectionsPage>(new Dictionary<string, object?>
        {
            [nameof(CorrectionsPage.Edition)] = edition,
            [nameof(CorrectionsPage.Provider)] = card,
            [nameof(CorrectionsPage.Before)] = before,
            [nameof(CorrectionsPage.Rows)] = rows,
            [nameof(CorrectionsPage.Next)] = next,
        });
    }
}
