using System.Collections.Frozen;

namespace Griot.Formats.Values;

/// <summary>
/// The order of a date of three numbers whose year comes last (docs/decisions/0016). With dots: day, month, year. With
/// slashes or hyphens: by the language, where its writers agree; else only where one order alone gives a date, or both
/// give the same. Everything else is no date.
/// </summary>
internal static class NumericOrder
{
    private static readonly FrozenSet<string> DayFirstLanguages = FrozenSet.ToFrozenSet(
        [
            "af", "am", "ar", "bm", "ca", "cs", "da", "de", "el", "es", "fi", "fr", "gl", "ha", "he", "id", "ig", "it", "ln", "ms", "nb", "nl", "no",
            "pl", "pt", "ro", "ru", "rn", "so", "sr", "sw", "ti", "tr", "uk", "ur", "vi", "wo", "yo",
        ],
        StringComparer.Ordinal);

    /// <summary>Where English has the day first; elsewhere, and where it names no region, nobody knows.</summary>
    private static readonly FrozenSet<string> DayFirstEnglish = FrozenSet.ToFrozenSet(
        ["AU", "BW", "CM", "GB", "GH", "GM", "IE", "IN", "JM", "KE", "LS", "MU", "MW", "NA", "NG", "NZ", "PK", "RW", "SL", "SS", "SZ", "TZ", "UG", "ZM", "ZW"],
        StringComparer.Ordinal);

    public static DateTimeOffset? Read(NumericDate date, char separator, string? language, long ticks, int zone)
    {
        var order = separator == '.' ? Order.DayFirst : Of(language);
        var dayFirst = date.As(dayFirst: true, ticks, zone);
        var monthFirst = date.As(dayFirst: false, ticks, zone);
        return order switch
        {
            Order.DayFirst => dayFirst ?? (date.YearDigits < 4 ? null : monthFirst),
            Order.MonthFirst => monthFirst ?? (date.YearDigits < 4 ? null : dayFirst),
            _ when date.YearDigits < 4 => null,
            _ when dayFirst is null || monthFirst is null || dayFirst == monthFirst => dayFirst ?? monthFirst,
            _ => null,
        };
    }

    private static Order Of(string? language)
    {
        if (language is null) return Order.Unknown;
        var parts = language.Split('-');
        var region = parts.Skip(1).FirstOrDefault(part => part.Length == 2);
        if (parts[0] == "en") return region == "US" ? Order.MonthFirst : region is not null && DayFirstEnglish.Contains(region) ? Order.DayFirst : Order.Unknown;
        return region is not ("US" or "CA") && DayFirstLanguages.Contains(parts[0]) ? Order.DayFirst : Order.Unknown;
    }

    private enum Order
    {
        Unknown,
        DayFirst,
        MonthFirst,
    }
}

/// <summary>Two numbers and a year of as many digits.</summary>
internal sealed record NumericDate(int First, int Second, int Year, int YearDigits)
{
    public DateTimeOffset? As(bool dayFirst, long ticks, int zone) =>
        WireDate.Of(WireDate.Year(Year, YearDigits), dayFirst ? Second : First, dayFirst ? First : Second, ticks, zone);
}
