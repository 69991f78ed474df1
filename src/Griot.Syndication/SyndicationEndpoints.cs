using Griot.Enrichment.Search;
using Griot.Formats.Atom;
using Griot.Formats.JsonFeed;
using Griot.Formats.Rss;
using Griot.Record;
using Griot.Syndication.Changes;
using Griot.Syndication.Corrections;
using Griot.Syndication.Feeds;
using Griot.Syndication.Hub;
using Griot.Syndication.Items;
using Griot.Syndication.Log;
using Griot.Syndication.OpenApi;
using Griot.Syndication.Providers;
using Griot.Syndication.Rights;
using Griot.Syndication.Search;
using Griot.Syndication.Sitemaps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Griot.Syndication;

/// <summary>The way out to machines: changes, feeds, items and their sealed bytes, the log, and what describes them.</summary>
public static class SyndicationEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static readonly FeedForm[] Forms =
    [
        new("atom", AtomWriter.MediaType, AtomWriter.Write),
        new("rss", RssWriter.MediaType, RssWriter.Write),
        new("json", JsonFeedWriter.MediaType, JsonFeedWriter.Write),
    ];

    /// <summary>
    /// Maps <c>/changes</c>, <c>/feeds/</c>, <c>/items/</c>, <c>/log/</c>, the lists of providers and of withdrawals,
    /// <c>/openapi.json</c>, and what crawlers are told of providers' terms. Everything under them is taken from
    /// <paramref name="shelf"/>, which decides what the public may see, and from the published <paramref name="log"/>; pictures
    /// as they were drawn anew from <paramref name="views"/>. With a <paramref name="hub"/>, <c>/hub</c> too, and the feeds lead
    /// to it; it is the caller's to run. With a <paramref name="search"/>, <c>/search.json</c>, the feeds of what it finds, and those of
    /// labels; with its <paramref name="months"/>, sitemaps. What happened to pieces is told in <paramref name="words"/>, where there are any. With
    /// <paramref name="answers"/>, the feeds of readers' questions and answers, to which the pieces' entries lead.
    /// </summary>
    public static IEndpointRouteBuilder MapSyndication(
        this IEndpointRouteBuilder routes, Shelf shelf, ILogReader log, SyndicationSettings settings, IMediaViews? views = null, FeedHub? hub = null, ArticleSearch? search = null, PieceMonths? months = null, IChangeWords? words = null, IPublishedAnswers? answers = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var addresses = new Addresses(settings);
        var outgoing = new OutgoingEntries(addresses, settings);
        var house = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        var pages = new WrittenPages();
        house.ApplicationStopped.Register(pages.Dispose);
        var time = routes.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        var said = answers is null ? null : new AnswerEntries(shelf, addresses, answers);
        MapFeeds(routes, new GetFeed(shelf, addresses, settings, pages, outgoing, time, hub is null ? null : addresses.Hub) { Answers = (answers, said) });
        if (answers is not null) MapAnswers(routes, new GetAnswers(shelf, addresses, settings, pages, said!, answers));
        MapCorrections(routes, new GetCorrections(shelf, addresses, settings, pages, new CorrectionEntries(addresses, outgoing, words), words, search));
        if (hub is not null) routes.MapPost("/hub", (Delegate)hub.AnswerAsync);
        MapItems(routes, shelf, log, addresses, settings, outgoing, views ?? new NoMediaViews(), said);
        MapLog(routes, shelf, log, addresses);
        var changes = new ChangePages(shelf, log, new ChangeWriter(shelf.Ledger, addresses, outgoing), pages);
        var asked = new GetChanges(shelf, changes, addresses, new Waiters(settings.MostWaiters, settings.MostWaitersOfOne), time, house.ApplicationStopping);
        routes.MapMethods("/changes", Reading, (Delegate)asked.Answer);
        MapLists(routes, shelf, addresses, settings);
        if (search is not null && months is not null) MapSitemaps(routes, new GetSitemaps(shelf, addresses, settings, search, months, time));
        if (search is not null) MapSearch(routes, search, new SearchFeed(search, shelf, addresses, settings, outgoing), addresses, settings);
        routes.MapMethods("/robots.txt", Reading, new GetRobots(shelf, settings, months is null ? null : addresses.Sitemaps).Answer);
        routes.MapMethods("/.well-known/security.txt", Reading, new GetSecurityText(addresses, settings, time).Answer);
        routes.MapMethods("/.well-known/tdmrep.json", Reading, new GetTdmRep(shelf, settings).Answer);
        return routes;
    }

    private static void MapFeeds(IEndpointRouteBuilder routes, GetFeed feeds)
    {
        foreach (var form in Forms)
        {
            routes.MapMethods($"/feeds/{{name}}.{form.Extension}", Reading, (string name, string? before, HttpContext context) => feeds.AnswerAsync(form, name, before, context));
            // JSON Feed has no word for an archive.
            if (form.Extension != "json") routes.MapMethods($"/feeds/{{name}}/archive/{{end}}.{form.Extension}", Reading, (string name, string end, HttpContext context) => feeds.ArchiveAsync(form, name, end, context));
        }
    }

    private static void MapAnswers(IEndpointRouteBuilder routes, GetAnswers answers)
    {
        foreach (var form in Forms)
        {
            routes.MapMethods($"/feeds/answers.{form.Extension}", Reading, (Delegate)((HttpContext context) => answers.OfAllAsync(form, context)));
            routes.MapMethods($"/feeds/{{name}}/answers.{form.Extension}", Reading, (string name, HttpContext context) => answers.OfProviderAsync(form, name, context));
        }
    }

    private static void MapCorrections(IEndpointRouteBuilder routes, GetCorrections corrections)
    {
        foreach (var form in Forms)
        {
            routes.MapMethods($"/feeds/corrections.{form.Extension}", Reading, (string? before, HttpContext context) => corrections.OfAll(form, before, context));
            routes.MapMethods($"/feeds/{{name}}/corrections.{form.Extension}", Reading, (string name, string? before, HttpContext context) => corrections.Of(form, name, before, context));
        }
    }

    private static void MapSitemaps(IEndpointRouteBuilder routes, GetSitemaps sitemaps)
    {
        routes.MapMethods("/sitemap.xml", Reading, (Delegate)sitemaps.Index);
        routes.MapMethods("/sitemaps/{name}.xml", Reading, (Delegate)sitemaps.One);
    }

    private static void MapSearch(IEndpointRouteBuilder routes, ArticleSearch search, SearchFeed feed, Addresses addresses, SyndicationSettings settings)
    {
        var labels = new LabelFeed(feed, addresses, settings);
        foreach (var form in Forms)
        {
            foreach (var kind in LabelFeed.Kinds)
                routes.MapMethods($"/feeds/{kind}/{{{kind}}}.{form.Extension}", Reading, (Delegate)((HttpContext context) => labels.Answer(form, kind, (string)context.Request.RouteValues[kind]!, context)));
        }

        foreach (var form in Forms) routes.MapMethods($"/feeds/search.{form.Extension}", Reading, (Delegate)((HttpContext context) => feed.Answer(form, context)));
        routes.MapMethods("/search.json", Reading, (Delegate)new GetSearch(search, addresses).Answer);
    }

    private static void MapItems(IEndpointRouteBuilder routes, Shelf shelf, ILogReader log, Addresses addresses, SyndicationSettings settings, OutgoingEntries outgoing, IMediaViews views, AnswerEntries? said)
    {
        var gone = new GoneAnswers(addresses, settings);
        var forms = new ItemForms(outgoing, addresses, gone, said);
        var items = new GetItem(shelf, addresses, gone, forms, views);
        var parts = new GetPart(shelf, gone);
        routes.MapMethods("/items/{item}", Reading, items.Newest);
        routes.MapMethods("/items/{item}/{version}", Reading, items.OfVersion);
        routes.MapMethods("/items/{item}/{version}/delivery", Reading, parts.Delivery);
        routes.MapMethods("/items/{item}/{version}/record", Reading, parts.Record);
        routes.MapMethods("/items/{item}/{version}/summary", Reading, parts.Summary);
        var media = new GetMedia(shelf, views, gone);
        routes.MapMethods("/items/{item}/{version}/media/{number}", Reading, media.Answer);
        routes.MapMethods("/items/{item}/{version}/media/{number}/{width}", Reading, media.OfWidth);
        routes.MapMethods("/items/{item}/{version}/proof", Reading, new GetProof(shelf, log).Answer);
        routes.MapMethods("/items/{item}/{version}/{format}", Reading, new GetForm(shelf, forms).Answer);
    }

    private static void MapLog(IEndpointRouteBuilder routes, Shelf shelf, ILogReader log, Addresses addresses)
    {
        var answers = new LogAnswers(log);
        routes.MapMethods("/log/checkpoint", Reading, answers.Checkpoint);
        routes.MapMethods("/log/key", Reading, answers.Key);
        routes.MapMethods("/log/tile/{**path}", Reading, answers.Tile);
        routes.MapMethods("/log/entry/{index}", Reading, new GetEntry(shelf, log, addresses).Answer);
    }

    private static void MapLists(IEndpointRouteBuilder routes, Shelf shelf, Addresses addresses, SyndicationSettings settings)
    {
        var providers = new GetProviders(shelf, addresses, settings);
        routes.MapMethods("/providers.opml", Reading, providers.Opml);
        routes.MapMethods("/providers.csv", Reading, providers.Csv);
        routes.MapMethods("/withdrawals.json", Reading, new GetWithdrawals(shelf, addresses, settings).Answer);
        routes.MapMethods("/openapi.json", Reading, new GetOpenApi(settings).Answer);
    }
}
