using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.Xml;

/// <summary>What the XML formats share: outline, header, context, cuts, in this order.</summary>
internal static class XmlFeed
{
    public static CutFeed Cut(
        string format, DecodedDocument document, XmlRoot root, XmlItemNames items, string? container, Action<ElementReader, FeedDraft> header, DocumentHints hints)
    {
        var incidents = new List<Incident>(root.Incidents);
        var outline = XmlOutline.Of(document, root, items, container, hints);
        var context = new ItemContext
        {
            Format = format,
            Encoding = document.EncodingName,
            Namespaces = outline.Scope.Namespaces,
            Entities = root.Entities,
        };
        var draft = FeedHeader.Read(document, outline.Header, context, header, incidents);
        var info = draft.Finish(outline.Scope.Base, outline.Scope.Language, hints);
        if (outline.Truncated) incidents.Add(new(IncidentCodes.Truncated, "The document ends before its end; the whole items in it were taken."));
        if (outline.Unclosed > 0) incidents.Add(new(IncidentCodes.UnclosedItem, $"{outline.Unclosed} items have no end tag and were not taken."));
        context = context with
        {
            Base = draft.ItemBase(outline.Scope.Base, info, hints),
            Language = outline.Scope.Language ?? info.Language,
            FeedId = info.Id,
            FeedTitle = info.Title,
            FeedLink = info.Link,
            FeedAuthors = info.Authors,
            FeedRights = info.Rights,
        };
        return new(format, info, document.Cut(outline.Items, context), incidents);
    }

    /// <summary>The text of a cut; where its encoding is not known, as UTF-8.</summary>
    public static string Text(ReadOnlyMemory<byte> delivery, ItemContext context) =>
        (WebEncoding.Named(context.Encoding) ?? WebEncoding.Utf8).GetString(delivery.Span);
}
