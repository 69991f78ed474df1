namespace Griot.Formats.Values;

/// <summary>The numbers of a date that are neither time nor zone, in their order, with what divides them.</summary>
internal struct DateNumbers
{
    private (int Value, int Digits) first;
    private (int Value, int Digits) second;
    private (int Value, int Digits) third;
    private char before;
    private char behind;

    public int Count { get; private set; }

    /// <summary>False: there are more than any date has.</summary>
    public bool Add(int value, int digits)
    {
        if (Count == 0) first = (value, digits);
        else if (Count == 1) second = (value, digits);
        else third = (value, digits);
        return ++Count <= 3;
    }

    public void Separate(char letter)
    {
        if (letter == ' ') return;
        if (Count == 1) before = before == '\0' ? letter : '?';
        else if (Count == 2) behind = behind == '\0' ? letter : '?';
    }

    /// <summary>Day and year in either order beside a month that a word names; null where it is not clear which is which.</summary>
    public readonly DateTimeOffset? DateOf(int month, long ticks, int zone)
    {
        var (day, year) = first.Digits == 4 ? (second, first) : (first, second);
        return day.Digits <= 2 && year.Digits >= 2 ? WireDate.Of(WireDate.Year(year.Value, year.Digits), month, day.Value, ticks, zone) : null;
    }

    /// <summary>Day, month and year as numbers, divided twice by the same sign.</summary>
    public readonly DateTimeOffset? Date(string? language, long ticks, int zone)
    {
        if (before != behind || before is not ('/' or '-' or '.') || second.Digits > 2) return null;
        if (first.Digits == 4) return third.Digits <= 2 ? WireDate.Of(first.Value, second.Value, third.Value, ticks, zone) : null;
        if (first.Digits > 2 || third.Digits is not (2 or 4)) return null;
        return NumericOrder.Read(new(first.Value, second.Value, third.Value, third.Digits), before, language, ticks, zone);
    }
}
