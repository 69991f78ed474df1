using Griot.Enrichment.Search;
using Griot.Formats.Outgoing;
using Griot.Record;
using Griot.Syndication.Feeds;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Search;

/// <summary>What a search finds, as a feed: the newest pieces, by the same query as the page. What has gone is not in it.</summary>
internal sealed class SearchFeed(ArticleSearch search, Shelf shelf, Addresses addresses, SyndicationSettings settings, OutgoingEntries outgoing)
{
    internal async Task<IResult> Answer(FeedForm form, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        if (SearchRequest.Read(context.Request.Query) is not { } asked) return Problem.BadParameter.With("'page' is a number from 1 to 50.").Answer(context);
        using var place = await search.EnterAsync(context.RequestAborted);
        if (place is null) return Busy(context);
        var request = asked with { Page = 1, Order = SearchOrder.Time };
        return new FreshBytes(form.Write(Feed(form, request, search.First(request, settings.FeedSize))), form.MediaType + "; charset=utf-8");
    }

    internal static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "2";
        return Problem.SearchBusy.Answer(context);
    }

    private OutgoingFeed Feed(FeedForm form, SearchRequest request, SearchAnswer found)
    {
        var shown = found.Hits.Select(hit => hit.Piece).ToList();
        var query = request.Query();
        return new OutgoingFeed
        {
            Id = Addresses.Urn("feed", "search") + query,
            Title = string.IsNullOrWhiteSpace(request.Text) ? settings.Name : $"{ShownText.Line(request.Text)} - {settings.Name}",
            Operator = settings.Name,
            Home = addresses.SearchPage(query),
            Self = addresses.SearchFeed(form.Extension, query),
            Updated = shown.Select(OutgoingEntries.Changed).Append(shelf.Ledger.At(0)?.Entry.Time ?? DateTimeOffset.UnixEpoch).Max(),
            Language = request.Language,
            Entries = [.. shown.Select(piece => outgoing.Entry(piece))],
        };
    }
}
