using System.Text.Encodings.Web;
using System.Text.Json;
using Griot.Formats.Outgoing;
using Griot.Record;

namespace Griot.Formats.JsonFeed;

/// <summary>
/// Writes JSON Feed 1.1. What only Griot says stands in <c>_griot</c>, as the format allows. JSON Feed has no word for a
/// withdrawal: tombstones are left to Atom.
/// </summary>
public static class JsonFeedWriter
{
    public const string MediaType = "application/feed+json";

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document, in UTF-8.</summary>
    public static byte[] Write(OutgoingFeed feed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Form)) Feed(json, feed);
        return bytes.ToArray();
    }

    private static void Feed(Utf8JsonWriter json, OutgoingFeed feed)
    {
        json.WriteStartObject();
        Text(json, "version", "https://jsonfeed.org/version/1.1");
        Text(json, "title", feed.Title);
        Text(json, "home_page_url", feed.Home);
        Text(json, "feed_url", feed.Self);
        Text(json, "next_url", feed.Next);
        Text(json, "language", WireText.Language(feed.Language));
        if (feed.Hub is { } hub) List(json, "hubs", [hub], address => Hub(json, address));
        List(json, "authors", [feed.Operator], (name) => Author(json, name, null));
        List(json, "items", feed.Entries, entry => Item(json, entry));
        json.WriteStartObject("_griot");
        Text(json, "about", "urn:griot:1");
        Text(json, "id", feed.Id);
        Text(json, "updated", WireText.Rfc3339(feed.Updated));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Hub(Utf8JsonWriter json, string address)
    {
        json.WriteStartObject();
        Text(json, "type", "WebSub");
        Text(json, "url", address);
        json.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter json, OutgoingEntry entry)
    {
        json.WriteStartObject();
        Text(json, "id", entry.Id);
        Text(json, "url", entry.Link);
        Text(json, "external_url", entry.Original);
        Text(json, "title", entry.Title);
        // The format asks for a content. Where the terms allow none, the excerpt is all that stands there.
        if (entry.ContentHtml is { } html) Text(json, "content_html", html);
        else Text(json, "content_text", entry.Summary ?? "");
        Text(json, "summary", entry.Summary);
        Text(json, "date_published", WireText.Rfc3339(entry.Published));
        Text(json, "date_modified", WireText.Rfc3339(entry.Updated));
        Text(json, "language", WireText.Language(entry.Language));
        Authors(json, entry);
        Text(json, "image", entry.Enclosures.FirstOrDefault(media => media.Type?.StartsWith("image/", StringComparison.Ordinal) == true)?.Url);
        if (entry.Enclosures.Any()) List(json, "attachments", entry.Enclosures, media => Attachment(json, media));
        if (entry.Categories.Count > 0) List(json, "tags", entry.Categories, tag => json.WriteStringValue(WireText.Clean(tag.Label ?? tag.Term)));
        Griot(json, entry);
        json.WriteEndObject();
    }

    // The byline first; the provider last, with its page, since it stands on every rendition.
    private static void Authors(Utf8JsonWriter json, OutgoingEntry entry)
    {
        json.WriteStartArray("authors");
        foreach (var name in entry.Authors) Author(json, name, null);
        Author(json, entry.Source.Name, entry.Source.Page);
        json.WriteEndArray();
    }

    private static void Rights(Utf8JsonWriter json, UsageRules rules)
    {
        Text(json, "territory", rules.Territory?.ToString());
        Text(json, "ai", rules.Ai is { } ai ? Word.Of(ai) : null);
        Text(json, "aiPolicy", rules.AiPolicy);
        Text(json, "resale", rules.Resale is { } resale ? Word.Of(resale) : null);
        Text(json, "attribution", rules.Attribution);
    }

    private static void Griot(Utf8JsonWriter json, OutgoingEntry entry)
    {
        var (source, seal) = (entry.Source, entry.Seal);
        json.WriteStartObject("_griot");
        json.WriteStartObject("provider");
        Text(json, "id", source.Id);
        Text(json, "name", source.Name);
        Text(json, "page", source.Page);
        Text(json, "kind", source.Kind);
        List(json, "capacity", source.Capacity, json.WriteStringValue);
        Text(json, "country", source.Country);
        json.WriteEndObject();
        List(json, "by", entry.By, name => json.WriteStringValue(WireText.Clean(name)));
        if (entry.Answered.FirstOrDefault() is { } answered) Text(json, "inReplyTo", answered.Uri);
        if (entry.RightsOfReply.Any()) List(json, "rightsOfReply", entry.RightsOfReply, page => json.WriteStringValue(WireText.Clean(page)));
        if (entry.Replies is { } replies) Replies(json, replies);
        if (seal is not null) Seal(json, seal);
        Text(json, "usageTerms", entry.Rights);
        json.WriteEndObject();
    }

    private static void Replies(Utf8JsonWriter json, OutgoingReplies replies)
    {
        json.WriteStartObject("answers");
        Text(json, "page", replies.Page);
        Text(json, "feed", replies.Feed);
        json.WriteNumber("count", replies.Count);
        Text(json, "updated", WireText.Rfc3339(replies.Updated));
        json.WriteEndObject();
    }

    private static void Seal(Utf8JsonWriter json, OutgoingSeal seal)
    {
        json.WriteNumber("entry", seal.Entry);
        json.WriteNumber("version", seal.Version);
        Text(json, "status", seal.Status);
        Text(json, "signal", seal.Signal);
        Text(json, "terms", seal.Terms);
        if (seal.Rules is { } rules) Rights(json, rules);
        Text(json, "evidence", seal.Evidence);
        Text(json, "origin", seal.Origin);
    }

    private static void Attachment(Utf8JsonWriter json, OutgoingMedia media)
    {
        json.WriteStartObject();
        Text(json, "url", media.Url);
        Text(json, "mime_type", media.Type ?? "application/octet-stream");
        Text(json, "title", media.AlternativeText ?? media.Caption ?? media.Title);
        if (media.Length is { } length) json.WriteNumber("size_in_bytes", length);
        json.WriteEndObject();
    }

    private static void Author(Utf8JsonWriter json, string name, string? page)
    {
        json.WriteStartObject();
        Text(json, "name", name);
        Text(json, "url", page);
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values) write(value);
        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, WireText.Clean(text));
    }
}
