using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Griot.Formats.Prose;

/// <summary>
/// How much work a Markdown text is. Its parser takes time with the square of the marks in one paragraph that may open or
/// close something, and a tenth of that for the marks of a table; at each line it looks at every list and quotation that may
/// still be open. A person's longest paragraph and deepest list are far below the bounds; a text above them would hold up all
/// others. An address that is named once and used a thousand times is written a thousand times: that is bounded, too.
/// </summary>
internal static class MarkdownWork
{
    private const long Most = 8_000_000;

    /// <summary>Work for one level that may be open, at each line.</summary>
    private const int OfLevel = 16;

    /// <summary>Lists and quotations within each other; the parser itself gives up below that.</summary>
    private const int Deepest = 128;

    /// <summary>Letters of addresses and titles beyond as many as the text has.</summary>
    private const int MostOfLinks = 100_000;

    /// <summary>Why the text is not to be parsed; null where it may be.</summary>
    internal static Incident? Fault(string text)
    {
        var (all, marks, cells, levels) = (0L, 0L, 0L, new MarkdownLevels());
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (BeginsAnew(line))
            {
                all += Work(marks, cells);
                (marks, cells) = (0, 0);
            }

            foreach (var letter in line)
                if (letter is '[' or ']' or '*' or '_' or '`' or '<' or '!') marks++;
                else if (letter == '|') cells++;
            levels.Take(line);
            if (levels.Open > Deepest) return new(IncidentCodes.TooDeep, "The piece nests quotations or lists deeper than can be read.");
            all += OfLevel * levels.Open;
            if (all + Work(marks, cells) > Most) return new(IncidentCodes.TooLarge, "The text holds more marks of Markdown, or more lines in lists, than can be read.");
        }

        return null;
    }

    /// <summary>False where writing the document out would grow far beyond its text.</summary>
    internal static bool IsBounded(MarkdownDocument document, string text)
    {
        var left = (long)text.Length + MostOfLinks;
        foreach (var link in document.Descendants<LinkInline>())
            if ((left -= (link.Url?.Length ?? 0) + (link.Title?.Length ?? 0)) < 0) return false;
        return true;
    }

    private static long Work(long marks, long cells) => (marks * marks) + (cells * cells / 10);

    // A blank line or the item of a list ends a paragraph.
    private static bool BeginsAnew(ReadOnlySpan<char> line)
    {
        line = line.TrimStart();
        return line.IsEmpty || line is ['*' or '-' or '+', ' ', ..];
    }
}
