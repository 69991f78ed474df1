using System.Text.Json;
using Griot.Formats.Values;

namespace Griot.Formats.JsonFeed;

/// <summary>
/// One member of <c>items</c>. The body is <c>content_html</c>, else <c>content_text</c> made HTML by
/// <see cref="PlainText"/>, else the summary. Authors are the item's, else the feed's.
/// </summary>
internal static class JsonFeedItemReader
{
    public static ItemReading Read(ReadOnlyMemory<byte> json, ItemContext context)
    {
        if (new JsonScanner(json.Span).SkipValue(out var depth) && depth > Limits.Depth)
            return ItemReading.Refused(IncidentCodes.TooDeep, "The item is nested deeper than 256 levels.");
        using var document = JsonText.Parse(json);
        if (document is null) return ItemReading.Refused(IncidentCodes.UnreadableItem, "The item is not well-formed JSON.");
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? Read(document.RootElement, new ItemDraft(context))
            : ItemReading.Refused(IncidentCodes.UnreadableItem, "The item is no JSON object.");
    }

    private static ItemReading Read(JsonElement item, ItemDraft draft)
    {
        draft.Id = item.Field("id", draft);
        draft.Link = draft.Resolve(item.Field("url", draft) ?? item.Field("external_url", draft), draft.Base);
        draft.Headline = item.Field("title", draft) is { } title ? Headline.OfMarkup(title) : null;
        draft.PublishedText = item.Field("date_published", draft);
        draft.UpdatedText = item.Field("date_modified", draft);
        draft.Language = item.Field("language", draft);
        foreach (var author in item.Authors()) draft.AddAuthor(author);
        if (draft.Byline.Count == 0) foreach (var author in draft.Context.FeedAuthors) draft.AddAuthor(author);
        foreach (var tag in item.Array("tags")) draft.AddCategory(JsonFields.Text(tag));
        if (item.TryGetProperty("_griot", out var own) && own.ValueKind == JsonValueKind.Object)
            foreach (var member in own.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)) TakeOwn(member, draft);
        ReadText(item, draft);
        ReadMedia(item, draft);
        return draft.Finish();
    }

    private static void TakeOwn(JsonProperty member, ItemDraft draft)
    {
        if (!draft.Usage.Take(member.Name, () => JsonFields.Text(member.Value))) Publishing.Take(member.Name, () => JsonFields.Text(member.Value), draft);
    }

    private static void ReadText(JsonElement item, ItemDraft draft)
    {
        var body = Body(item, "content_html", draft) ?? Html(Body(item, "content_text", draft));
        var summary = Html(Body(item, "summary", draft));
        (draft.BodyHtml, draft.SummaryHtml) = body is null ? (summary, null) : (body, summary);
    }

    private static string? Html(string? text) => text is null ? null : PlainText.ToHtml(text);

    private static string? Body(JsonElement item, string name, ItemDraft draft)
    {
        var text = item.Text(name);
        if (text?.Length > Limits.Body) draft.Refuse(IncidentCodes.TooLarge, $"The member {name} is longer than its cap.");
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static void ReadMedia(JsonElement item, ItemDraft draft)
    {
        foreach (var name in (ReadOnlySpan<string>)["image", "banner_image"])
            if (item.Field(name, draft) is { } picture) draft.AddMedia(new(picture, "image"), draft.Base);
        foreach (var attachment in item.Array("attachments"))
        {
            if (attachment.Field("url", draft) is not { } url) continue;
            var size = ItemDraft.Bytes(attachment.Text("size_in_bytes"));
            draft.AddMedia(new(url, attachment.Field("mime_type", draft), size, attachment.Field("title", draft)), draft.Base);
        }
    }
}
