using System.Text;
using Griot.Record.Html;

namespace Griot.Formats.Values;

/// <summary>
/// Plain text as HTML: <c>&amp; &lt; &gt; "</c> are escaped, and where blank lines divide the text, each block becomes a
/// <c>p</c>. A text of one block is only escaped. Line ends inside a block stay line ends.
/// </summary>
internal static class PlainText
{
    public static string ToHtml(string text)
    {
        var escaped = EscapedText.Of(text);
        if (!escaped.AsSpan().ContainsAny('\n', '\r')) return escaped;
        var html = new StringBuilder(escaped.Length + 64);
        var blocks = 0;
        var start = -1;
        var end = 0;
        foreach (var line in escaped.AsSpan().EnumerateLines())
        {
            escaped.AsSpan().Overlaps(line, out var at);
            if (line.IsWhiteSpace())
            {
                Close();
                continue;
            }

            if (start < 0) start = at;
            end = at + line.Length;
        }

        Close();
        return blocks > 1 ? html.ToString() : escaped;

        void Close()
        {
            if (start >= 0)
            {
                html.Append("<p>").Append(escaped, start, end - start).Append("</p>\n");
                blocks++;
            }

            start = -1;
        }
    }
}
