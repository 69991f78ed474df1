namespace Griot.Formats.Prose;

/// <summary>
/// How much work a Markdown text is. Its parser takes time with the square of the marks in one paragraph that may open or
/// close something, and a tenth of that for the marks of a table. A person's longest paragraph is far below the bound;
/// a text above it would hold up all others.
/// </summary>
internal static class MarkdownWork
{
    private const long Most = 8_000_000;

    internal static bool IsBounded(string text)
    {
        var (all, marks, cells) = (0L, 0L, 0L);
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
            if (all + Work(marks, cells) > Most) return false;
        }

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
