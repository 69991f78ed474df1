using System.Text;
using System.Text.Json;
using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.JsonFeed;

/// <summary>The members of the top level that describe the feed. A broken one costs only itself.</summary>
internal static class JsonFeedReader
{
    private static readonly string[] Texts = ["title", "home_page_url", "feed_url", "description", "language"];

    public static FeedDraft Read(DecodedDocument document, JsonOutline outline, List<Incident> incidents)
    {
        var draft = new FeedDraft();
        foreach (var name in Texts)
            if (Value(document, outline, name, incidents) is { } value) Take(name, JsonFields.Text(value), draft);
        foreach (var name in (ReadOnlySpan<string>)["authors", "author"])
            if (draft.Authors.Count == 0 && Value(document, outline, name, incidents) is { } value)
                foreach (var author in Wrapped(name, value)) draft.AddAuthor(author);
        if (Value(document, outline, "hubs", incidents) is { ValueKind: JsonValueKind.Array } hubs)
            foreach (var hub in hubs.EnumerateArray()) TakeHub(hub, draft);
        draft.Updated = NewestDate(document, outline);
        return draft;
    }

    /// <summary>JSON Feed has no date of its own: that of its first item stands for it.</summary>
    private static string? NewestDate(DecodedDocument document, JsonOutline outline)
    {
        if (outline.Items.Count == 0 || outline.Items[0].End - outline.Items[0].Start > Limits.Field) return null;
        using var first = JsonText.Parse(document.Utf8(document.Scannable[outline.Items[0].Start..outline.Items[0].End]));
        return first?.RootElement.Text("date_modified") ?? first?.RootElement.Text("date_published");
    }

    private static void Take(string name, string? text, FeedDraft draft)
    {
        if (text is null || text.Length > Limits.Field) return;
        switch (name)
        {
            case "title":
                draft.Title = Headline.OfMarkup(text);
                break;
            case "home_page_url":
                draft.Link = text;
                break;
            case "feed_url":
                (draft.Self, draft.Id) = (text, text);
                break;
            case "description":
                draft.Description = Headline.OfMarkup(text);
                break;
            case "language":
                draft.Language = text;
                break;
        }
    }

    // Others (rssCloud) are of no use to us.
    private static void TakeHub(JsonElement hub, FeedDraft draft)
    {
        if (string.Equals(hub.Text("type"), "WebSub", StringComparison.OrdinalIgnoreCase)) draft.AddHub(hub.Text("url"));
    }

    private static IEnumerable<string?> Wrapped(string name, JsonElement value)
    {
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes($"{{\"{name}\":{value.GetRawText()}}}"));
        return document is null ? [] : [.. document.RootElement.Authors()];
    }

    private static JsonElement? Value(DecodedDocument document, JsonOutline outline, string name, List<Incident> incidents)
    {
        if (!outline.Header.TryGetValue(name, out var extent)) return null;
        using var json = JsonText.Parse(document.Scannable[extent.Start..extent.End]);
        if (json is null) incidents.Add(new(IncidentCodes.UnreadableFeedField, $"The feed's member {name} is no JSON."));
        return json?.RootElement.Clone();
    }
}
