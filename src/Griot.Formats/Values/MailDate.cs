namespace Griot.Formats.Values;

/// <summary>RFC 822 and 1123 dates: <c>Thu, 01 Jan 2004 19:48:21 GMT</c> and what feeds make of it.</summary>
internal static class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] FullMonths =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    public static DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        var cursor = new DateCursor(text);
        var month = 0;
        var first = cursor.Letters();
        if (!first.IsEmpty && (month = Month(first)) == 0 && !IsWeekday(first)) return null;
        Separate(ref cursor);
        if (month == 0 && (month = Month(cursor.Letters())) == 0 && !char.IsAsciiDigit(cursor.Next)) return null;
        Separate(ref cursor);
        if (!cursor.Number(1, 2, out var day)) return null;
        Separate(ref cursor);
        if (month == 0 && (month = Month(cursor.Letters())) == 0) return null;
        Separate(ref cursor);
        return cursor.Number(2, 4, out var year, out var digits) ? TimeOf(cursor, Year(year, digits), month, day) : null;
    }

    private static DateTimeOffset? TimeOf(DateCursor cursor, int year, int month, int day)
    {
        Separate(ref cursor);
        if (cursor.IsAtEnd) return WireDate.Of(year, month, day, 0, 0);
        if (!cursor.Time(out var ticks)) return null;
        cursor.SkipSpace();
        if (!Zone(ref cursor, out var minutes)) return null;
        return WireDate.Of(year, month, day, ticks, minutes);
    }

    /// <summary>A name, a number, or both (<c>GMT+0200</c>); behind it only a comment in brackets.</summary>
    private static bool Zone(ref DateCursor cursor, out int minutes)
    {
        minutes = 0;
        var name = cursor.Letters();
        if (!name.IsEmpty && !ZoneName.Read(name, out minutes)) return false;
        if (cursor.Next is '+' or '-')
        {
            if (!cursor.NumericZone(out var numeric)) return false;
            minutes = minutes == 0 ? numeric : minutes;
        }

        cursor.SkipSpace();
        return cursor.IsAtEnd || cursor.Next == '(';
    }

    /// <summary>Two digits: 1950 to 2049; three: years since 1900 (RFC 5322, 4.3).</summary>
    private static int Year(int year, int digits) => digits switch
    {
        2 => year < 50 ? year + 2000 : year + 1900,
        3 => year + 1900,
        _ => year,
    };

    private static void Separate(ref DateCursor cursor)
    {
        do cursor.SkipSpace();
        while (cursor.Take(',') || cursor.Take('.') || cursor.Take('-'));
    }

    private static int Month(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < Months.Length; i++)
            if (name.Equals(Months[i], StringComparison.OrdinalIgnoreCase) || name.Equals(FullMonths[i], StringComparison.OrdinalIgnoreCase)) return i + 1;
        return name.Equals("sept", StringComparison.OrdinalIgnoreCase) ? 9 : 0;
    }

    private static bool IsWeekday(ReadOnlySpan<char> name)
    {
        if (name.Length < 2) return false;
        foreach (var day in (ReadOnlySpan<string>)["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
            if (day.AsSpan().StartsWith(name, StringComparison.OrdinalIgnoreCase)) return true;
        return name.Equals("thurs", StringComparison.OrdinalIgnoreCase);
    }
}
