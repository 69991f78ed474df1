using System.Buffers;
using System.Text;
using Griot.Formats.Values;

namespace Griot.Formats.Prose;

/// <summary>
/// The header of a Markdown text: lines between <c>---</c> and <c>---</c>, in the part of YAML that people write there:
/// <c>name: value</c>, a value plain or in quotes, a list as <c>[a, b]</c> or as lines of <c>- a</c>, comments. Names
/// without a meaning here are passed over. Whatever else YAML has refuses the piece: an embargo that was misread would
/// publish it early.
/// </summary>
internal sealed class FrontMatter
{
    private static readonly SearchValues<char> InNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

    private readonly List<(string Name, List<string> Values)> entries = [];
    private bool takesLines;

    /// <summary>Refuses the draft where the header is none that can be read.</summary>
    public static ProseHeader Read(string text, ItemDraft draft)
    {
        var lines = text.AsSpan().EnumerateLines();
        if (!lines.MoveNext() || !lines.Current.TrimEnd().SequenceEqual("---")) return ProseHeader.None(text);
        var matter = new FrontMatter();
        var isFirst = true;
        while (lines.MoveNext())
        {
            var line = lines.Current.TrimEnd();
            // A line of dashes above a blank one is Markdown's own rule, and no header.
            if (isFirst && line.IsEmpty) return ProseHeader.None(text);
            isFirst = false;
            if (line is "---" or "...") return matter.Header(Below(text, lines.Current), draft);
            if (!matter.Take(line)) break;
        }

        draft.Refuse(IncidentCodes.UnreadableItem, "The front matter above the text can't be read: names and values, quoted values and simple lists are taken, nothing else of YAML.");
        return ProseHeader.None(text);
    }

    private ProseHeader Header(string below, ItemDraft draft)
    {
        var header = new ProseHeader(below);
        foreach (var (name, values) in entries)
            if (!header.Add(name, [.. values])) draft.Refuse(IncidentCodes.UnreadableItem, $"The front matter says {Incident.Quote(name)} twice.");
        return header;
    }

    private bool Take(ReadOnlySpan<char> line)
    {
        if (line.IsWhiteSpace() || line.TrimStart() is ['#', ..]) return true;
        if (line.TrimStart() is ['-', ' ', ..]) return takesLines && Value(line.TrimStart()[2..], entries[^1].Values);
        var colon = line.IndexOf(':');
        if (colon <= 0 || line[..colon].ContainsAnyExcept(InNames) || (colon + 1 < line.Length && line[colon + 1] != ' ')) return false;
        entries.Add((line[..colon].ToString(), []));
        var value = line[(colon + 1)..].Trim();
        takesLines = value.IsEmpty;
        return value.IsEmpty || (value is ['[', .., ']'] ? Listed(value[1..^1]) : Value(value, entries[^1].Values));
    }

    private bool Listed(ReadOnlySpan<char> list)
    {
        foreach (var part in list.Split(','))
            if (!Value(list[part], entries[^1].Values)) return false;
        return true;
    }

    private static bool Value(ReadOnlySpan<char> text, List<string> values)
    {
        text = text.Trim();
        if (text.IsEmpty) return true;
        if (text[0] is '"' or '\'') return Quoted(text, values);
        // Anchors, tags, texts of several lines, nested lists and maps.
        if (text[0] is '&' or '*' or '!' or '|' or '>' or '{' or '[' or '@' or '`' or '%') return false;
        var comment = text.IndexOf(" #");
        values.Add((comment < 0 ? text : text[..comment]).TrimEnd().ToString());
        return true;
    }

    // The only escapes are the quote itself, and in double quotes the backslash; others would be a guess.
    private static bool Quoted(ReadOnlySpan<char> text, List<string> values)
    {
        var (quote, value) = (text[0], new StringBuilder(text.Length));
        for (var at = 1; at < text.Length; at++)
        {
            if (quote == '"' && text[at] == '\\')
            {
                if (at + 1 == text.Length || text[at + 1] is not ('"' or '\\')) return false;
                value.Append(text[++at]);
            }
            else if (text[at] != quote)
            {
                value.Append(text[at]);
            }
            else if (quote == '\'' && at + 1 < text.Length && text[at + 1] == '\'')
            {
                value.Append(text[++at]);
            }
            else
            {
                if (!text[(at + 1)..].IsWhiteSpace() && text[(at + 1)..].TrimStart() is not ['#', ..]) return false;
                values.Add(value.ToString());
                return true;
            }
        }

        return false;
    }

    private static string Below(string text, ReadOnlySpan<char> line)
    {
        text.AsSpan().Overlaps(line, out var at);
        return text[(at + line.Length)..];
    }
}
