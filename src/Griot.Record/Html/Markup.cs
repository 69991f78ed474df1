using System.Buffers;
using System.Text;

namespace Griot.Record.Html;

/// <summary>How text and attribute values are written, so that a parser reads back the same characters.</summary>
internal static class Markup
{
    private static readonly SearchValues<char> TextEscapes = SearchValues.Create("&<>");
    private static readonly SearchValues<char> ValueEscapes = SearchValues.Create("&<>\"");
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n')).Select(c => (char)c), .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c), NoCharacter]);

    /// <summary>U+FFFF, which is no character in any text; the parser takes it for the end of its input.</summary>
    public const char NoCharacter = '\uFFFF';

    /// <summary>White space that HTML collapses; the no-break spaces are not among it.</summary>
    public const string Spaces = " \t\n\f\r";

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\f' or '\r';

    /// <summary>
    /// The text without C0 controls (tab and line feed stay, other line ends become one) and with U+FFFD for each half
    /// of a surrogate pair that stands alone, and for U+FFFF.
    /// </summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Suspects) < 0) return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c) || c == NoCharacter) clean.Append('\uFFFD');
            else if (c is '\r') clean.Append('\n');
            else if (c is '\f' or '\v') clean.Append(' ');
            else if (c is '\t' or '\n' or >= ' ') clean.Append(c);
        }

        return clean.ToString();
    }

    public static void AppendText(StringBuilder html, ReadOnlySpan<char> text) => Append(html, text, TextEscapes);

    /// <summary>False for what <see cref="AppendValue"/> would append as it is.</summary>
    public static bool NeedsEscapes(ReadOnlySpan<char> text) => text.ContainsAny(ValueEscapes);

    public static void AppendValue(StringBuilder html, ReadOnlySpan<char> text) => Append(html, text, ValueEscapes);

    /// <summary>Appends <c> name="value"</c>.</summary>
    public static void AppendAttribute(StringBuilder html, string name, string value)
    {
        html.Append(' ').Append(name).Append("=\"");
        AppendValue(html, Clean(value));
        html.Append('"');
    }

    private static void Append(StringBuilder html, ReadOnlySpan<char> text, SearchValues<char> escapes)
    {
        for (var next = text.IndexOfAny(escapes); next >= 0; next = text.IndexOfAny(escapes))
        {
            html.Append(text[..next]).Append(text[next] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => "&quot;" });
            text = text[(next + 1)..];
        }

        html.Append(text);
    }
}
