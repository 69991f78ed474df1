namespace Griot.Formats.Values;

/// <summary>
/// RFC 3339 and the plain forms of ISO 8601, from the year alone to fractions of a second, and what is made of them: the
/// same with slashes or dots, with single digits, with AM and PM, with a name for its zone.
/// </summary>
internal static class IsoDate
{
    public static DateTimeOffset? Read(DateText date) => Read(date.Text, date);

    private static DateTimeOffset? Read(ReadOnlySpan<char> text, DateText date)
    {
        var cursor = new DateCursor(text);
        if (!cursor.Number(4, 4, out var year)) return Compact(text, date);
        if (cursor.IsAtEnd) return WireDate.Of(year, 1, 1, 0, 0);
        var separator = cursor.Next;
        if (!cursor.TakeAny("-/.")) return null;
        cursor.SkipSpace();
        if (!cursor.Number(1, 2, out var month)) return null;
        if (cursor.IsAtEnd) return separator == '-' ? WireDate.Of(year, month, 1, 0, 0) : null;
        if (!cursor.Take(separator)) return null;
        cursor.SkipSpace();
        if (!cursor.Number(1, 2, out var day)) return null;
        return cursor.IsAtEnd ? WireDate.Of(year, month, day, 0, 0) : TimeOf(cursor, year, month, day, date);
    }

    private static DateTimeOffset? TimeOf(DateCursor cursor, int year, int month, int day, DateText date)
    {
        if (cursor.IsAtOffset || cursor.Next is 'Z' or 'z') return cursor.Zone(out var daysZone, out _) && cursor.IsAtEnd ? WireDate.Of(year, month, day, 0, daysZone) : null;
        var apart = cursor.Next is ' ' or ',';
        cursor.TakeAny(",");
        cursor.SkipSpace();
        var marked = cursor.TakeAny("Tt");
        if (!apart && !marked) return null;
        cursor.SkipSpace();
        long ticks;
        if (!(cursor.IsAtTime ? cursor.Time(out ticks) : cursor.PlainTime(out ticks) && marked)) return null;
        if (!cursor.Meridiem(ref ticks)) return null;
        cursor.SkipSpace();
        if (!cursor.Zone(out var minutes, out var zoned)) return null;
        cursor.SkipSpace();
        return cursor.IsAtEnd ? WireDate.Of(year, month, day, ticks, zoned ? minutes : date.CommentedZone) : null;
    }

    /// <summary>20240131, 20240131T101500Z, 20240131101500.</summary>
    private static DateTimeOffset? Compact(ReadOnlySpan<char> text, DateText date)
    {
        if (text.Length < 8 || text[..8].ContainsAnyExceptInRange('0', '9')) return null;
        var spread = $"{text[..4]}-{text[4..6]}-{text[6..8]}";
        if (text.Length == 8) return Read(spread, date);
        return text[8] is 'T' or 't' or ' ' ? Read($"{spread}T{text[9..]}", date)
            : text.Length is 12 or 14 && !text.ContainsAnyExceptInRange('0', '9') ? Read($"{spread}T{text[8..]}", date)
            : null;
    }
}
