namespace Griot.Formats.Values;

/// <summary>
/// Time counted since 1970, as programs print it: ten digits are seconds, thirteen milliseconds (2001 to 2286), and
/// <c>/Date(1770112800000+0200)/</c> is .NET's and Microsoft's JSON. Fewer digits are too likely to be something else.
/// </summary>
internal static class EpochDate
{
    public static DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        if (text.Length is not (10 or 13) || text[0] == '0' || text.ContainsAnyExceptInRange('0', '9')) return null;
        return Of(text, text.Length == 10 ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond, 0);
    }

    public static DateTimeOffset? ReadWrapped(ReadOnlySpan<char> text)
    {
        text = text.Trim("\\/");
        if (!text.StartsWith("Date(", StringComparison.Ordinal) || text[^1] != ')') return null;
        var inside = text[5..^1];
        var zone = inside.LastIndexOfAny('+', '-');
        if (zone <= 0) return Of(inside, TimeSpan.TicksPerMillisecond, 0);
        var cursor = new DateCursor(inside[zone..]);
        return cursor.NumericZone(out var minutes) && cursor.IsAtEnd ? Of(inside[..zone], TimeSpan.TicksPerMillisecond, minutes) : null;
    }

    private static DateTimeOffset? Of(ReadOnlySpan<char> digits, long unit, int minutes)
    {
        var before = digits is ['-', ..];
        if (before) digits = digits[1..];
        if (digits.Length is 0 or > 15 || digits.ContainsAnyExceptInRange('0', '9')) return null;
        var count = 0L;
        foreach (var digit in digits) count = (count * 10) + (digit - '0');
        var ticks = DateTime.UnixEpoch.Ticks + (Int128)(before ? -count : count) * unit + (minutes * TimeSpan.TicksPerMinute);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return null;
        var local = new DateTime((long)ticks);
        return WireDate.Of(local.Year, local.Month, local.Day, local.TimeOfDay.Ticks, minutes);
    }
}
