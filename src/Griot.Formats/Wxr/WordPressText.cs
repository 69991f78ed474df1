using System.Text;

namespace Griot.Formats.Wxr;

/// <summary>
/// A text as WordPress keeps it. Its older editor wrote no paragraphs: a blank line divides them, and a line end is one. A text that
/// has paragraphs of its own, or the marks of the newer editor, is HTML already.
/// </summary>
internal static class WordPressText
{
    private static readonly string[] Blocks =
    [
        "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "iframe", "li", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul", "video",
    ];

    internal static string ToHtml(string text)
    {
        if (text.Contains("<!-- wp:", StringComparison.Ordinal) || Holds(text, "p")) return text;
        var html = new StringBuilder(text.Length + 64);
        foreach (var part in Parts(text)) Append(html, part);
        return html.ToString();
    }

    private static void Append(StringBuilder html, string part)
    {
        if (Array.Exists(Blocks, block => Begins(part, block) || Begins(part, "/" + block))) html.Append(part).Append('\n');
        else html.Append("<p>").Append(part.Replace("\n", "<br>\n", StringComparison.Ordinal)).Append("</p>\n");
    }

    private static IEnumerable<string> Parts(string text)
    {
        var part = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (!string.IsNullOrWhiteSpace(line)) part.Append(part.Length > 0 ? "\n" : "").Append(line);
            else if (part.Length > 0)
            {
                yield return part.ToString();
                part.Clear();
            }
        }
    }

    private static bool Holds(string text, string element) =>
        text.Contains($"<{element}>", StringComparison.OrdinalIgnoreCase) || text.Contains($"<{element} ", StringComparison.OrdinalIgnoreCase);

    private static bool Begins(string part, string element) =>
        part.Length > element.Length + 1 && part[0] == '<' && part.AsSpan(1).StartsWith(element, StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(part[element.Length + 1]);
}
