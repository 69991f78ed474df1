using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>
/// Answers what changed between two versions that the public may read. Where one of them has gone, its own page says who took it
/// away; where one is not there for the public, there is no difference either. Comparing two long texts takes as long as a search: no
/// more of them run at once than searches may, and where they do.
/// </summary>
internal sealed class DifferenceRoute(Shelf shelf, WhatChanged changed, ArticleSearch search)
{
    internal async Task<IResult> AnswerAsync(HttpContext context, Edition edition, string slug, string item, int version, int? against)
    {
        if (!OpaqueId.IsWellFormed(item) || against == version) return Page.NotFound(edition);
        if (shelf.Take(item, version) is not { } taken) return Page.NotFound(edition);
        if (taken.Provider.Slug != slug) return Page.MovedTo(Addresses.Difference(edition, taken, version, against));
        if (taken.Answer == Record.Answer.Gone) return TypedResults.LocalRedirect(Addresses.Article(edition, taken, version));
        if ((against ?? Previous(taken)) is not { } number || shelf.Take(item, number) is not { } other) return Page.NotFound(edition);
        if (other.Answer == Record.Answer.Gone) return TypedResults.LocalRedirect(Addresses.Article(edition, other, number));
        foreach (var (name, value) in taken.Rules?.TdmFields() ?? []) context.Response.Headers[name] = value;
        using var place = await search.EnterAsync(context);
        return place is null ? LabelRoute.Busy(context, edition) : await place.DrawAsync(context, () => Between(edition, taken, other));
    }

    private IResult Between(Edition edition, Rendition one, Rendition other)
    {
        var (before, after) = one.Version.Index < other.Version.Index ? (one, other) : (other, one);
        return Page.Of<DifferencePage>(new Dictionary<string, object?>
        {
            [nameof(DifferencePage.Edition)] = edition,
            [nameof(DifferencePage.Difference)] = VersionDifference.Of(before, after),
            [nameof(DifferencePage.Line)] = changed.Line(edition, before, after),
        });
    }

    private static int? Previous(Rendition taken) => taken.State.Readable.LastOrDefault(version => version.Index < taken.Version.Index)?.Entry.Version;
}
