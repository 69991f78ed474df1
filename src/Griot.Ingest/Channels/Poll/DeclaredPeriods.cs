using System.Globalization;
using Griot.Formats;
using Griot.Ledger;

namespace Griot.Ingest.Channels.Poll;

/// <summary>
/// What a provider declares of its update periods, and how far it is followed: as the shortest interval, never below
/// <see cref="Rhythm.Shortest"/> and never beyond <see cref="Rhythm.Longest"/>. Nobody can bid us away for longer.
/// </summary>
internal static class DeclaredPeriods
{
    /// <summary>Caches are told of whole sites at once, and often without thought: an hour of that is believed.</summary>
    internal static readonly TimeSpan MostOfHeaders = TimeSpan.FromHours(1);

    private const int AllHours = (1 << 24) - 1;
    private const int AllDays = (1 << 7) - 1;

    /// <summary>The declaration of a document and of the headers that came with it.</summary>
    internal static DeclaredRhythm Read(UpdatePlan? plan, IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        var fresh = Freshness(headers, now);
        var least = plan?.Least is { } said && !(fresh > said) ? said : fresh;
        return new DeclaredRhythm(least is { } time && time > Rhythm.Longest ? Rhythm.Longest : least, plan?.SkipHours ?? 0, plan?.SkipDays ?? 0);
    }

    /// <summary>How long to wait where the channel's own habits say <paramref name="interval"/>.</summary>
    internal static TimeSpan Wait(DeclaredRhythm declared, TimeSpan interval, DateTimeOffset now)
    {
        var wait = declared.Least is { } least && least > interval ? least : interval;
        return wait >= Rhythm.Longest ? Rhythm.Longest : AfterSkips(declared, wait, now);
    }

    private static TimeSpan AfterSkips(DeclaredRhythm declared, TimeSpan wait, DateTimeOffset now)
    {
        // Who skips every hour or every day has not said when to come: then the rest of the declaration holds.
        var (hours, days) = (declared.SkipHours & AllHours, declared.SkipDays & AllDays);
        if (hours == AllHours) hours = 0;
        if (days == AllDays) days = 0;
        for (var at = (now + wait).UtcDateTime; ; at = at.Date.AddHours(at.Hour + 1))
        {
            wait = at - now.UtcDateTime;
            if (wait >= Rhythm.Longest) return Rhythm.Longest;
            if ((hours & (1 << at.Hour)) == 0 && (days & (1 << (int)at.DayOfWeek)) == 0) return wait;
        }
    }

    // RFC 9111, section 4.2: max-age before Expires, less what the answer has aged on its way. We are no shared cache.
    private static TimeSpan? Freshness(IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        var directives = (headers.GetValueOrDefault("Cache-Control") ?? "").ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (directives.Any(directive => directive is "no-cache" or "no-store")) return null;
        var age = Seconds(headers.GetValueOrDefault("Age")) ?? 0;
        var fresh = directives.Where(directive => directive.StartsWith("max-age=", StringComparison.Ordinal)).Select(directive => Seconds(directive[8..].Trim('"'))).FirstOrDefault()
            ?? (Date(headers.GetValueOrDefault("Expires")) - (Date(headers.GetValueOrDefault("Date")) ?? now))?.TotalSeconds;
        return fresh - age is { } left && left > 0 ? TimeSpan.FromSeconds(Math.Min(left, MostOfHeaders.TotalSeconds)) : null;
    }

    private static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) ? seconds : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
