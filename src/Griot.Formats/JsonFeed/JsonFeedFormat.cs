using Griot.Formats.Encodings;
using Griot.Formats.Xml;

namespace Griot.Formats.JsonFeed;

/// <summary>JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).</summary>
internal sealed class JsonFeedFormat : FeedFormat
{
    public override string Name => "jsonfeed";

    public override bool CanRead(DocumentStart start) => start.IsJson;

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints)
    {
        if (!start.IsJson) return CutFeed.None(Name);
        var outline = start.Outline;
        if (!IsFeed(outline, document, hints)) return CutFeed.None("JSON");
        var incidents = Incidents(outline);
        var draft = JsonFeedReader.Read(document, outline, incidents);
        var info = draft.Finish(null, null, hints);
        var context = new ItemContext
        {
            Format = Name,
            Encoding = document.EncodingName,
            Base = draft.ItemBase(null, info, hints),
            Language = info.Language,
            FeedId = info.Id,
            FeedTitle = info.Title,
            FeedLink = info.Link,
            FeedAuthors = info.Authors,
        };
        return new(Name, info, document.Cut(outline.Items, outline.BrokenOff, context), incidents);
    }

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context) =>
        JsonFeedItemReader.Read(XmlFeed.Utf8(delivery, context), context);

    /// <summary>
    /// The version says so, by its address or, as some write it, by its bare number beside items; or items stand beside a
    /// feed's own members; or the caller says so.
    /// </summary>
    private static bool IsFeed(JsonOutline outline, DecodedDocument document, DocumentHints hints)
    {
        if (hints.Format is not null) return true;
        if (outline.Header.TryGetValue("version", out var given))
        {
            var version = document.Scannable.Span[given.Start..given.End].Trim("\" "u8);
            return version.IndexOf("jsonfeed.org"u8) >= 0 || (outline.HasItems && (version.SequenceEqual("1"u8) || version.StartsWith("1."u8)));
        }

        return outline.HasItems && (outline.Header.ContainsKey("title") || outline.Header.ContainsKey("home_page_url"));
    }

    private static List<Incident> Incidents(JsonOutline outline) =>
        outline.Truncated ? [new(IncidentCodes.Truncated, "The document ends before its end; the whole items in it were taken.")]
        : outline.IllFormed ? [new(IncidentCodes.IllFormed, "The document is no JSON from some place on; the items before it were taken.")]
        : [];
}
