namespace Griot.Formats.Values;

/// <summary>
/// Dates that begin with no year: RFC 822 and its kin, dates in words, dates of three numbers. Day, month, year, time and
/// zone may stand in any order in which each can be told from the others; before the day one unknown word may stand,
/// which is taken for a weekday. Any other word that is not known makes the text no date.
/// </summary>
internal ref struct WrittenDate
{
    private readonly DateText date;
    private readonly string? language;
    private DateCursor cursor;
    private DateNumbers numbers;
    private Last last;
    private int month;
    private bool monthMayBeWeekday;
    private bool weekday;
    private bool timed;
    private bool zoned;
    private long ticks;
    private int zone;

    private WrittenDate(DateText date, string? language)
    {
        this.date = date;
        this.language = language;
        cursor = new(date.Text);
    }

    public static DateTimeOffset? Read(DateText date, string? language) => new WrittenDate(date, language).Read();

    private DateTimeOffset? Read()
    {
        while (!cursor.IsAtEnd)
            if (!Take()) return null;
        var minutes = zoned ? zone : date.CommentedZone;
        if (numbers.Count == 3) return month == 0 || monthMayBeWeekday ? numbers.Date(language, ticks, minutes) : null;
        return month > 0 && numbers.Count == 2 ? numbers.DateOf(month, ticks, minutes) : null;
    }

    private bool Take()
    {
        if (last == Last.Time && cursor.IsAtOffset) return TakeZone();
        if (cursor.IsAtTime || (IsDated && cursor.IsAtDottedTime)) return TakeTime();
        if (char.IsAsciiDigit(cursor.Next)) return TakeNumber();
        if (cursor.IsAtLetter) return TakeWord();
        numbers.Separate(cursor.Next);
        return cursor.TakeAny(" ,.-/|;'");
    }

    private readonly bool IsDated => numbers.Count == 3 || (month > 0 && numbers.Count == 2);

    private bool TakeTime()
    {
        if (timed || !cursor.Time(out ticks) || !cursor.Meridiem(ref ticks)) return false;
        (timed, last) = (true, Last.Time);
        cursor.SkipSpace();
        return true;
    }

    private bool TakeZone()
    {
        last = Last.Zone;
        if (zoned || !cursor.Zone(out zone, out zoned)) return false;
        return zoned;
    }

    private bool TakeNumber()
    {
        last = Last.Number;
        if (!cursor.Number(1, 4, out var value, out var digits) || !numbers.Add(value, digits)) return false;
        if (!cursor.IsAtLetter) return true;
        var at = cursor;
        Span<char> buffer = stackalloc char[DateWords.Longest];
        if (!DateWords.IsOrdinal(DateWords.Fold(cursor.Word(), buffer))) cursor = at;
        return true;
    }

    private bool TakeWord()
    {
        var at = cursor;
        Span<char> buffer = stackalloc char[(2 * DateWords.Longest) + 1];
        ReadOnlySpan<char> word = buffer[..Fold(buffer)];
        if (word.IsEmpty) return false;
        if (last == Last.Time && ZoneName.Read(word, out _))
        {
            cursor = at;
            return TakeZone();
        }

        if (MonthNames.Read(word) is > 0 and var found && !(word is "sat" && numbers.Count == 0)) return TakeMonth(found, word is "mar");
        if (DateWords.IsFiller(word)) return true;
        if (weekday || numbers.Count > 0 || timed) return false;
        weekday = true;
        return true;
    }

    /// <summary>Takes the next word folded into the buffer, or the next two where they are one name; tells the length.</summary>
    private int Fold(scoped Span<char> buffer)
    {
        var length = DateWords.Fold(cursor.Word(), buffer).Length;
        if (!MonthNames.IsFirstOfTwo(buffer[..length])) return length;
        cursor.SkipSpace();
        buffer[length++] = ' ';
        return length + DateWords.Fold(cursor.Word(), buffer[length..]).Length;
    }

    /// <summary>
    /// A second name of the same month is welcome: Arabic newspapers print both. "mar" before the day may be Tuesday in
    /// French, Spanish and Italian; "sat" there is Saturday, behind it the ninth month in Hausa.
    /// </summary>
    private bool TakeMonth(int found, bool mayBeWeekday)
    {
        last = Last.Word;
        if (month > 0 && month != found && !monthMayBeWeekday) return false;
        monthMayBeWeekday = mayBeWeekday && month == 0 && numbers.Count == 0;
        month = found;
        return true;
    }

    private enum Last
    {
        Nothing,
        Number,
        Word,
        Time,
        Zone,
    }
}
