using System.Text.RegularExpressions;

namespace Griot.Formats.Mail;

/// <summary>
/// Takes our own receipt out of an answer to it, with the line or block by which mail programs introduce what they quote.
/// Only what holds <see cref="Mark"/> is taken, and only of a mail that corrects or withdraws: in a piece, what its provider
/// quotes stays.
/// </summary>
internal static partial class QuotedReceipt
{
    /// <summary>Stands in the first line of each receipt.</summary>
    public const string Mark = "##- griot -##";

    private static readonly string[] HtmlQuotes =
        ["<blockquote", "<div class=\"gmail_quote", "<div class=\"moz-cite-prefix", "<div id=\"appendonsend", "<div id=\"divRplyFwdMsg", "<div id=\"mail-editor-reference-message", "<div class=\"yahoo_quoted", "<div class=\"protonmail_quote"];

    public static bool IsIn(string text) => text.Contains(Mark, StringComparison.Ordinal);

    /// <summary>Plain text without the receipt: what stands below a quotation marked by <c>&gt;</c> stays, too.</summary>
    public static string OutOfText(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        var mark = lines.FindIndex(line => line.Contains(Mark, StringComparison.Ordinal));
        if (mark < 0) return text;
        var isMarked = IsQuoted(lines[mark]);
        var (from, to) = (mark, lines.Count);
        if (isMarked)
        {
            while (from > 0 && IsQuoted(lines[from - 1])) from--;
            to = mark + 1;
            while (to < lines.Count && (IsQuoted(lines[to]) || (to + 1 < lines.Count && lines[to].Length == 0 && IsQuoted(lines[to + 1])))) to++;
        }

        from = Introduction(lines, from);
        return string.Join('\n', [.. lines[..from], .. lines[to..]]);
    }

    /// <summary>HTML up to where the quotation begins that holds the receipt. Tags that are left open are closed by whoever shows it.</summary>
    public static string OutOfHtml(string html)
    {
        var mark = html.IndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0) return html;
        var start = HtmlQuotes.Select(quote => html.IndexOf(quote, 0, mark, StringComparison.OrdinalIgnoreCase)).Where(at => at >= 0).DefaultIfEmpty(mark).Min();
        return html[..start];
    }

    private static int Introduction(List<string> lines, int from)
    {
        while (from > 0 && (lines[from - 1].AsSpan().Trim().IsEmpty || OldHeader().IsMatch(lines[from - 1]))) from--;
        if (from > 0 && lines[from - 1].TrimEnd() is [.., ':' or '\uFF1A']) from--;
        // Such a line is often broken in two.
        else return from;
        return from > 0 && AttributionStart().IsMatch(lines[from - 1]) ? from - 1 : from;
    }

    private static bool IsQuoted(string line) => line.StartsWith('>');

    [GeneratedRegex(@"^\s*(-{3,}.{0,60}-{3,}|_{5,}|\*?(From|Sent|To|Cc|Subject|Date|De|Envoyé|À|A|Objet|Enviado|Para|Assunto|Data|Kutoka|Kwa|Mada|من|إلى|الموضوع|التاريخ)\*?\s?:.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OldHeader();

    [GeneratedRegex(@"^(On|Le|Em|A|Mnamo|في|Op|Am) .{1,200}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AttributionStart();
}
