namespace Griot.Formats.Values;

/// <summary>
/// Dates of feeds: RFC 822 and what feeds make of it, RFC 3339 and ISO 8601, dates in words of the languages of
/// <see cref="MonthNames"/>, numeric ones by <see cref="NumericOrder"/>, and counted seconds (<see cref="EpochDate"/>). A
/// time without a zone is UTC; a leap second is the second before. The answer depends on text and language alone: no
/// clock, no culture of the machine. What is no date for sure is none (docs/decisions/0016): a wrong date is worse than
/// a missing one.
/// </summary>
internal static class WireDate
{
    private const int Longest = 100;

    /// <summary>Years before hold no Gregorian date: they are "no date" (0001) or of another calendar (1447, 1404).</summary>
    private const int FirstYear = 1583;

    /// <summary>Null where the text is no date, or none that the calendar has or .NET can hold.</summary>
    /// <param name="language">The normalised tag of the language around it: it decides the order of <c>03/02/2026</c>.</param>
    public static DateTimeOffset? Read(string text, string? language = null)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty || trimmed.Length > Longest) return null;
        if (trimmed.Contains('&')) trimmed = CharacterReference.Decode(trimmed.ToString());
        if (EpochDate.ReadWrapped(trimmed) is { } wrapped) return wrapped;
        var date = new DateText(trimmed, stackalloc char[Longest]);
        var rest = date.Text;
        if (rest.IsEmpty) return null;
        if (rest.Length >= 4 && !rest[..4].ContainsAnyExceptInRange('0', '9') && (EpochDate.Read(rest) ?? IsoDate.Read(date)) is { } read) return read;
        return WrittenDate.Read(date, language);
    }

    /// <summary>RFC 3339 with the offset as given.</summary>
    public static string Write(DateTimeOffset date) => date.Offset == TimeSpan.Zero
        ? date.ToString(date.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)
        : date.ToString(date.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss.fffzzz", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A date of these parts, or null. Offsets reach 14 hours.</summary>
    public static DateTimeOffset? Of(int year, int month, int day, long ticks, int offsetMinutes)
    {
        if (year is < FirstYear or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        if (ticks < 0 || ticks >= TimeSpan.TicksPerDay + TimeSpan.TicksPerSecond || Math.Abs(offsetMinutes) > 14 * 60) return null;
        var local = new DateTime(year, month, day).Ticks + ticks;
        var universal = local - (offsetMinutes * TimeSpan.TicksPerMinute);
        if (local > DateTime.MaxValue.Ticks || universal < 0 || universal > DateTime.MaxValue.Ticks) return null;
        return new DateTimeOffset(local, TimeSpan.FromMinutes(offsetMinutes));
    }

    /// <summary>Two digits: 1950 to 2049; three: years since 1900 (RFC 5322, 4.3).</summary>
    public static int Year(int year, int digits) => digits switch
    {
        <= 2 => year < 50 ? year + 2000 : year + 1900,
        3 => year + 1900,
        _ => year,
    };
}
