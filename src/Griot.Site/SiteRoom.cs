using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Griot.Site;

/// <summary>The door of the room: the pages that readers see.</summary>
public static class SiteRoom
{
    /// <summary>
    /// The site's parts. Somebody else gives the <see cref="ILedgerReader"/>, the <see cref="ILogReader"/>, the
    /// <see cref="IPublishedAnswers"/>, the <see cref="IMediaViews"/> where there are any, and <see cref="WebRoom.AddWeb"/>.
    /// </summary>
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.TryAddSingleton<Shelf>();
        services.TryAddSingleton<IMediaViews, NoMediaViews>();
        return services.AddSingleton<FrontRoute>().AddSingleton<ArticleRoute>().AddSingleton<DocumentRoute>().AddSingleton<ProviderRoute>().AddSingleton<AboutRoute>().AddSingleton<PublicLists>().AddSingleton<VerifyRoute>().AddSingleton<VerifyStartRoute>().AddSingleton<SearchRoute>().AddSingleton<LabelRoute>().AddSingleton<LabelListsRoute>().AddSingleton<StatisticsRoute>()
            .AddSingleton<DifferenceRoute>().AddSingleton<CorrectionsRoute>().AddSingleton<WhatChanged>().AddSingleton<IChangeWords>(given => given.GetRequiredService<WhatChanged>());
    }

    /// <summary>What a label is called where no edition is asked for, by its kind as it stands in addresses.</summary>
    public static string NameOf(string kind, string code) => LabelNames.Of(Editions.First, kind, code);

    /// <summary>The pages, once for each edition, and the address that chooses one.</summary>
    public static void MapSite(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/", ChooseEdition);
        foreach (var file in VerifyFiles.All) routes.MapPage(file.Address, file.Serve);
        foreach (var edition in Editions.All) routes.MapPage(Addresses.OpenSearch(edition), (HttpContext context, HouseSettings house) => OpenSearch.Answer(context, edition, house));
        routes.MapEditions(static (pages, edition) =>
        {
            pages.MapPage("/search", (SearchRoute search, HttpContext context) => search.Answer(context, edition));
            pages.MapPage("", (FrontRoute front, long? before, int? from, string? lang) =>
                front.Answer(edition, new FrontQuery(before, from ?? 0, lang))).Kept("before", "from", "lang");
            pages.MapPage("/about", (AboutRoute about) => about.Answer(edition)).Kept();
            pages.MapPage("/providers", (string? kind, string? capacity, string? country, string? state) =>
                ProviderRoute.All(edition, RegisterQuery.Of(kind, capacity, country, state))).Kept("kind", "capacity", "country", "state");
            pages.MapPage("/withdrawals", (PublicLists lists, string? provider, long? before) =>
                lists.Answer<WithdrawalsPage>(edition, provider, before, slug => Addresses.Withdrawals(edition, slug, before))).Kept("provider", "before");
            pages.MapPage("/corrections", (CorrectionsRoute corrections, HttpContext context, string? provider, long? before) =>
                corrections.AnswerAsync(context, edition, provider, before)).Kept("provider", "before");
            pages.MapPage("/answers", (PublicLists lists, string? provider, string? before) =>
                Answers(lists, edition, provider, before)).Kept("provider", "before");
            MapLabels(pages, edition);
            pages.MapPage("/verify", (VerifyStartRoute start, string? address) => start.Answer(edition, address));
            pages.MapPage("/verify/{item}/{version:int:min(1)}", (VerifyRoute verify, HttpContext context, string item, int version) =>
                verify.Answer(context, edition, item, version)).Kept();
            pages.MapPage("/{slug}", (ProviderRoute providers, HttpContext context, string slug, long? before, string? archive) =>
                providers.One(context, edition, slug, before, ArchivePlace.Parse(archive))).Kept("before", "archive");
            pages.MapPage("/{slug}/{item}", (ArticleRoute articles, HttpContext context, string slug, string item) =>
                articles.Answer(context, edition, slug, item, version: null)).Kept();
            pages.MapPage("/{slug}/{item}/{version:int:min(1)}", (ArticleRoute articles, HttpContext context, string slug, string item, int version) =>
                articles.Answer(context, edition, slug, item, version)).Kept();
            pages.MapPage("/{slug}/{item}/{version:int:min(1)}/difference", (DifferenceRoute differences, HttpContext context, string slug, string item, int version, int? against) =>
                differences.AnswerAsync(context, edition, slug, item, version, against)).Kept("against");
            pages.MapPage("/{slug}/{item}/{version:int:min(1)}/document/{number:int:min(1)}", (DocumentRoute documents, HttpContext context, string slug, string item, int version, int number) =>
                documents.Answer(context, edition, slug, item, version, number)).Kept();
        });
    }

    private static IResult Answers(PublicLists lists, Edition edition, string? provider, string? before)
    {
        var place = AnswerPlace.Parse(before);
        return place is null && !string.IsNullOrEmpty(before) ? Page.NotFound(edition) : lists.Answer<AnswersPage>(edition, provider, place, slug => Addresses.Answers(edition, slug, place));
    }

    private static void MapLabels(IEndpointRouteBuilder pages, Edition edition)
    {
        pages.MapPage("/countries", (LabelListsRoute lists, HttpContext context) => lists.Countries(context, edition)).Kept();
        pages.MapPage("/subjects", (LabelListsRoute lists, HttpContext context) => lists.Subjects(context, edition)).Kept();
        pages.MapPage("/subjects/categories", (LabelListsRoute lists) => lists.Categories(edition)).Kept();
        pages.MapPage("/statistics", (StatisticsRoute statistics, HttpContext context) => statistics.Answer(context, edition)).Kept();
        pages.MapPage("/documents", (LabelRoute labels, HttpContext context, long? before) => labels.Documents(context, edition, before)).Kept("before");
        pages.MapPage("/country/{code}", (LabelRoute labels, HttpContext context, string code, long? before) => labels.Country(context, edition, code, before)).Kept("before");
        pages.MapPage("/region/{code}", (LabelRoute labels, HttpContext context, string code, long? before) => labels.Region(context, edition, code, before)).Kept("before");
        pages.MapPage("/subject/{code}", (LabelRoute labels, HttpContext context, string code, long? before) => labels.Subject(context, edition, code, before)).Kept("before");
        pages.MapPage("/language/{tag}", (LabelRoute labels, HttpContext context, string tag, long? before) => labels.Language(context, edition, tag, before)).Kept("before");
        pages.MapPage("/genre/{word}", (LabelRoute labels, HttpContext context, string word, long? before) => labels.Genre(context, edition, word, before)).Kept("before");
        pages.MapPage("/day/{day}", (LabelRoute labels, HttpContext context, string day, long? before) => labels.Day(context, edition, day, before)).Kept("before");
    }

    // By the reader's languages alone, and without a cookie: a reader chooses another edition by its address.
    private static IResult ChooseEdition(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept-Language";
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.LocalRedirect(Addresses.Home(Editions.Choose(context.Request.Headers.AcceptLanguage)));
    }
}
