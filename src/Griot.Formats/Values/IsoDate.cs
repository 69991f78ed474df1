namespace Griot.Formats.Values;

/// <summary>RFC 3339 and the plain forms of ISO 8601, from the year alone to fractions of a second.</summary>
internal static class IsoDate
{
    public static DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        var cursor = new DateCursor(text);
        int month = 1, day = 1;
        if (!cursor.Number(4, 4, out var year)) return Compact(text);
        if (cursor.Take('-') && !cursor.Number(2, 2, out month)) return null;
        if (cursor.Take('-') && !cursor.Number(2, 2, out day)) return null;
        if (cursor.IsAtEnd) return WireDate.Of(year, month, day, 0, 0);
        return TimeOf(cursor, year, month, day);
    }

    private static DateTimeOffset? TimeOf(DateCursor cursor, int year, int month, int day)
    {
        var spaced = cursor.Next is ' ';
        cursor.SkipSpace();
        if (!(cursor.Take('T') || cursor.Take('t') || spaced)) return null;
        cursor.SkipSpace();
        if (!cursor.Time(out var ticks)) return null;
        cursor.SkipSpace();
        if (!Zone(ref cursor, out var minutes)) return null;
        cursor.SkipSpace();
        return cursor.IsAtEnd ? WireDate.Of(year, month, day, ticks, minutes) : null;
    }

    private static bool Zone(ref DateCursor cursor, out int minutes)
    {
        minutes = 0;
        return cursor.IsAtEnd || cursor.NumericZone(out minutes) || ZoneName.Read(cursor.Letters(), out minutes);
    }

    /// <summary>20240131 and 20240131T101500Z.</summary>
    private static DateTimeOffset? Compact(ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || text[..8].ContainsAnyExceptInRange('0', '9')) return null;
        var spread = $"{text[..4]}-{text[4..6]}-{text[6..8]}";
        if (text.Length == 8) return Read(spread);
        if (text.Length < 15 || text[8] != 'T') return null;
        return text[9..15].ContainsAnyExceptInRange('0', '9')
            ? Read($"{spread}{text[8..]}")
            : Read($"{spread}T{text[9..11]}:{text[11..13]}:{text[13..15]}{text[15..]}");
    }
}
