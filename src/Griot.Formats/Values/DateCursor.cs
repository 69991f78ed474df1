namespace Griot.Formats.Values;

/// <summary>Reads the parts of a date from the front of a text. Nothing is skipped that is not asked for.</summary>
internal ref struct DateCursor(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public readonly char Next => rest.IsEmpty ? '\0' : rest[0];

    public bool Take(char letter)
    {
        if (Next != letter) return false;
        rest = rest[1..];
        return true;
    }

    public void SkipSpace() => rest = rest.TrimStart(" \t\r\n\u00A0");

    /// <summary>A number of <paramref name="least"/> to <paramref name="most"/> digits; false: other digits, or none.</summary>
    public bool Number(int least, int most, out int value, out int digits)
    {
        value = digits = 0;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]) && digits <= most) value = (value * 10) + (rest[digits++] - '0');
        if (digits < least || digits > most) return false;
        rest = rest[digits..];
        return true;
    }

    public bool Number(int least, int most, out int value) => Number(least, most, out value, out _);

    public ReadOnlySpan<char> Letters()
    {
        var length = 0;
        while (length < rest.Length && char.IsAsciiLetter(rest[length])) length++;
        var letters = rest[..length];
        rest = rest[length..];
        return letters;
    }

    /// <summary>Hours, minutes and perhaps seconds with a fraction, as ticks; second 60 is second 59.</summary>
    public bool Time(out long ticks)
    {
        ticks = 0;
        if (!Number(1, 2, out var hour) || !Take(':') || !Number(2, 2, out var minute)) return false;
        var second = 0;
        if (Take(':') && !Number(2, 2, out second)) return false;
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0))) return false;
        ticks = (((hour * 60L) + minute) * 60L + Math.Min(second, 59)) * TimeSpan.TicksPerSecond;
        return Fraction(ref ticks);
    }

    /// <summary>Minutes east of Greenwich: <c>Z</c>, <c>+0200</c>, <c>+02:00</c>, <c>+02</c>; a missing one is 0.</summary>
    public bool NumericZone(out int minutes)
    {
        minutes = 0;
        if (Next is not ('+' or '-' or '\u2212')) return false;
        var west = Next != '+';
        rest = rest[1..];
        if (!Number(1, 4, out var value, out var digits)) return false;
        var (hours, beyond) = digits > 2 ? (value / 100, value % 100) : (value, 0);
        if (digits <= 2 && Take(':') && !Number(2, 2, out beyond)) return false;
        minutes = ((hours * 60) + beyond) * (west ? -1 : 1);
        return beyond < 60;
    }

    private bool Fraction(ref long ticks)
    {
        if (Next is not ('.' or ',')) return true;
        rest = rest[1..];
        if (!char.IsAsciiDigit(Next)) return false;
        for (var unit = TimeSpan.TicksPerSecond / 10; char.IsAsciiDigit(Next); unit /= 10)
        {
            ticks += (rest[0] - '0') * unit;
            rest = rest[1..];
        }

        return true;
    }
}
