using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Griot.Formats.Values;

namespace Griot.Formats.Embargo;

/// <summary>Brings the words of a moment to the form that <see cref="WireDate"/> reads. Any word that is not known makes it vague or none.</summary>
internal sealed class EmbargoWords
{
    private static readonly FrozenSet<string> HourSigns = Set("h heures heure horas hora hrs hours hour hs uhr");
    private static readonly FrozenSet<string> ZoneWords = Set("heure heures hora time temps tempo بتوقيت توقيت بالتوقيت التوقيت coordinated");
    private static readonly FrozenSet<string> Universal = Set("universel universal universelle غرينتش جرينتش غرينيتش greenwich العالمي");
    private static readonly FrozenSet<string> Local = Set("local locale locales locais المحلي");
    private static readonly FrozenSet<string> Noon = Set("midi noon");
    private static readonly FrozenSet<string> Fillers = Set("dia pelas date and from partir feira تاريخ يوم وحتى");
    private static readonly FrozenSet<string> Vaguely = Set(
        "demain aujourdhui soir matin minuit prochain prochaine tomorrow tonight today midnight morning evening next week amanha hoje noite meianoite manha proxima proximo "
        + "kesho leo asubuhi jioni usiku mchana غدا اليوم الليلة المقبل القادم منتصف مساء صباحا ce cette this");

    private readonly string text;
    private readonly EmbargoToken[] tokens;
    private readonly StringBuilder written = new();
    private int at;
    private int unknown;
    private int known;
    private bool isZoned;
    private bool isLocal;
    private int times;
    private int hour = -1;
    private int endOfTime = -1;
    private bool isOffset;
    private bool isSwahili;
    private DayOfWeek? weekday;

    private EmbargoWords(string text) => (this.text, tokens) = (text, EmbargoToken.Of(text));

    /// <summary>True of what goes on about a moment: a number, a month or a day of the week at the front, or a word of zones not far behind.</summary>
    public static bool GoesOn(string rest)
    {
        var near = EmbargoToken.Of(rest.Length > 80 ? rest[..80] : rest).Take(5).ToList();
        return near is [var first, ..] && (first.IsNumber || WeekdayNames.Read(first.Folded) is not null || MonthNames.Read(first.Folded) > 0
            || near.Exists(word => ZoneWords.Contains(word.Folded) || Local.Contains(word.Folded) || Universal.Contains(word.Folded) || word.Folded == "saa"
                || (word.Folded.Length > 2 && ZoneName.Read(word.Folded, out _) && rest.AsSpan(word.Start, word.End - word.Start).IndexOfAnyInRange('a', 'z') < 0)));
    }

    /// <summary>The moment that the whole text is.</summary>
    public static (Sureness Sureness, DateTimeOffset At) Read(string text, string? language, string? country) => new EmbargoWords(text).Read(language, country);

    private (Sureness, DateTimeOffset) Read(string? language, string? country)
    {
        while (at < tokens.Length) Take();
        if (unknown > 0 || known == 0) return (Sureness.None, default);
        if (WireDate.Read(written.ToString(), language) is not { } date || (weekday is { } day && date.DayOfWeek != day) || times > 1) return (Sureness.Vague, default);
        if (times == 0) return (Sureness.Day, default);
        // The clock of East Africa begins at six: twelve by it is noon to some, and evening to others.
        if (isSwahili && hour <= 12) return (Sureness.Vague, default);
        if (isZoned) return (Sureness.Sure, date.ToUniversalTime());
        if (CountryTime.MinutesEast(country) is not { } minutes || (isLocal && country is null)) return (Sureness.Vague, default);
        return (Sureness.Sure, date.AddMinutes(-minutes).ToUniversalTime());
    }

    private void Take()
    {
        var token = tokens[at];
        Between(at == 0 ? 0 : tokens[at - 1].End, token.Start);
        if (token.IsNumber) TakeNumber(token);
        else TakeWord(token.Folded);
        at++;
    }

    // What parts the numbers of a date or a zone stays, all else is a blank.
    private void Between(int from, int to)
    {
        var gap = text.AsSpan(from, to - from);
        foreach (var letter in gap)
            written.Append(letter is '/' or '-' or '.' or ':' or '+' or ',' ? letter : letter is '\u2013' ? '-' : ' ');
        isOffset = gap.Contains('+') || (at > 0 && at - 1 == endOfTime && gap is "-" or " -");
        isZoned |= isOffset;
    }

    private void TakeNumber(EmbargoToken token)
    {
        known++;
        if (isOffset)
        {
            written.Append(token.Folded);
            if (Gap(at) is ":" && IsNumber(at + 1, 2)) written.Append(':').Append(tokens[++at].Folded);
            return;
        }

        if (ShortTime(token) is { } spoken) TakeTime(Value(token), spoken.Minutes, spoken.Tokens);
        else if (IsFourDigitTime(token)) TakeTime(Value(token) / 100, token.Folded[2..], IsWord(at + 1, HourSigns) ? 1 : 0);
        else written.Append(token.Folded);
    }

