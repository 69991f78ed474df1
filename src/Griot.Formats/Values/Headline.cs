using System.Buffers;
using System.Text;

namespace Griot.Formats.Values;

/// <summary>
/// Plain text of a title that may be HTML or text, which feeds do not tell: only tags of a few inline elements that
/// stand in headlines are taken away, and character references are decoded once. All else is text and is never lost:
/// "Use of &lt;script&gt; tags" stays whole. White space is then collapsed as a page would show it: spaces, tabs and
/// line ends to one space, none at the ends; no-break spaces and joiners stay. Control characters go.
/// </summary>
internal static class Headline
{
    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n/>");
    private const int LongestTag = 1_000;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Inline = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "b", "i", "em", "strong", "span", "a", "sub", "sup", "br", "u", "font", "small", "p", "code", "mark", "q", "cite",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string? OfMarkup(string text) => OfText(text.AsSpan().IndexOfAny('<', '&') < 0 ? text : WithoutTags(text));

    /// <summary>A title that is said to be text: nothing in it is markup. Null where nothing is left.</summary>
    public static string? OfText(string text)
    {
        var shown = IsCollapsed(text) ? text : Collapse(text);
        return shown.Length == 0 ? null : shown;
    }

    private static string WithoutTags(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny('<', '&');
            if (next < 0) next = text.Length - at;
            plain.Append(text, at, next);
            at += next;
            if (at < text.Length) at += text[at] == '<' ? Tag(text, at, plain) : Reference(text, at, plain);
        }

        return plain.ToString();
    }

    private static int Reference(string text, int at, StringBuilder plain)
    {
        var character = CharacterReference.At(text, at, out var length);
        plain.Append(character ?? "&");
        return character is null ? 1 : length;
    }

    private static int Tag(string text, int at, StringBuilder plain)
    {
        var rest = text.AsSpan(at, Math.Min(LongestTag, text.Length - at));
        var name = rest[(rest is [_, '/', ..] ? 2 : 1)..];
        var end = name.IndexOfAny(NameEnd);
        var length = end < 0 ? -1 : TagLength(rest);
        if (length < 0 || !Inline.Contains(name[..end]))
        {
            plain.Append('<');
            return 1;
        }

        if (name[..end].Equals("br", StringComparison.OrdinalIgnoreCase) || name[..end].Equals("p", StringComparison.OrdinalIgnoreCase)) plain.Append(' ');
        return length;
    }

    /// <summary>Characters up to the tag's end, which is none inside quotes; -1: it has none.</summary>
    private static int TagLength(ReadOnlySpan<char> tag)
    {
        var quote = '\0';
        for (var i = 1; i < tag.Length; i++)
        {
            if (quote != 0) quote = tag[i] == quote ? '\0' : quote;
            else if (tag[i] == '>') return i + 1;
            else if (tag[i] == '<') return -1;
            else if (tag[i] is '"' or '\'' && tag[i - 1] == '=') quote = tag[i];
        }

        return -1;
    }

    private static bool IsCollapsed(string text)
    {
        if (text.Length > 0 && (text[0] == ' ' || text[^1] == ' ')) return false;
        for (var i = 0; i < text.Length; i++)
            if (char.IsControl(text[i]) || (text[i] == ' ' && text[i - 1] == ' ')) return false;
        return true;
    }

    private static string Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        var space = false;
        foreach (var letter in text)
        {
            if (letter is ' ' or (>= '\t' and <= '\r') or '\u0085') space = true;
            else if (!char.IsControl(letter))
            {
                if (space && collapsed.Length > 0) collapsed.Append(' ');
                space = false;
                collapsed.Append(letter);
            }
        }

        return collapsed.ToString();
    }
}
