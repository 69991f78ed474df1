namespace Griot.Formats.Prose;

/// <summary>
/// How many lists and quotations may be open at a line of Markdown: never fewer than there are. A line goes on with as many as its
/// blanks have room for (each list takes two columns), and opens as many as there are marks at its front.
/// </summary>
internal struct MarkdownLevels
{
    private bool isBehindText;

    /// <summary>Levels that may be open behind the lines that were taken.</summary>
    public int Open { get; private set; }

    /// <summary>Takes the next line. A blank one ends no list, and any other may go on with the paragraph right above it.</summary>
    public void Take(ReadOnlySpan<char> line)
    {
        if (line.IsWhiteSpace())
        {
            isBehindText = false;
            return;
        }

        var (blanks, marks) = IsBreak(line) ? (0, 0) : Front(line);
        var open = Math.Min(Open, blanks / 2) + marks;
        (Open, isBehindText) = (isBehindText ? Math.Max(Open, open) : open, true);
    }

    // Three signs of one kind and nothing else: a line across the page.
    private static bool IsBreak(ReadOnlySpan<char> line) =>
        line.TrimStart() is ['-' or '*' or '_', ..] start && !start.ContainsAnyExcept(start[0], ' ', '\t') && start.Count(start[0]) > 2;

    // Columns of blanks among the marks, and how many marks there are.
    private static (int Blanks, int Marks) Front(ReadOnlySpan<char> line)
    {
        var (blanks, marks) = (0, 0);
        for (var at = 0; at < line.Length;)
        {
            var length = Mark(line[at..]);
            if (length > 0) marks++;
            else if (line[at] is ' ' or '\t') blanks += line[at] == '\t' ? 4 : 1;
            else break;
            at += Math.Max(1, length);
        }

        return (blanks, marks);
    }

    /// <summary>Letters of the mark that opens a quotation or the item of a list; 0 where none stands.</summary>
    private static int Mark(ReadOnlySpan<char> rest)
    {
        if (rest[0] == '>') return 1;
        if (rest[0] is '-' or '*' or '+') return IsEnded(rest[1..]) ? 1 : 0;
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 10 && rest[digits] is '.' or ')' && IsEnded(rest[(digits + 1)..]) ? digits + 1 : 0;
    }

    private static bool IsEnded(ReadOnlySpan<char> rest) => rest is [] or [' ' or '\t', ..];
}
