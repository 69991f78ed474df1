namespace Griot.Formats.Values;

/// <summary>
/// Dates of feeds: RFC 822/1123 with what is usual in the wild (two-digit years, zone names, <c>+02:00</c>, missing
/// weekday, seconds or zone) and RFC 3339/ISO 8601. A time without a zone is UTC; a leap second is the second before.
/// </summary>
internal static class WireDate
{
    /// <summary>Null where the text is no date, or none that the calendar has or .NET can hold.</summary>
    public static DateTimeOffset? Read(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty || rest.Length > 100) return null;
        return rest.Length >= 4 && !rest[..4].ContainsAnyExceptInRange('0', '9') ? IsoDate.Read(rest) : MailDate.Read(rest);
    }

    /// <summary>RFC 3339 with the offset as given.</summary>
    public static string Write(DateTimeOffset date) => date.Offset == TimeSpan.Zero
        ? date.ToString(date.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)
        : date.ToString(date.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss.fffzzz", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A date of these parts, or null. Offsets reach 14 hours.</summary>
    public static DateTimeOffset? Of(int year, int month, int day, long ticks, int offsetMinutes)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        if (ticks < 0 || ticks >= TimeSpan.TicksPerDay + TimeSpan.TicksPerSecond || Math.Abs(offsetMinutes) > 14 * 60) return null;
        var local = new DateTime(year, month, day).Ticks + ticks;
        var universal = local - (offsetMinutes * TimeSpan.TicksPerMinute);
        if (local > DateTime.MaxValue.Ticks || universal < 0 || universal > DateTime.MaxValue.Ticks) return null;
        return new DateTimeOffset(local, TimeSpan.FromMinutes(offsetMinutes));
    }
}
