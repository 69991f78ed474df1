using System.Globalization;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Formats;
using Griot.Record.Html;

namespace Griot.Inspection;

/// <summary>The shape of <c>griot inspect --json</c>: one object an input, whatever happens.</summary>
internal static class InspectedFeed
{
    internal static JsonObject Unreadable(string input, Incident fault) => Shape(input, null, null, [], [Told(fault, null)]);

    internal static JsonObject Describe(string input, FeedDocument document)
    {
        var items = new List<JsonNode?>();
        var incidents = document.Incidents.Select(incident => (JsonNode?)Told(incident, null)).ToList();
        for (var i = 0; i < document.Cuts.Count; i++)
        {
            var reading = ItemReader.Read(document.Cuts[i].Bytes, document.Cuts[i].Context);
            foreach (var incident in reading.Incidents) incidents.Add(Told(incident, i));
            if (reading.Item is { } item) items.Add(Describe(item, incidents, i));
        }

        return Shape(input, document.Format, document.Format is null ? null : Describe(document.Feed), items, incidents);
    }

    private static JsonObject Shape(string input, string? format, JsonObject? feed, IEnumerable<JsonNode?> items, IEnumerable<JsonNode?> incidents) => new()
    {
        ["input"] = input,
        ["format"] = format,
        ["feed"] = feed,
        ["items"] = Facts.Array(items),
        ["incidents"] = Facts.Array(incidents),
    };

    private static JsonObject Describe(FeedInfo feed) => new()
    {
        ["title"] = feed.Title,
        ["link"] = feed.Link,
        ["description"] = feed.Description,
        ["id"] = feed.Id,
        ["language"] = feed.Language,
        ["rights"] = feed.Rights,
        ["updated"] = feed.Updated,
    };

    private static JsonObject Describe(FeedItem item, List<JsonNode?> incidents, int index)
    {
        var safe = SafeHtml.Sanitise(item.BodyHtml ?? "", Uri.TryCreate(item.Base, UriKind.Absolute, out var start) ? start : null);
        if (safe.Refusal != SafeHtmlRefusal.None) incidents.Add(Told(Incident.NotShowable, index));
        return new JsonObject
        {
            ["id"] = item.Id,
            ["link"] = item.Link,
            ["headline"] = item.Headline,
            ["byline"] = Facts.Strings(item.Byline),
            ["published"] = Time(item.Published),
            ["updated"] = Time(item.Updated),
            ["publishedText"] = item.PublishedText,
            ["updatedText"] = item.UpdatedText,
            ["summaryHtml"] = item.SummaryHtml,
            ["bodyHtml"] = item.BodyHtml,
            ["safeHtml"] = safe.Html,
            ["text"] = VisibleText.Of(safe.Html),
            ["language"] = item.Language,
            ["categories"] = Facts.Array(item.Categories.Select(Describe)),
            ["media"] = Facts.Array(item.Media.Select(media => new JsonObject { ["url"] = media.Url, ["type"] = media.Type, ["length"] = media.Length, ["title"] = media.Title, ["credit"] = media.Credit, ["caption"] = media.Description, ["alternativeText"] = media.AlternativeText })),
            ["rights"] = item.Rights,
            ["usageTerms"] = item.UsageTerms,
            ["genre"] = Facts.Array(item.Genres.Select(Describe)),
            ["located"] = item.Located,
            ["places"] = Facts.Array(item.Places.Select(place => new JsonObject { ["name"] = place.Name, ["latitude"] = place.Latitude, ["longitude"] = place.Longitude })),
            ["infoSources"] = Facts.Array(item.Claims.Select(claim => new JsonObject { ["name"] = claim.Name, ["uri"] = claim.Uri, ["role"] = claim.Role })),
            ["relations"] = Facts.Array(item.Relations.Select(one => new JsonObject { ["rel"] = one.Rel, ["id"] = one.Id, ["link"] = one.Link, ["role"] = one.Role, ["order"] = one.Order })),
            ["inReplyTo"] = Facts.Array(item.InReplyTo.Select(answered => new JsonObject { ["id"] = answered.Id, ["link"] = answered.Link })),
            ["source"] = item.Source is { } source ? new JsonObject { ["id"] = source.Id, ["title"] = source.Title, ["link"] = source.Link } : null,
            ["status"] = item.Status,
            ["signal"] = item.Signal,
            ["version"] = item.Version,
            ["embargoedUntil"] = Time(item.EmbargoedUntil),
            ["expires"] = Time(item.Expires),
        };
    }

    private static JsonObject Describe(Category category) => new() { ["term"] = category.Term, ["scheme"] = category.Scheme, ["label"] = category.Label };

    private static JsonObject Told(Incident incident, int? item) => item is { } index
        ? new JsonObject { ["code"] = incident.Code, ["message"] = incident.Message, ["item"] = index }
        : new JsonObject { ["code"] = incident.Code, ["message"] = incident.Message };

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal);
}
