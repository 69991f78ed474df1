namespace Griot.Formats.Values;

/// <summary>
/// A date's text made plain: ASCII digits for those of Arabic, Persian and full width; blanks for every white space; no
/// invisible marks of direction; CJK's signs of year, month and day as hyphens; comments in brackets (RFC 822, 3.4.3)
/// taken out. The last comment is kept: a zone may stand in it.
/// </summary>
internal readonly ref struct DateText
{
    /// <summary>Into a buffer at least as long as the text.</summary>
    public DateText(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var (length, depth, comment) = (0, 0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (depth > 0 && text[at] == '\\') at++;
            else if (text[at] is '(' or '[')
            {
                if (depth++ == 0) comment = at + 1;
            }
            else if (depth > 0 && text[at] is ')' or ']')
            {
                if (--depth > 0) continue;
                Comment = text[comment..at].Trim();
                buffer[length++] = ' ';
            }
            else if (depth == 0 && Plain(text[at]) is var letter and not '\0') buffer[length++] = letter;
        }

        Text = buffer[..length].Trim(' ');
    }

    public ReadOnlySpan<char> Text { get; }

    public ReadOnlySpan<char> Comment { get; }

    /// <summary>Minutes east of Greenwich that the comment names, for a date that names none itself; else 0.</summary>
    public int CommentedZone
    {
        get
        {
            var cursor = new DateCursor(Comment);
            return cursor.Zone(out var minutes, out _) && cursor.IsAtEnd ? minutes : 0;
        }
    }

    /// <summary>The letter as dates are read by it; a zero for one that is passed over.</summary>
    internal static char Plain(char letter) => letter switch
    {
        >= '\u0660' and <= '\u0669' => (char)(letter - '\u0660' + '0'),
        >= '\u06F0' and <= '\u06F9' => (char)(letter - '\u06F0' + '0'),
        >= '\uFF10' and <= '\uFF19' => (char)(letter - '\uFF10' + '0'),
        '\u200B' or '\u200E' or '\u200F' or '\u061C' or '\u00AD' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => '\0',
        '\u2212' or (>= '\u2010' and <= '\u2014') => '-',
        '\u060C' or '\u3001' or '\uFF0C' or '\u1363' => ',',
        '\uFF1A' => ':',
        '\u2019' or '\u02BC' => '\'',
        '\u5E74' or '\u6708' or '\uB144' or '\uC6D4' => '-',
        '\u65E5' or '\uC77C' => ' ',
        _ => char.IsWhiteSpace(letter) ? ' ' : letter,
    };
}
