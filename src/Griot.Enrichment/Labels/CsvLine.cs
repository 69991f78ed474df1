using System.Text;

namespace Griot.Enrichment.Labels;

/// <summary>One line of a table in text (RFC 4180): fields between commas, or between semicolons as some programs write them.</summary>
internal static class CsvLine
{
    /// <summary>The fields, without blanks at their ends; null where a quotation mark is not closed, or where something stands behind one.</summary>
    internal static IReadOnlyList<string>? Read(string line, char between)
    {
        var fields = new List<string>();
        for (var at = 0; at <= line.Length; at++)
        {
            while (at < line.Length && line[at] == ' ') at++;
            if (at < line.Length && line[at] == '"')
            {
                if (Quoted(line, ref at) is not { } quoted || (at < line.Length && line[at] != between)) return null;
                fields.Add(quoted.Trim());
            }
            else
            {
                var end = line.IndexOf(between, at) is >= 0 and var found ? found : line.Length;
                fields.Add(line[at..end].Trim());
                at = end;
            }
        }

        return fields;
    }

    // Two quotation marks within are one.
    private static string? Quoted(string line, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"') text.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"') text.Append(line[at++]);
            else
            {
                for (at++; at < line.Length && line[at] == ' ';) at++;
                return text.ToString();
            }
        }

        return null;
    }
}
