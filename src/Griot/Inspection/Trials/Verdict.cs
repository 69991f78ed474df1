using System.Globalization;
using Griot.CommandLine;

namespace Griot.Inspection.Trials;

/// <summary>The first line of a trial: for an editor who reads no further.</summary>
internal static class Verdict
{
    internal static string Of(Trial trial, int oddities)
    {
        if (trial.Refusal is { } refusal) return $"This can't be taken in: {refusal.Message} ({refusal.Code})";
        var parts = new List<string> { Oddities.Count(trial.Sealed.Count(), "item") };
        if (trial.Items.Count(item => item.Refusal is not null) is > 0 and var set) parts.Add($"{set} more for quarantine");
        if (trial.Cadence.Newest is { } newest) parts.Add($"the newest of {Facts.Time(newest)[..10]}");
        if (trial.Cadence.PerDay is { } rate) parts.Add($"about {Rate(rate)}");
        return $"This feed can be taken in: {string.Join(", ", parts)}; {(oddities == 0 ? "nothing odd" : $"{Oddities.Count(oddities, "thing")} to look at")}.";
    }

    internal static string Rate(double perDay) => perDay switch
    {
        >= 1 => $"{perDay.ToString("0.#", CultureInfo.InvariantCulture)} a day",
        >= 1 / 7.0 => $"{(perDay * 7).ToString("0.#", CultureInfo.InvariantCulture)} a week",
        _ => $"{(perDay * 30).ToString("0.#", CultureInfo.InvariantCulture)} a month",
    };

    /// <summary>As <see cref="Spans"/> reads it.</summary>
    internal static string Span(TimeSpan span) =>
        span.TotalDays >= 1 && span.Ticks % TimeSpan.TicksPerDay == 0 ? $"{(int)span.TotalDays}d"
        : span.TotalHours >= 1 && span.Ticks % TimeSpan.TicksPerHour == 0 ? $"{(int)span.TotalHours}h"
        : span.TotalMinutes >= 1 ? $"{(int)span.TotalMinutes}m"
        : $"{Math.Max(1, (int)span.TotalSeconds)}s";
}
