using Griot.Formats.JsonFeed;
using Griot.Formats.Prose;
using Griot.Formats.Xml;

namespace Griot.Formats.Encodings;

/// <summary>What a document begins with: enough for a format to know whether it is its own.</summary>
internal sealed class DocumentStart
{
    private readonly Lazy<JsonOutline> outline;

    private DocumentStart(DecodedDocument document)
    {
        Document = document;
        outline = new(() => JsonOutline.Of(document.Scannable.Span));
    }

    public DecodedDocument Document { get; }

    /// <summary>True for XML with a root element, for JSON, and for a text that its door says to be one.</summary>
    public bool IsReadable => IsJson || IsJsonList || Root is not null || Prose is not null;

    /// <summary>The document begins as a JSON object does.</summary>
    public bool IsJson { get; private init; }

    /// <summary>The document begins as a JSON array of objects does.</summary>
    public bool IsJsonList { get; private init; }

    /// <summary>The members of the JSON object.</summary>
    public JsonOutline Outline => outline.Value;

    public XmlRoot? Root { get; private init; }

    /// <summary>The format of prose that the document is said to be: <c>text</c> or <c>markdown</c>.</summary>
    public string? Prose { get; private init; }

    public static DocumentStart Of(DecodedDocument document, DocumentHints hints)
    {
        var text = document.Scannable.Span.TrimStart("\u0020\t\r\n\uFEFF"u8);
        var prose = ProseDocument.Said(text, hints);
        if (text is [(byte)'{', ..]) return new(document) { IsJson = true, Prose = prose };
        if (text is [(byte)'[', ..] && text[1..].TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)']', ..]) return new(document) { IsJsonList = true, Prose = prose };
        if (prose is not null && text is not [(byte)'<', ..]) return new(document) { Prose = prose };
        return IsBinary(text) ? new(document) : new(document) { Root = XmlRoot.Find(document, hints), Prose = prose };
    }

    /// <summary>A package or a picture, in whose middle something like a feed may stand: no text begins with a NUL before its first tag.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> text)
    {
        var tag = text.IndexOf((byte)'<');
        return tag > 0 && text[..tag].Contains((byte)0);
    }

    /// <summary>What to tell the operator of a document that no format reads.</summary>
    public Incident WhyNot(string? forced) => (forced, Root) switch
    {
        ({ } name, _) when FeedFormat.Named(name) is null =>
            new(IncidentCodes.UnsupportedFormat, $"There is no format {Incident.Quote(name)}."),
        (_, { IsKnownButUnread: true } root) =>
            new(IncidentCodes.UnsupportedFormat, $"The document is a {Incident.Quote(root.LocalName)} of a kind that is not read yet."),
        (_, { } root) =>
            new(IncidentCodes.NotAFeed, $"The document is no feed: its first element is {Incident.Quote(root.LocalName)}."),
        _ when IsJson || IsJsonList => new(IncidentCodes.NotAFeed, "The document is JSON, and neither JSON Feed nor ninjs."),
        _ => new(IncidentCodes.NotAFeed, "The document is no feed: it is neither XML nor a JSON object."),
    };
}
