using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>
/// Answers what providers corrected and took back, of one of them or of all. Each cursor is a look back over the log, and each row compares
/// two texts: no more of them run at once than searches may, and where they do.
/// </summary>
internal sealed class CorrectionsRoute(Shelf shelf, PublicLists lists, WhatChanged changed, ArticleSearch search)
{
    private const int RowsOnPage = 30;

    internal async Task<IResult> AnswerAsync(HttpContext context, Edition edition, string? provider, long? before)
    {
        if (lists.Elsewhere(edition, provider, slug => Addresses.Corrections(edition, slug, before), out var card) is { } elsewhere) return elsewhere;
        using var place = await search.EnterAsync(context);
        if (place is null) return LabelRoute.Busy(context, edition);
        return await place.DrawAsync(context, () =>
        {
            var (rows, next) = shelf.Amendments(card?.Id, before ?? shelf.Ledger.Size, RowsOnPage);
            return Page.Of<CorrectionsPage>(new Dictionary<string, object?>
            {
                [nameof(CorrectionsPage.Edition)] = edition,
                [nameof(CorrectionsPage.Provider)] = card,
                [nameof(CorrectionsPage.Before)] = before,
                [nameof(CorrectionsPage.Rows)] = rows.Select(row => (row, Line(edition, row))).ToList(),
                [nameof(CorrectionsPage.Next)] = next,
            });
        });
    }

    private string? Line(Edition edition, Amendment row) => row is { Before: { } before, After: { } after } ? changed.Line(edition, before, after) : null;
}
