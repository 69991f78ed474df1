using System.Text;
using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.Xml;

/// <summary>What the XML formats share: outline, header, context, cuts, in this order.</summary>
internal static class XmlFeed
{
    private const int MostQuoted = 400;

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
        if (outline.Unclosed > 0) incidents.Add(new(IncidentCodes.UnclosedItem, $"{outline.Unclosed} items have no end tag; each was taken up to where the next one begins."));
        if (outline.FirstSwallowed is { } swallowed) incidents.Add(new(IncidentCodes.UnclosedCData, Swallowed(document, outline.Swallowing, swallowed)));
        context = context with
        {
            Base = draft.ItemBase(outline.Scope.Base, info, hints),
            Language = outline.Scope.Language ?? info.Language,
            FeedId = info.Id,
            FeedTitle = info.Title,
            FeedLink = info.Link,
            FeedAuthors = info.Authors,
            FeedRights = info.Rights,
            FeedUsageTerms = info.UsageTerms,
        };
        return new(format, info, document.Cut(outline.Items, outline.BrokenOff, context), incidents);
    }

    private static string Swallowed(DecodedDocument document, int sections, int first)
    {
        var rest = document.Scannable.Span[first..];
        return $"{sections} CDATA sections have no end before the next item begins, which is read as part of their text. The first such item: {Incident.Quote(document.Text(rest[..Math.Min(rest.Length, MostQuoted)]))}.";
    }

    /// <summary>A cut in UTF-8: its own bytes, or a copy of a cut in another encoding.</summary>
    public static ReadOnlyMemory<byte> Utf8(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        var encoding = WebEncoding.Named(context.Encoding) ?? WebEncoding.Utf8;
        return encoding is UTF8Encoding ? delivery : WebEncoding.Utf8.GetBytes(encoding.GetString(delivery.Span));
    }
}
