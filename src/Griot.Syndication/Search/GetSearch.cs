using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Record.Html;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Search;

/// <summary>A search for programs: the same query as the page, twenty results at a time, with what the matching pieces are.</summary>
internal sealed class GetSearch(ArticleSearch search, Addresses addresses)
{
    internal async Task<IResult> Answer(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        if (SearchRequest.Read(context.Request.Query) is not { } request) return Problem.BadParameter.With("'page' is a number from 1 to 50.").Answer(context);
        using var place = await search.EnterAsync(context);
        if (place is null) return SearchFeed.Busy(context);
        var answer = await place.RunAsync(() => Encoding.UTF8.GetBytes(Describe(search.Find(request)).ToJsonString(SyndicationJson.Plain)));
        return new FreshBytes(answer, "application/json; charset=utf-8") { Keeping = "public, max-age=5" };
    }

    private JsonObject Describe(SearchAnswer found)
    {
        var request = found.Request;
        return new JsonObject
        {
            ["q"] = request.Text,
            ["sort"] = Word.Of(request.Order),
            ["page"] = request.Page,
            ["count"] = found.Count,
            ["isMore"] = found.IsMore,
            ["isCut"] = found.IsCut,
            ["isBehind"] = found.IsBehind,
            ["results"] = new JsonArray([.. found.Hits.Select(Describe)]),
            ["next"] = found.HasNext ? addresses.Search((request with { Page = request.Page + 1 }).Query()) : null,
            ["suggestion"] = found.Suggestion,
            ["facets"] = found.Facets is { } facets ? Describe(facets) : null,
            ["htmlPage"] = addresses.SearchPage(request.Query()),
        };
    }

    private JsonObject Describe(SearchHit hit)
    {
        var piece = hit.Piece;
        var (item, summary) = (piece.State.Item, piece.Summary!);
        return new JsonObject
        {
            ["uri"] = Addresses.Urn("item", item),
            ["version"] = piece.Version.Entry.Version,
            ["entry"] = piece.Version.Index,
            ["headline"] = ShownText.Line(summary.Headline),
            ["headlineHtml"] = Html(hit.Headline),
            ["snippetHtml"] = Html(hit.Snippet),
            ["by"] = new JsonArray([.. ShownText.Names(summary.By).Select(name => (JsonNode?)name)]),
            ["provider"] = new JsonObject { ["id"] = piece.Provider.Id, ["name"] = ShownText.Line(piece.Provider.Name), ["slug"] = piece.Provider.Slug, ["kind"] = Word.Of(piece.Provider.Kind), ["page"] = addresses.Provider(piece.Provider) },
            ["language"] = summary.Language,
            ["published"] = Stamp(summary.Published),
            ["received"] = Stamp(piece.Received),
            ["terms"] = Word.Of(piece.Terms),
            ["item"] = addresses.Item(item),
            ["page"] = addresses.Page(piece.Provider, item, summary.Language),
        };
    }

    private static JsonObject Describe(SearchFacets facets) => new()
    {
        ["providers"] = Values(facets.Providers),
        ["kinds"] = Values(facets.Kinds),
        ["capacities"] = Values(facets.Capacities),
        ["countries"] = Values(facets.Countries),
        ["regions"] = Values(facets.Regions),
        ["subjects"] = Values(facets.Subjects),
        ["languages"] = Values(facets.Languages),
        ["genres"] = Values(facets.Genres),
        ["months"] = Values(facets.Months),
    };

    private static JsonArray Values(IReadOnlyList<FacetValue> values) => new([.. values.Select(value => (JsonNode?)new JsonObject { ["value"] = value.Value, ["count"] = value.Count })]);

    // Nothing but escaped text and marks.
    private static string Html(IReadOnlyList<SnippetRun> runs) =>
        string.Concat(runs.Select(run => run.IsMarked ? $"<mark>{EscapedText.Of(run.Text)}</mark>" : EscapedText.Of(run.Text)));

    private static string? Stamp(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
