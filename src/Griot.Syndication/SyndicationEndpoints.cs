using Griot.Formats.Atom;
using Griot.Formats.JsonFeed;
using Griot.Formats.Rss;
using Griot.Record;
using Griot.Syndication.Feeds;
using Griot.Syndication.Items;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Griot.Syndication;

/// <summary>The way out to machines: feeds, items and their sealed bytes.</summary>
public static class SyndicationEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private static readonly FeedForm[] Forms =
    [
        new("atom", AtomWriter.MediaType, AtomWriter.Write),
        new("rss", RssWriter.MediaType, RssWriter.Write),
        new("json", JsonFeedWriter.MediaType, JsonFeedWriter.Write),
    ];

    /// <summary>
    /// Maps <c>/feeds/</c> and <c>/items/</c>. Everything under them is taken from <paramref name="shelf"/>, which decides
    /// what the public may see.
    /// </summary>
    public static IEndpointRouteBuilder MapSyndication(this IEndpointRouteBuilder routes, Shelf shelf, SyndicationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var addresses = new Addresses(settings);
        MapFeeds(routes, new GetFeed(shelf, addresses, settings, Pages(routes)));
        MapItems(routes, shelf, addresses, settings);
        return routes;
    }

    private static FeedPages Pages(IEndpointRouteBuilder routes)
    {
        var pages = new FeedPages();
        routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(pages.Dispose);
        return pages;
    }

    private static void MapFeeds(IEndpointRouteBuilder routes, GetFeed feeds)
    {
        foreach (var form in Forms)
            routes.MapMethods($"/feeds/{{name}}.{form.Extension}", Reading, (string name, string? before, HttpContext context) => feeds.Answer(form, name, before, context));
    }

    private static void MapItems(IEndpointRouteBuilder routes, Shelf shelf, Addresses addresses, SyndicationSettings settings)
    {
        var gone = new GoneAnswers(addresses, settings);
        var items = new GetItem(shelf, addresses, gone);
        var parts = new GetPart(shelf, gone);
        routes.MapMethods("/items/{item}", Reading, items.Newest);
        routes.MapMethods("/items/{item}/{version}", Reading, items.OfVersion);
        routes.MapMethods("/items/{item}/{version}/delivery", Reading, parts.Delivery);
        routes.MapMethods("/items/{item}/{version}/record", Reading, parts.Record);
        routes.MapMethods("/items/{item}/{version}/summary", Reading, parts.Summary);
    }
}