    // 18:00, 18h, 18 h 30, 18.00 (but not 18.12.2026), 6 pm; with how many tokens are read besides.
    private (string Minutes, int Tokens)? ShortTime(EmbargoToken token)
    {
        if (token.Folded.Length > 2) return null;
        var isDotted = Gap(at) is "." && Gap(at + 1) is not "." && (at == 0 || Gap(at - 1) is not ".");
        if ((Gap(at) is ":" || isDotted) && IsNumber(at + 1, 2)) return (tokens[at + 1].Folded, 1);
        if (IsBlank(at) && IsWord(at + 1, HourSigns)) return IsBlank(at + 1) && IsNumber(at + 2, 2) && IsMinutes(at + 2) ? (tokens[at + 2].Folded, 2) : ("00", 1);
        return IsBlank(at) && IsMeridiem(at + 1) ? ("00", 0) : null;
    }

    // 1800 hrs; 1800 GMT where another number is the year.
    private bool IsFourDigitTime(EmbargoToken token) =>
        token.Folded.Length == 4 && Value(token) % 100 < 60 && IsBlank(at) && (IsWord(at + 1, HourSigns) || (IsWord(at + 1, Zones) && HasOtherYear()));

    private static int Value(EmbargoToken token) => int.Parse(token.Folded, CultureInfo.InvariantCulture);

    private void TakeTime(int hours, string minutes, int tokensMore)
    {
        times++;
        hour = hours;
        written.Append(CultureInfo.InvariantCulture, $"{hours:00}:{minutes}");
        at += tokensMore;
        endOfTime = at;
    }

    private void TakeWord(string word)
    {
        if (WeekdayNames.Read(word) is { } day && MonthNames.Read(word) == 0) weekday = Known(day);
        else if (Noon.Contains(word)) TakeNoon();
        else if (word == "saa") isSwahili = Known(true);
        else if (Local.Contains(word)) isLocal = Known(true);
        else if (Universal.Contains(word)) (isZoned, _) = (Known(true), written.Append("UTC"));
        else if (Fillers.Contains(word) || ZoneWords.Contains(word)) return;
        else if (Vaguely.Contains(word) && times == 0 && !IsMeridiemHere(word)) (known, _) = (known + 1, written.Append(word));
        else TakeOther(word);
    }

    private void TakeOther(string word)
    {
        var isZone = word.Length > 1 ? ZoneName.Read(word, out _) && MonthNames.Read(word) == 0 : word == "z";
        isZoned |= isZone;
        if (!isZone && !IsOfDates(word) && !Vaguely.Contains(word)) unknown++;
        if (MonthNames.Read(word) > 0) known++;
        written.Append(word is "t" or "z" ? word.ToUpperInvariant() : word);
    }

    private void TakeNoon()
    {
        known++;
        TakeTime(12, "00", 0);
    }

    private T Known<T>(T value)
    {
        known++;
        return value;
    }

    private static bool IsOfDates(string word) =>
        MonthNames.Read(word) > 0 || MonthNames.IsFirstOfTwo(word) || word is "الثاني" or "الاول" or "t" or "p" or "m" or "a" || DateWords.IsFiller(word) || DateWords.IsOrdinal(word) || DateWords.Meridiem(word) is not null;

    private bool IsMeridiemHere(string word) => DateWords.Meridiem(word) is not null && written.ToString().TrimEnd() is [.., >= '0' and <= '9'];

    // "a" and "p" of "6 p.m." are two words of one letter.
    private bool IsMeridiem(int index) => index < tokens.Length
        && (DateWords.Meridiem(tokens[index].Folded) is not null || (tokens[index].Folded is "a" or "p" && index + 1 < tokens.Length && tokens[index + 1].Folded == "m"));

    private bool IsNumber(int index, int digits) => index < tokens.Length && tokens[index].IsNumber && tokens[index].Folded.Length == digits;

    private bool IsMinutes(int index) => tokens[index].Folded[0] < '6' && (index + 1 >= tokens.Length || MonthNames.Read(tokens[index + 1].Folded) == 0);

    private bool IsWord(int index, FrozenSet<string> words) => index < tokens.Length && words.Contains(tokens[index].Folded);

    private bool HasOtherYear() => tokens.Where((token, index) => index != at && token.IsNumber && token.Folded.Length == 4).Any();

    private ReadOnlySpan<char> Gap(int index) => index + 1 < tokens.Length ? text.AsSpan(tokens[index].End, tokens[index + 1].Start - tokens[index].End) : "";

    private bool IsBlank(int index) => index + 1 < tokens.Length && Gap(index).IsWhiteSpace();

    private static FrozenSet<string> Zones { get; } = Set("gmt utc tu ut");

    private static FrozenSet<string> Set(string words) => words.Split(' ').Select(DateWords.Fold).ToFrozenSet(StringComparer.Ordinal);
}
