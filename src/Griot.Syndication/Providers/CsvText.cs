using System.Buffers;

namespace Griot.Syndication.Providers;

/// <summary>A table as RFC 4180 has it, in which no cell acts.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t\r\n'");

    /// <summary>One line, with its end.</summary>
    internal static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(cell => Cell(cell ?? ""))) + "\r\n";

    // What a spreadsheet would take for a formula stands behind an apostrophe, as in the table that the operator exports (H12):
    // whoever reads such tables back takes it away again.
    private static string Cell(string text)
    {
        var guarded = text.TrimStart('\'') is [var first, ..] && "=+-@\t\r\n".Contains(first, StringComparison.Ordinal) ? "'" + text : text;
        return guarded.AsSpan().IndexOfAny(Quoted) < 0 && guarded.Trim() == guarded ? guarded : '"' + guarded.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
