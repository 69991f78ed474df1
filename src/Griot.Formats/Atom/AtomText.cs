using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Atom;

/// <summary>Text constructs (RFC 4287, 3.1) and persons (3.2): what the type says decides, nothing is guessed.</summary>
internal static class AtomText
{
    /// <summary>Atom's own elements, of version 0.3 too; feeds without any namespace, or with one of their own for all, are read as well.</summary>
    public static bool IsAtom(ElementReader reader) =>
        reader.Namespace is XmlNames.Atom or XmlNames.Atom03 or "" || reader.Namespace == reader.DefaultNamespace;

    /// <summary>As plain text: text stays as it is, HTML is read as a headline is, of XHTML the text counts.</summary>
    public static string? Plain(ElementReader reader) =>
        IsHtml(Type(reader)) ? Headline.OfMarkup(reader.TextOrMarkup(Limits.Field)) : Headline.OfText(reader.Text());

    /// <summary>As HTML: HTML as delivered, of XHTML what stands in its div, text escaped. Null where it is blank.</summary>
    public static string? Html(ElementReader reader, int limit)
    {
        var type = Type(reader);
        var html = IsHtml(type) ? reader.TextOrMarkup(limit)
            : IsXhtml(type) || IsInline(reader) ? WithoutDiv(reader.InnerMarkup(limit))
            : PlainText.ToHtml(reader.Text(limit));
        return string.IsNullOrWhiteSpace(html) ? null : html;
    }

    /// <summary>False for content that is neither text nor HTML, such as inline base64 or other XML.</summary>
    public static bool IsReadable(ElementReader reader) => IsReadable(Type(reader)) && reader.Attribute("mode") != "base64";

    private static bool IsReadable(string? type) =>
        type is null or "text" || IsHtml(type) || IsXhtml(type) || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A person's name, else address, else mail address.</summary>
    public static string? Person(ElementReader reader)
    {
        string? name = null, uri = null, email = null;
        for (var depth = reader.Depth; reader.NextChild(depth);)
        {
            if (reader.LocalName == "name") name ??= ItemDraft.Filled(reader.Text());
            else if (reader.LocalName == "uri") uri ??= ItemDraft.Filled(reader.Text());
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

    /// <summary>Atom 0.3: the content stands as markup in the element (<c>mode="xml"</c>, which is the default) or as text in Base64.</summary>
    private static bool IsInline(ElementReader reader) => reader.Namespace == XmlNames.Atom03 && reader.Attribute("mode") is null or "xml";

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
