using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Atom;

/// <summary>Text constructs (RFC 4287, 3.1) and persons (3.2): what the type says decides, nothing is guessed.</summary>
internal static class AtomText
{
    /// <summary>Atom's own elements, of version 0.3 too; feeds without any namespace, or with one of their own for all, are read as well.</summary>
    public static bool IsAtom(ElementReader reader) =>
        reader.Namespace is XmlNames.Atom or XmlNames.Atom03 or "" || reader.Namespace == reader.DefaultNamespace;

    /// <summary>
    /// As plain text: text stays as it is, HTML is read as a headline is, of XHTML the text counts, and base64 of a type
    /// that asks for it is decoded.
    /// </summary>
    public static string? Plain(ElementReader reader)
    {
        var type = Type(reader);
        if (IsInBase64(reader, type) && Base64Text.Decode(reader.Text()) is { } decoded)
            return IsText(type) ? Headline.OfText(decoded) : Headline.OfMarkup(decoded);
        return IsHtml(type) ? Headline.OfMarkup(StrayCData.Without(reader.TextOrMarkup(Limits.Field))) : Headline.OfText(reader.Words());
    }

    /// <summary>As HTML: HTML as delivered, of XHTML what stands in its div, text escaped. Null where it is blank.</summary>
    public static string? Html(ElementReader reader, int limit) => TryHtml(reader, limit, out var html) ? html : null;

    /// <summary>
    /// As <see cref="Html"/>, and content of any other type where it is text, be it in base64. False for what is none:
    /// other XML, and base64 of a picture and the like.
    /// </summary>
    public static bool TryHtml(ElementReader reader, int limit, out string? html)
    {
        var type = Type(reader);
        html = !IsReadable(type) || reader.Attribute("mode") == "base64" ? Other(reader, type, limit)
            : IsInline(reader) && !IsHtml(type) ? WithoutDiv(reader.InnerMarkup(limit))
            : IsHtml(type) ? WithoutEscapingDiv(reader, StrayCData.Without(reader.TextOrMarkup(limit)))
            : IsXhtml(type) ? WithoutDiv(reader.InnerMarkup(limit))
            : Text(reader, reader.TextOrMarkup(limit));
        var isText = html is not null;
        if (string.IsNullOrWhiteSpace(html)) html = null;
        return isText;
    }

    /// <summary>Text that is none, since elements stand in it, is the markup that it looks like: its words stay apart.</summary>
    private static string Text(ElementReader reader, string text) => reader.HeldElements ? WithoutDiv(text) : PlainText.ToHtml(text);

    private static string? Other(ElementReader reader, string? type, int limit)
    {
        var markup = reader.InnerMarkup(limit);
        if (markup.Contains('<', StringComparison.Ordinal)) return null;
        var text = CharacterReference.Decode(markup);
        if (string.IsNullOrWhiteSpace(text)) return "";
        if (!IsInBase64(reader, type) || !Base64Text.Is(text)) return PlainText.ToHtml(text);
        return Base64Text.Decode(text) is not { } decoded ? null : IsText(type) ? PlainText.ToHtml(decoded) : decoded;
    }

    /// <summary>RFC 4287, 4.1.3.3: content of a type that is neither text nor XML; in Atom 0.3 the mode says so.</summary>
    private static bool IsInBase64(ElementReader reader, string? type) =>
        reader.Attribute("mode") == "base64" || (!IsReadable(type) && !IsXml(type));

    /// <summary>False for content that is neither text nor HTML, such as inline base64 or other XML.</summary>
    public static bool IsReadable(string? type) =>
        type is null or "text" || IsHtml(type) || IsXhtml(type) || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A person's name, else address (Atom 0.3 and its drafts: <c>url</c>, <c>homepage</c>), else mail address.</summary>
    public static string? Person(ElementReader reader)
    {
        string? name = null, uri = null, email = null;
        for (var depth = reader.Depth; reader.NextChild(depth);)
        {
            if (reader.LocalName == "name") name ??= ItemDraft.Filled(reader.Text());
            else if (reader.LocalName is "uri" or "url" or "homepage") uri ??= ItemDraft.Filled(reader.Text());
            else if (reader.LocalName == "email") email ??= ItemDraft.Filled(reader.Text());
        }

        return name ?? uri ?? email;
    }

    public static string? Type(ElementReader reader)
    {
        var type = reader.Attribute("type");
        var end = type?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        return (end < 0 ? type : type![..end].TrimEnd())?.ToLowerInvariant();
    }

    /// <summary>Atom 0.3: the content stands as markup in the element (<c>mode="xml"</c>, which is the default).</summary>
    private static bool IsInline(ElementReader reader) => reader.Namespace == XmlNames.Atom03 && reader.Attribute("mode") is null or "xml";

    private static bool IsText(string? type) => type is null or "text" or "text/plain";

    private static bool IsXml(string? type) => type is not null && (type.EndsWith("+xml", StringComparison.Ordinal) || type.EndsWith("/xml", StringComparison.Ordinal));

    private static bool IsHtml(string? type) => type is "html" or "text/html";

    private static bool IsXhtml(string? type) => type is "xhtml" or "application/xhtml+xml";

    /// <summary>
    /// HTML that was escaped as it should be, and then put into a div as if it were XHTML. A div that is escaped itself is the
    /// provider's own, and what it shows as text stays text.
    /// </summary>
    private static string WithoutEscapingDiv(ElementReader reader, string html) =>
        reader.HeldElements && html.Contains("&lt;", StringComparison.Ordinal) && WithoutDiv(html) is { } inner && inner.Length < html.Length && !inner.Contains('<', StringComparison.Ordinal)
            && inner.Contains("&gt;", StringComparison.Ordinal) ? CharacterReference.Decode(inner) : html;

    /// <summary>Takes the one div away that XHTML stands in (RFC 4287, 3.1.1.3), where there is exactly one.</summary>
    private static string WithoutDiv(string markup)
    {
        var text = markup.AsSpan().Trim();
        if (!IsDiv(text) || !text.EndsWith("</div>")) return markup;
        var inner = text[(text.IndexOf('>') + 1)..^6];
        var open = 0;
        for (var rest = inner; open >= 0 && rest.IndexOf('<') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            if (rest[at..].StartsWith("</div>")) open--;
            else if (IsDiv(rest[at..])) open++;
        }

        return open == 0 ? inner.ToString() : markup;
    }

    private static bool IsDiv(ReadOnlySpan<char> tag) => tag.StartsWith("<div>") || tag.StartsWith("<div ");
}
