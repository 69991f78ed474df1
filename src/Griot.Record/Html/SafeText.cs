using System.Collections.Frozen;

namespace Griot.Record.Html;

/// <summary>
/// The visible text of what <see cref="SafeHtml"/> wrote, read without a parser: its form is known to the letter, with no
/// comments, no unknown elements and four references. Of any other markup this says nothing useful.
/// </summary>
internal static class SafeText
{
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Parting = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["li"] = 1,
        ["dt"] = 1,
        ["dd"] = 1,
        ["tr"] = 1,
        ["thead"] = 1,
        ["tbody"] = 1,
        ["tfoot"] = 1,
        ["caption"] = 1,
        ["figcaption"] = 1,
        ["p"] = 2,
        ["h1"] = 2,
        ["h2"] = 2,
        ["h3"] = 2,
        ["h4"] = 2,
        ["h5"] = 2,
        ["h6"] = 2,
        ["pre"] = 2,
        ["blockquote"] = 2,
        ["aside"] = 2,
        ["address"] = 2,
        ["figure"] = 2,
        ["ul"] = 2,
        ["ol"] = 2,
        ["dl"] = 2,
        ["table"] = 2,
        ["div"] = 2,
        ["hr"] = 2,
    }.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // Of longer ones the pieces are gathered: one array for all would be a large object.
    private const int Usual = 16_000;

    // What stands beside the running text: pictures with their captions, tables and quotations set as figures, what heads a table.
    private static bool IsBeside(ReadOnlySpan<char> name) => name is "figure" or "caption";

    public static string Of(string html, bool isProse = false)
    {
        var beside = 0;
        var text = new TextLines(Math.Min(html.Length, Usual));
        var verbatim = false;
        for (var rest = html.AsSpan(); rest.Length > 0;)
        {
            var tag = rest.IndexOf('<');
            if (tag < 0) tag = rest.Length;
            if (beside == 0) Write(rest[..tag], text, verbatim);
            rest = rest[tag..];
            if (rest.Length == 0) break;
            var end = rest.IndexOf('>');
            var name = NameOf(rest[1..end]);
            Tag(name, isEnd: rest[1] == '/', text, ref verbatim);
            if (isProse && IsBeside(name)) beside += rest[1] == '/' ? -1 : 1;
            rest = rest[(end + 1)..];
            // A parser takes the first line end after <pre> away.
            if (verbatim && rest is ['\n', ..] && IsPre(html, rest.Length)) rest = rest[1..];
        }

        return text.ToString();
    }

    private static void Write(ReadOnlySpan<char> run, TextLines text, bool verbatim)
    {
        if (run.Contains('&')) text.Write(Decoded(run), verbatim);
        else text.Write(run, verbatim);
    }

    // Values never hold ">": the writer escapes it.
    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> tag)
    {
        var name = tag[0] == '/' ? tag[1..] : tag;
        return name.IndexOf(' ') is >= 0 and var space ? name[..space] : name;
    }

    private static void Tag(ReadOnlySpan<char> name, bool isEnd, TextLines text, ref bool verbatim)
    {
        if (name is "br") text.EndLine();
        else if (name is "td" or "th") text.Space();
        else if (Parting.TryGetValue(name, out var lines)) text.Part(lines);
        if (name is "pre") verbatim = !isEnd;
    }

    private static bool IsPre(string html, int left)
    {
        var behind = html.AsSpan(0, html.Length - left);
        return behind[(behind.LastIndexOf('<') + 1)..].StartsWith("pre");
    }

    private static string Decoded(ReadOnlySpan<char> run) => run.ToString().Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal).Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
}
