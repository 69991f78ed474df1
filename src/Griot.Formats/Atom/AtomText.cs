using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Atom;

/// <summary>Text constructs (RFC 4287, 3.1) and persons (3.2): what the type says decides, nothing is guessed.</summary>
internal static class AtomText
{
    /// <summary>Atom's own elements; feeds without any namespace are read too.</summary>
    public static bool IsAtom(ElementReader reader) => reader.Namespace is XmlNames.Atom or "";

    /// <summary>
    /// As plain text: text stays as it is, HTML is read as a headline is, of XHTML the text counts, and base64 of a type
    /// that asks for it is decoded.
    /// </summary>
    public static string? Plain(ElementReader reader)
    {
        var type = Type(reader);
        var text = reader.Text();
        if (!IsReadable(type) && Base64Text.Decode(text) is { } decoded) return Headline.OfMarkup(decoded);
        return IsHtml(type) ? Headline.OfMarkup(text) : Headline.OfText(text);
    }

    /// <summary>As HTML: HTML as delivered, of XHTML what stands in its div, text escaped. Null where it is blank.</summary>
    public static string? Html(ElementReader reader, int limit)
    {
        var type = Type(reader);
        if (!IsReadable(type)) return TryHtml(reader, limit, out var other) ? other : null;
        var html = IsHtml(type) ? reader.TextOrMarkup(limit)
            : IsXhtml(type) ? WithoutDiv(reader.InnerMarkup(limit))
            : PlainText.ToHtml(reader.Text(limit));
        return string.IsNullOrWhiteSpace(html) ? null : html;
    }

    /// <summary>
    /// As <see cref="Html"/>, and content of any other type where it is text, be it in base64. False for what is none:
    /// other XML, and base64 of a picture and the like.
    /// </summary>
    public static bool TryHtml(ElementReader reader, int limit, out string? html)
    {
        var type = Type(reader);
        if (IsReadable(type))
        {
            html = Html(reader, limit);
            return true;
        }

        html = null;
        var markup = reader.InnerMarkup(limit);
        if (markup.Contains('<', StringComparison.Ordinal)) return false;
        var text = CharacterReference.Decode(markup);
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!IsXml(type) && Base64Text.Is(text)) html = Base64Text.Decode(text);
        else html = PlainText.ToHtml(text);
        return html is not null;
    }

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

    private static bool IsXml(string? type) => type is not null && (type.EndsWith("+xml", StringComparison.Ordinal) || type.EndsWith("/xml", StringComparison.Ordinal));

    private static bool IsHtml(string? type) => type is "html" or "text/html";

    private static bool IsXhtml(string? type) => type is "xhtml" or "application/xhtml+xml";

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
