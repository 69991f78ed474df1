using System.CommandLine;
using System.Globalization;

namespace Griot.CommandLine;

/// <summary>Spans of time as people write them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>24h</c>, <c>7d</c>; a bare number means seconds.</summary>
internal static class Spans
{
    internal static Option<TimeSpan?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SPAN",
        CustomParser = result =>
        {
            if (Parse(result.Tokens[0].Value) is { } span) return span;
            result.AddError($"“{result.Tokens[0].Value}” is not a span of time such as 30s, 5m or 24h");
            return null;
        },
    };

    internal static TimeSpan? Parse(string text)
    {
        var unit = text.TrimStart("0123456789.".ToCharArray());
        if (!double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        double? seconds = unit switch { "ms" => 0.001, "" or "s" => 1, "m" or "min" => 60, "h" => 3600, "d" => 86400, _ => null };
        return number * seconds is { } value && value <= TimeSpan.FromDays(3650).TotalSeconds ? TimeSpan.FromSeconds(value) : null;
    }
}
