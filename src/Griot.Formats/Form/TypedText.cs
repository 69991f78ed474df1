using System.Text;

namespace Griot.Formats.Form;

/// <summary>
/// Typed text as HTML. Where blank lines divide it, they divide paragraphs, and a line end inside one stays a line end; where
/// there is none, each line is a paragraph, since that is what its writer saw. Nothing in it is markup.
/// </summary>
internal static class TypedText
{
    internal static string ToHtml(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var isDivided = lines.SkipWhile(string.IsNullOrWhiteSpace).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Any(string.IsNullOrWhiteSpace);
        var html = new StringBuilder(text.Length + 64);
        var paragraph = new List<string>();
        foreach (var line in lines.Append(""))
        {
            var isBlank = string.IsNullOrWhiteSpace(line);
            if (!isBlank) paragraph.Add(Escaped(line));
            if (paragraph.Count == 0 || (isDivided && !isBlank)) continue;
            html.Append("<p>").AppendJoin("<br>\n", paragraph).Append("</p>\n");
            paragraph.Clear();
        }

        return html.ToString();
    }

    private static string Escaped(string line) => line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
