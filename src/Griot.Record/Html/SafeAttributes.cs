using System.Buffers;
using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Griot.Record.Html;

/// <summary>
/// The attributes that are kept: addresses of links, pictures and quotations, the shape of tables and lists, times,
/// and on every element its language and direction. No other attribute is ever written.
/// </summary>
internal static class SafeAttributes
{
    private const int MaxSpan = 1000;
    private const int MaxSide = 20_000;
    private const int MaxOrdinal = 1_000_000;
    private static readonly SearchValues<char> LanguageCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    private static readonly SearchValues<char> TimeCharacters = SearchValues.Create("0123456789TWZPDHMSYtz:+-. ");

    /// <summary>The attributes of <paramref name="element"/>, which is no link and no picture, as markup, each with a space before it.</summary>
    public static string Of(IElement element, string tag, Uri? baseAddress)
    {
        if (element.Attributes.Length == 0) return "";
        var html = new StringBuilder();
        switch (tag)
        {
            case "blockquote" or "q": Add(html, "cite", SafeAddress.OfLink(element.GetAttribute("cite"), baseAddress)); break;
            case "abbr": Add(html, "title", element.GetAttribute("title")); break;
            case "time": Add(html, "datetime", Time(element.GetAttribute("datetime"))); break;
            case "li": AddNumber(html, element, "value", -MaxOrdinal, MaxOrdinal); break;
            case "ol": AddListShape(html, element); break;
            case "td" or "th": AddCellShape(html, element); break;
        }

        return html.Append(LanguageAndDirection(element)).ToString();
    }

    /// <summary>Language and direction alone, of any element.</summary>
    public static string LanguageAndDirection(IElement element)
    {
        if (element.Attributes.Length == 0) return "";
        var language = Language(element.GetAttribute("lang")) ?? Language(element.GetAttribute("xml:lang"));
        var direction = OneOf(element.GetAttribute("dir"), "ltr", "rtl", "auto");
        if (language is null && direction is null) return "";
        var html = new StringBuilder();
        Add(html, "lang", language);
        Add(html, "dir", direction);
        return html.ToString();
    }

    /// <summary>Where a link leads: an address which <see cref="SafeAddress"/> let through.</summary>
    public static string OfLink(string address)
    {
        var html = new StringBuilder();
        Add(html, "href", address);
        return html.ToString();
    }

    /// <summary>The attributes of a picture at <paramref name="address"/>, which <see cref="SafeAddress"/> let through.</summary>
    public static string OfPicture(IElement element, string address)
    {
        var html = new StringBuilder();
        Add(html, "src", address);
        Add(html, "alt", element.GetAttribute("alt"));
        AddNumber(html, element, "width", 2, MaxSide);
        AddNumber(html, element, "height", 2, MaxSide);
        return html.Append(LanguageAndDirection(element)).ToString();
    }

    private static void AddListShape(StringBuilder html, IElement element)
    {
        AddNumber(html, element, "start", -MaxOrdinal, MaxOrdinal);
        if (element.HasAttribute("reversed")) Add(html, "reversed", "");
        Add(html, "type", element.GetAttribute("type") is "1" or "a" or "A" or "i" or "I" ? element.GetAttribute("type") : null);
    }

    private static void AddCellShape(StringBuilder html, IElement element)
    {
        AddNumber(html, element, "colspan", 2, MaxSpan);
        AddNumber(html, element, "rowspan", 2, MaxSpan);
        Add(html, "scope", OneOf(element.GetAttribute("scope"), "row", "col", "rowgroup", "colgroup"));
    }

    private static void AddNumber(StringBuilder html, IElement element, string name, int least, int most)
    {
        if (int.TryParse(element.GetAttribute(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            Add(html, name, number.ToString(CultureInfo.InvariantCulture));
    }

    private static void Add(StringBuilder html, string name, string? value)
    {
        if (value is not null) Markup.AppendAttribute(html, name, value);
    }

    private static string? OneOf(string? value, params ReadOnlySpan<string> allowed)
    {
        foreach (var one in allowed)
            if (one.Equals(value, StringComparison.OrdinalIgnoreCase)) return one;
        return null;
    }

    private static string? Language(string? tag) =>
        tag is { Length: > 1 and <= 35 } && char.IsAsciiLetter(tag[0]) && tag.AsSpan().IndexOfAnyExcept(LanguageCharacters) < 0 ? tag : null;

    private static string? Time(string? time) =>
        time is { Length: > 0 and <= 64 } && time.AsSpan().IndexOfAnyExcept(TimeCharacters) < 0 ? time : null;
}
