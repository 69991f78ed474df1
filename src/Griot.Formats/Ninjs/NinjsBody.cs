using Griot.Formats.Prose;
using Griot.Formats.Values;

namespace Griot.Formats.Ninjs;

/// <summary>The forms of a text, the one that shows most first.</summary>
internal enum NinjsKind
{
    Html,
    Nitf,
    Markdown,
    Text,
    Unknown,
}

/// <summary>
/// A text of ninjs as HTML. What says that it is plain text is that, whatever it looks like (H09); what says nothing is
/// HTML where it has HTML's paragraphs or line breaks or stands in a tag. Of NITF the body's content is taken, never its head.
/// </summary>
internal static class NinjsBody
{
    internal static NinjsKind KindOf(NinjsRead text) => text.ContentType?.Split(';')[0].Trim() switch
    {
        "text/plain" => NinjsKind.Text,
        "text/markdown" or "text/x-markdown" => NinjsKind.Markdown,
        { } type when type.Contains("nitf", StringComparison.Ordinal) => NinjsKind.Nitf,
        { } type when type.Contains("html", StringComparison.Ordinal) => NinjsKind.Html,
        null or "application/xml" or "text/xml" => OfRole(text),
        _ => NinjsKind.Unknown,
    };

    /// <summary>HTML as delivered, not safe to show; null where the form is not read.</summary>
    internal static string? Html(NinjsRead text) => KindOf(text) switch
    {
        NinjsKind.Html => text.Value,
        NinjsKind.Nitf => Nitf(text.Value),
        NinjsKind.Markdown => MarkdownText.ToHtml(text.Value),
        NinjsKind.Text => PlainText.ToHtml(text.Value),
        _ => null,
    };

    private static NinjsKind OfRole(NinjsRead text) => text.Role switch
    {
        "html" or "xhtml" or "richtext" => NinjsKind.Html,
        "text" or "plain" => NinjsKind.Text,
        "nitf" => NinjsKind.Nitf,
        _ => ByLook(text.Value),
    };

    private static NinjsKind ByLook(string value)
    {
        if (value.Contains("<body.content", StringComparison.Ordinal) || value.Contains("<nitf", StringComparison.Ordinal)) return NinjsKind.Nitf;
        var isMarkup = value.AsSpan().TrimStart() is ['<', ..] && value.Contains("</", StringComparison.Ordinal);
        return isMarkup || value.Contains("</p>", StringComparison.OrdinalIgnoreCase) || value.Contains("<br", StringComparison.OrdinalIgnoreCase) ? NinjsKind.Html : NinjsKind.Text;
    }

    // Its paragraphs are HTML's; its headings between them bear another name.
    private static string? Nitf(string value)
    {
        var open = value.IndexOf("<body.content", StringComparison.Ordinal);
        if (open < 0) return value.Contains("<nitf", StringComparison.Ordinal) || value.Contains("<body", StringComparison.Ordinal) ? null : Renamed(value);
        var start = value.IndexOf('>', open) + 1;
        var end = start == 0 ? -1 : value.IndexOf("</body.content", start, StringComparison.Ordinal);
        return end < 0 ? null : Renamed(value[start..end]);
    }

    private static string Renamed(string nitf) => nitf.Replace("<hl2", "<h2", StringComparison.Ordinal).Replace("</hl2", "</h2", StringComparison.Ordinal);
}
