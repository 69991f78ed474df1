using System.Globalization;
using Griot.Formats.Xml;

namespace Griot.Formats.Values;

/// <summary>
/// What a feed says of its own update periods, while it is being read: <c>ttl</c>, <c>skipHours</c> and <c>skipDays</c> of
/// RSS, and the syndication module, which may stand in any XML feed. The first of a kind counts; what makes no sense is
/// passed over, since nothing of it is shown to anybody.
/// </summary>
internal sealed class UpdateDraft
{
    /// <summary>The syndication module of RSS 1.0.</summary>
    public const string Module = XmlNames.Syndication;

    private const double MostMinutes = 60 * 24 * 366;
    private string? ttl;
    private string? period;
    private string? frequency;
    private int hours;
    private int days;

    /// <summary>Takes <c>ttl</c>, <c>skipHours</c> or <c>skipDays</c>.</summary>
    public void TakeRss(ElementReader reader)
    {
        switch (reader.LocalName.ToLowerInvariant())
        {
            case "ttl":
                ttl ??= reader.Text();
                break;
            case "skiphours":
                for (var depth = reader.Depth; reader.NextChild(depth);)
                    if (reader.LocalName == "hour") hours |= Hour(reader.Text());
                break;
            case "skipdays":
                for (var depth = reader.Depth; reader.NextChild(depth);)
                    if (reader.LocalName == "day") days |= Day(reader.Text());
                break;
        }
    }

    /// <summary>Takes an element of <see cref="Module"/>.</summary>
    public void TakeModule(ElementReader reader)
    {
        switch (reader.LocalName)
        {
            case "updatePeriod":
                period ??= reader.Text();
                break;
            case "updateFrequency":
                frequency ??= reader.Text();
                break;
        }
    }

    /// <summary>Null where nothing was said.</summary>
    public UpdatePlan? Finish()
    {
        var least = Longer(Minutes(Number(ttl)), OfModule());
        return least is null && hours == 0 && days == 0 ? null : new(least, hours, days);
    }

    // A frequency alone counts by the day, a period alone happens once: so the module says.
    private TimeSpan? OfModule()
    {
        if (period is null && frequency is null) return null;
        double? minutes = (period?.Trim().ToLowerInvariant() ?? "daily") switch
        {
            "hourly" => 60,
            "daily" => 60 * 24,
            "weekly" => 60 * 24 * 7,
            "monthly" => 60 * 24 * 30,
            "yearly" => 60 * 24 * 365,
            _ => null,
        };
        return Minutes(minutes / (frequency is null ? 1 : Number(frequency)));
    }

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => other is null || one > other ? one : other;

    private static TimeSpan? Minutes(double? minutes) =>
        minutes is { } number && number > 0 && double.IsFinite(number) ? TimeSpan.FromMinutes(Math.Min(number, MostMinutes)) is { Ticks: > 0 } span ? span : null : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    // Userland's first list of hours ended with 24, which is midnight.
    private static int Hour(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var hour) && hour is >= 0 and <= 24 ? 1 << (hour % 24) : 0;

    private static int Day(string text) =>
        Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.DayNames, name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is >= 0 and var day ? 1 << day : 0;
}
