using Griot.Formats.Xml;

namespace Griot.Formats.Encodings;

/// <summary>What a document begins with: enough for a format to know whether it is its own.</summary>
internal sealed class DocumentStart
{
    /// <summary>True for XML with a root element and for a JSON object.</summary>
    public bool IsReadable => IsJson || Root is not null;

    public bool IsJson { get; private init; }

    public XmlRoot? Root { get; private init; }

    public static DocumentStart Of(DecodedDocument document, DocumentHints hints)
    {
        var text = document.Scannable.Span.TrimStart("\u0020\t\r\n\uFEFF"u8);
        if (text is [(byte)'{', ..]) return new() { IsJson = true };
        return IsBinary(text) ? new() : new() { Root = XmlRoot.Find(document, hints) };
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
        _ => new(IncidentCodes.NotAFeed, "The document is no feed: it is neither XML nor a JSON object."),
    };
}
