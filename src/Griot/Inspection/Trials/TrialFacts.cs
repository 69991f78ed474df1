using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Net;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Inspection.Trials;

/// <summary>The shape of <c>griot channel test --json</c>.</summary>
internal static class TrialFacts
{
    internal static JsonObject Describe(Trial trial, IReadOnlyList<string> odd)
    {
        var facts = new JsonObject
        {
            ["input"] = trial.Input,
            ["accepted"] = trial.Refusal is null,
            ["verdict"] = Verdict.Of(trial, odd.Count),
            ["register"] = trial.Refusal is null ? trial.Address : null,
            ["format"] = trial.Document?.Format,
            ["encoding"] = trial.Encoding,
            ["feed"] = trial.Document?.Format is null ? null : Feed(trial),
            ["items"] = trial.Items.Count,
            ["sealed"] = trial.Refusal is null ? trial.Sealed.Count() : 0,
            ["quarantined"] = Facts.Array(Quarantined(trial)),
            ["rhythm"] = Rhythm(trial),
            ["identity"] = Identity(trial),
            ["languages"] = Counted(trial.Sealed.Select(item => item.Item!.Language ?? "none")),
            ["dates"] = Dates(trial),
            ["terms"] = Terms(trial),
            ["authors"] = trial.Sealed.Count(item => item.Item!.Byline.Length > 0),
            ["text"] = new JsonObject { ["kind"] = trial.Text.Kind, ["medianLength"] = trial.Text.MedianLength, ["readOn"] = trial.Text.ReadOn, ["empty"] = trial.Text.Empty },
            ["pictures"] = trial.Sealed.Count(item => item.Pictures > 0),
            ["fetch"] = Fetch(trial),
            ["latest"] = Facts.Array(trial.Latest.Take(3).Select(Piece)),
            ["odd"] = Facts.Strings(odd),
        };
        trial.Search.Describe(facts);
        return facts;
    }

    /// <summary>The first letters of a text, as they would look.</summary>
    internal static string Beginning(TrialItem item) => DisplayText.Clean(VisibleText.Excerpt(string.Join(' ', item.Text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)), 200));

    private static JsonObject Feed(Trial trial) => new()
    {
        ["title"] = trial.Document!.Feed.Title,
        ["link"] = trial.Document.Feed.Link,
        ["description"] = trial.Document.Feed.Description,
        ["language"] = trial.Document.Feed.Language,
    };

    private static IEnumerable<JsonNode?> Quarantined(Trial trial) => trial.Items.Where(item => item.Refusal is not null).GroupBy(item => item.Refusal!.Code)
        .Select(group => new JsonObject { ["code"] = group.Key, ["items"] = group.Count(), ["message"] = group.First().Refusal!.Message });

    private static JsonObject Rhythm(Trial trial) => new()
    {
        ["newest"] = Facts.Stamp(trial.Cadence.Newest),
        ["oldest"] = Facts.Stamp(trial.Cadence.Oldest),
        ["perDay"] = trial.Cadence.PerDay is { } rate ? Math.Round(rate, 2) : null,
        ["every"] = trial.Cadence.Interval is { } interval ? Verdict.Span(interval) : null,
        ["declared"] = trial.Period is { } period ? Verdict.Span(period) : null,
    };

    private static JsonObject Identity(Trial trial) => new()
    {
        ["proposed"] = trial.Forecast is { } forecast ? Word.Of(forecast.Policy) : null,
        ["why"] = trial.Forecast?.Why,
        ["ids"] = trial.Identity.Own,
        ["distinctIds"] = trial.Identity.Distinct,
        ["duplicatedIds"] = trial.Identity.Own - trial.Identity.Distinct,
        ["sharedIds"] = trial.Forecast?.SharedIds ?? 0,
        ["permalinkIds"] = trial.Identity.PermaLinks,
        ["links"] = trial.Identity.Links,
        ["distinctLinks"] = trial.Identity.DistinctLinks,
        ["steady"] = trial.Forecast?.AreIdsSteady ?? true,
    };

    private static JsonObject Dates(Trial trial) => new()
    {
        ["forms"] = new JsonObject(trial.Dates.Forms.Select(form => KeyValuePair.Create(form.Key, (JsonNode?)form.Value))),
        ["missing"] = trial.Dates.Missing,
        ["unreadable"] = trial.Dates.UnreadableCount,
        ["withoutZone"] = trial.Dates.WithoutZone,
        ["inFuture"] = trial.Dates.InFuture,
    };

    private static JsonObject Terms(Trial trial) => new()
    {
        ["feed"] = trial.Document?.Feed.Rights,
        ["items"] = trial.Sealed.Count(item => item.Item!.Rights is not null),
        ["licences"] = Facts.Strings(trial.Licences),
    };

    private static JsonObject? Fetch(Trial trial) => trial.Read.Answer is not { } answer ? null : new JsonObject
    {
        ["address"] = answer.FinalAddress.AbsoluteUri,
        ["contentType"] = answer.ContentType,
        ["tls"] = answer.Tls,
        ["redirects"] = Facts.Array(answer.Hops.Select(hop => new JsonObject { ["status"] = hop.Status, ["to"] = hop.To.AbsoluteUri, ["permanent"] = hop.Permanent })),
        ["etag"] = answer.ETag is not null,
        ["lastModified"] = answer.LastModified is not null,
        ["answers304"] = trial.Again is FetchOutcome.NotModified,
        ["bytes"] = answer.Body.Length,
        ["seconds"] = Math.Round(trial.Read.Took.TotalSeconds, 3),
    };

    private static JsonObject Piece(TrialItem item) => new()
    {
        ["headline"] = item.Item!.Headline,
        ["byline"] = Facts.Strings(item.Item.Byline),
        ["published"] = Facts.Stamp(item.Date),
        ["link"] = item.Item.Link,
        ["beginning"] = Beginning(item),
    };

    private static JsonObject Counted(IEnumerable<string> words) =>
        new(words.CountBy(word => word, StringComparer.Ordinal).OrderByDescending(count => count.Value).Take(20).Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value)));
}
