using Griot.Formats.Encodings;
using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Prose;

/// <summary>
/// A piece as plain text. A first line that a blank line parts from the text is its headline; blank lines part
/// paragraphs. Lines such as <c>Title:</c> count only in a header block (<see cref="HeaderBlock"/>).
/// </summary>
internal sealed class TextFormat : FeedFormat
{
    private const int LongestHeadline = 250;

    public override string Name => "text";

    // Feeds are often sent as text/plain: what looks like a document of another kind is no piece of prose.
    public override bool CanRead(DocumentStart start) =>
        start.Prose == Name && !start.IsJson && !start.IsJsonList && start.Document.Scannable.Span.TrimStart(" \t\r\n\uFEFF"u8) is not [(byte)'<', ..];

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) => ProseDocument.Cut(Name, document, hints);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        var text = ProseDocument.Text(XmlFeed.Utf8(delivery, context));
        var draft = new ItemDraft(context);
        var header = HeaderBlock.Read(text);
        var (headline, body) = header["title"] is null ? Parted(header.Text) : (null, header.Text);
        draft.Headline = headline is null ? null : Headline.OfText(headline);
        draft.BodyHtml = PlainText.ToHtml(body.Trim('\r', '\n'));
        return ProseDocument.Finish(draft, header, text);
    }

    /// <summary>A headline is one line, not long, with a blank line behind it and text behind that.</summary>
    private static (string? Headline, string Body) Parted(string text)
    {
        var trimmed = text.TrimStart('\r', '\n', ' ', '\t');
        var end = trimmed.IndexOf('\n');
        if (end is <= 0 or > LongestHeadline) return (null, text);
        var rest = trimmed.AsSpan(end + 1);
        var next = rest.IndexOf('\n');
        return next >= 0 && rest[..next].IsWhiteSpace() && !rest[next..].IsWhiteSpace() ? (trimmed[..end], rest[next..].ToString()) : (null, text);
    }
}
