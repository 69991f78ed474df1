using Griot.Enrichment.Search;
using Griot.Formats.Outgoing;
using Griot.Record;
using Griot.Syndication.Feeds;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Search;

/// <summary>What a search finds, as a feed: the newest pieces, by the same query as the page. What has gone is not in it.</summary>
internal sealed class SearchFeed(ArticleSearch search, Shelf shelf, Addresses addresses, SyndicationSettings settings, OutgoingEntries outgoing)
{
    internal Task<IResult> Answer(FeedForm form, HttpContext context)
    {
        if (SearchRequest.Read(context.Request.Query) is not { } asked) return Task.FromResult<IResult>(Problem.BadParameter.With("'page' is a number from 1 to 50.").Answer(context));
        var request = asked with { Page = 1, Order = SearchOrder.Time };
        var query = request.Query();
        var title = string.IsNullOrWhiteSpace(request.Text) ? settings.Name : $"{ShownText.Line(request.Text)} - {settings.Name}";
        return Answer(form, context, request, new SearchFeedHead(Addresses.Urn("feed", "search") + query, title, addresses.SearchPage(query), addresses.SearchFeed(form.Extension, query)));
    }

    /// <summary>What a request finds, under the name that is given.</summary>
    internal async Task<IResult> Answer(FeedForm form, HttpContext context, SearchRequest request, SearchFeedHead head)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        using var place = await search.EnterAsync(context);
        if (place is null) return Busy(context);
        var feed = await place.RunAsync(() => form.Write(Feed(request, head, search.First(request, settings.FeedSize))));
        return new FreshBytes(feed, form.MediaType + "; charset=utf-8");
    }

    internal static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "2";
        return Problem.SearchBusy.Answer(context);
    }

    private OutgoingFeed Feed(SearchRequest request, SearchFeedHead head, SearchAnswer found)
    {
        var shown = Fitting(found.Hits.Select(hit => hit.Piece)).ToList();
        return new OutgoingFeed
        {
            Id = head.Id,
            Title = head.Title,
            Operator = settings.Name,
            Home = head.Home,
            Self = head.Self,
            Updated = shown.Select(OutgoingEntries.Changed).Append(shelf.Ledger.At(0)?.Entry.Time ?? DateTimeOffset.UnixEpoch).Max(),
            Language = request.Language,
            Entries = [.. shown.Select(piece => outgoing.Entry(piece))],
        };
    }

    private IEnumerable<Rendition> Fitting(IEnumerable<Rendition> found)
    {
        var weight = 0L;
        return found.TakeWhile((piece, place) => (weight += piece.Weight) <= settings.FeedBytes || place == 0);
    }
}

/// <summary>What a feed of found pieces says of itself.</summary>
internal sealed record SearchFeedHead(string Id, string Title, string Home, string Self);
