namespace Griot.Formats.Values;

/// <summary>Reads the parts of a date from the front of a text. Nothing is skipped that is not asked for.</summary>
internal ref struct DateCursor(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public readonly char Next => rest.IsEmpty ? '\0' : rest[0];

    public readonly bool IsAtLetter => char.IsLetter(Next);

    /// <summary>A number that a time begins with: <c>10:</c> and digits, or <c>10h</c> and no other letter.</summary>
    public readonly bool IsAtTime => Digits() is (1 or 2) and var digits && After(digits) switch
    {
        ':' => char.IsAsciiDigit(After(digits + 1)),
        'h' or 'H' => !char.IsLetter(After(digits + 1)),
        ' ' => After(digits + 1) is 'h' or 'H' && !char.IsLetter(After(digits + 2)),
        _ => false,
    };

    /// <summary>A time as <c>10.15</c>; only behind a date, where it can be nothing else.</summary>
    public readonly bool IsAtDottedTime => Digits() is (1 or 2) and var digits && After(digits) == '.'
        && char.IsAsciiDigit(After(digits + 1)) && char.IsAsciiDigit(After(digits + 2)) && !char.IsAsciiDigit(After(digits + 3));

    /// <summary>A sign with a digit right behind it.</summary>
    public readonly bool IsAtOffset => Next is '+' or '-' && char.IsAsciiDigit(After(1));

    public bool Take(char letter)
    {
        if (Next != letter) return false;
        rest = rest[1..];
        return true;
    }

    public bool TakeAny(ReadOnlySpan<char> letters)
    {
        if (rest.IsEmpty || !letters.Contains(rest[0])) return false;
        rest = rest[1..];
        return true;
    }

    public void SkipSpace() => rest = rest.TrimStart(' ');

    /// <summary>A number of <paramref name="least"/> to <paramref name="most"/> digits; false: other digits, or none.</summary>
    public bool Number(int least, int most, out int value, out int digits)
    {
        value = 0;
        digits = Digits();
        if (digits < least || digits > most) return false;
        for (var i = 0; i < digits; i++) value = (value * 10) + (rest[i] - '0');
        rest = rest[digits..];
        return true;
    }

    public bool Number(int least, int most, out int value) => Number(least, most, out value, out _);

    /// <summary>Letters with the marks and apostrophes inside them.</summary>
    public ReadOnlySpan<char> Word()
    {
        var length = 0;
        while (length < rest.Length && (char.IsLetter(rest[length]) || (length > 0 && (rest[length] == '\'' || DateWords.IsMark(rest[length]))))) length++;
        var word = rest[..length];
        rest = rest[length..];
        return word;
    }

    /// <summary>Hours, minutes and perhaps seconds with a fraction, as ticks; second 60 is second 59. Also <c>10h30</c>, <c>10 h 30</c>, <c>10.30</c>.</summary>
    public bool Time(out long ticks)
    {
        ticks = 0;
        if (!Number(1, 2, out var hour)) return false;
        if (After(1) is 'h' or 'H') Take(' ');
        if (TakeAny("hH")) return Spoken(hour, out ticks);
        if (!TakeAny(":.") || !Number(2, 2, out var minute)) return false;
        var second = 0;
        if (Take(':') && !Number(2, 2, out second)) return false;
        return Clock(hour, minute, second, out ticks) && Fraction(ref ticks);
    }

    /// <summary>A time without colons: <c>10</c>, <c>1015</c>, <c>101500</c>.</summary>
    public bool PlainTime(out long ticks)
    {
        ticks = 0;
        var digits = Digits();
        if (digits is not (2 or 4 or 6) || !Number(digits, digits, out var value)) return false;
        var (hour, minute, second) = digits switch { 2 => (value, 0, 0), 4 => (value / 100, value % 100, 0), _ => (value / 10000, value / 100 % 100, value % 100) };
        return Clock(hour, minute, second, out ticks) && Fraction(ref ticks);
    }

    /// <summary>Takes AM or PM in one of its forms and moves the time; false: it is there and the hour can't be of it.</summary>
    public bool Meridiem(ref long ticks)
    {
        var at = rest;
        SkipSpace();
        var word = Word();
        if (word is ['a' or 'A' or 'p' or 'P'] && Take('.'))
        {
            var first = word;
            SkipSpace();
            if (Word() is not ['m' or 'M']) first = default;
            Take('.');
            word = first is ['a' or 'A'] ? "am" : first.IsEmpty ? default : "pm";
        }

        if (DateWords.Meridiem(word) is not { } afternoon)
        {
            rest = at;
            return true;
        }

        var hour = ticks / TimeSpan.TicksPerHour;
        if (!afternoon && hour > 12) return false;
        if (afternoon && hour < 12) ticks += 12 * TimeSpan.TicksPerHour;
        else if (!afternoon && hour == 12) ticks -= 12 * TimeSpan.TicksPerHour;
        return true;
    }

    /// <summary>
    /// A zone by name, by number, or by both (<c>GMT+0200</c>, <c>+0200 CEST</c>); <paramref name="found"/> tells whether
    /// there is one. False: what stands there is no zone.
    /// </summary>
    public bool Zone(out int minutes, out bool found)
    {
        minutes = 0;
        var name = IsAtLetter ? Word() : default;
        found = !name.IsEmpty;
        if (found && !ZoneName.Read(name, out minutes)) return false;
        SkipSpace();
        if (!IsAtOffset) return true;
        if (!NumericZone(out var numeric)) return false;
        (minutes, found) = (minutes == 0 ? numeric : minutes, true);
        return TakeSameZone(numeric);
    }

    /// <summary>Minutes east of Greenwich: <c>+0200</c>, <c>+02:00</c>, <c>+02</c>.</summary>
    public bool NumericZone(out int minutes)
    {
        minutes = 0;
        if (!IsAtOffset) return false;
        var west = Next == '-';
        rest = rest[1..];
        if (!Number(1, 4, out var value, out var digits)) return false;
        var (hours, beyond) = digits > 2 ? (value / 100, value % 100) : (value, 0);
        if (digits <= 2 && Take(':') && !Number(2, 2, out beyond)) return false;
        minutes = ((hours * 60) + beyond) * (west ? -1 : 1);
        return beyond < 60;
    }

    /// <summary>The zone's name behind its number, as Go prints it (<c>+0000 UTC</c>, <c>-0300 -03</c>): the number counts.</summary>
    private bool TakeSameZone(int numeric)
    {
        var at = rest;
        SkipSpace();
        if (IsAtLetter && ZoneName.Read(Word(), out _)) return true;
        if (!at.IsEmpty && IsAtOffset && NumericZone(out var again)) return again == numeric;
        rest = at;
        return true;
    }

    private bool Spoken(int hour, out long ticks)
    {
        if (char.IsAsciiDigit(After(1)) && char.IsAsciiDigit(After(2)) && !char.IsAsciiDigit(After(3))) Take(' ');
        if (!char.IsAsciiDigit(Next)) return Clock(hour, 0, 0, out ticks);
        ticks = 0;
        return Number(2, 2, out var minute) && Clock(hour, minute, 0, out ticks);
    }

    private static bool Clock(int hour, int minute, int second, out long ticks)
    {
        ticks = (((hour * 60L) + minute) * 60L + Math.Min(second, 59)) * TimeSpan.TicksPerSecond;
        return hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || (minute == 0 && second == 0));
    }

    private bool Fraction(ref long ticks)
    {
        if (Next is not ('.' or ',') || rest.Length < 2 || !char.IsAsciiDigit(rest[1])) return true;
        rest = rest[1..];
        for (var unit = TimeSpan.TicksPerSecond / 10; char.IsAsciiDigit(Next); unit /= 10)
        {
            ticks += (rest[0] - '0') * unit;
            rest = rest[1..];
        }

        return true;
    }

    private readonly char After(int letters) => letters < rest.Length ? rest[letters] : '\0';

    private readonly int Digits()
    {
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        return digits < 0 ? rest.Length : digits;
    }
}
