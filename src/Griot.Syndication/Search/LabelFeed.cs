using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Syndication.Feeds;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Search;

/// <summary>The newest pieces that have one label, as a feed: of a country, a region, a subject, a language or a genre.</summary>
internal sealed class LabelFeed(SearchFeed feed, Addresses addresses, SyndicationSettings settings)
{
    /// <summary>The kinds of labels that have feeds, as they stand in addresses.</summary>
    internal static readonly string[] Kinds = ["country", "region", "subject", "language", "genre"];

    internal Task<IResult> Answer(FeedForm form, string kind, string code, HttpContext context)
    {
        if (Written(kind, code) is not { } written || Limits(kind, written) is not { } limits) return Task.FromResult<IResult>(Problem.NotFound.Answer(context));
        if (written != code) return Task.FromResult<IResult>(TypedResults.Redirect(addresses.LabelFeed(kind, written, form.Extension), permanent: true));
        var head = new SearchFeedHead(
            Addresses.Urn("feed", $"{kind}:{code}"), $"{settings.LabelName(kind, code)} - {settings.Name}", addresses.LabelPage(kind, code), addresses.LabelFeed(kind, code, form.Extension));
        return feed.Answer(form, context, limits, head);
    }

    // The one spelling that a label has in addresses.
    private static string? Written(string kind, string code) => kind switch
    {
        "country" => code.ToUpperInvariant(),
        "language" => code.ToLowerInvariant(),
        "genre" => Word.Parse<Genre>(code) is { } genre ? Word.Of(genre) : null,
        _ => code,
    };

    private static SearchRequest? Limits(string kind, string code) => kind switch
    {
        "country" when Regions.IsCountry(code) => new SearchRequest { Country = code },
        "region" when Regions.IsRegion(code) => new SearchRequest { Region = code },
        "subject" when MediaTopics.IsKnown(code) => new SearchRequest { Subject = code },
        "language" when code.Length is 2 or 3 && code.All(char.IsAsciiLetterLower) => new SearchRequest { Language = code },
        "genre" => new SearchRequest { Genre = Word.Parse<Genre>(code) },
        _ => null,
    };
}
