using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Griot.CommandLine;

/// <summary>Facts, for people and for scripts: on standard output.</summary>
internal static class Facts
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON as itself, on one line.</summary>
    internal static JsonSerializerOptions Readable => OneLine;

    internal static void Json(JsonNode facts) => Console.Out.WriteLine(facts.ToJsonString(OneLine));

    internal static void Line(string line) => Console.Out.WriteLine(line);

    /// <summary>Rows in columns as wide as they need; a cell of a terminal never holds a control character.</summary>
    internal static void Table(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0) return;
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows) Line(string.Join("  ", row.Select((cell, column) => Cell(cell, widths[column]))).TrimEnd());
    }

    internal static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A time as scripts read it: RFC 3339, or null.</summary>
    internal static string? Stamp(DateTimeOffset? time) => time is { } value ? Time(value).Replace(' ', 'T') : null;

    internal static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    internal static JsonArray Strings(IEnumerable<string> texts) => Array(texts.Select(text => (JsonNode?)JsonValue.Create(text)));

    private static string Cell(string text, int width) => Record.Html.DisplayText.Clean(text).PadRight(width);
}
