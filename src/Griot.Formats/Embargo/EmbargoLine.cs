namespace Griot.Formats.Embargo;

/// <summary>
/// Reads one line for words of embargo. Narrow, since embargoes are news, too: « L'ONU prolonge l'embargo sur les armes ». A
/// line counts where it says until what sure moment; where it begins, apart from words such as "press release", with a phrase
/// that says "under embargo" and goes on with "until" or with words of dates; and, of a headline or the first line, where
/// such a phrase is a mark at its head: alone, in brackets, or before a colon or dash.
/// </summary>
internal readonly ref struct EmbargoLine
{
    private readonly string line;
    private readonly EmbargoToken[] tokens;
    private readonly bool mayBeMark;
    private readonly string? language;
    private readonly string? country;

    private EmbargoLine(string line, bool mayBeMark, string? language, string? country) =>
        (this.line, tokens, this.mayBeMark, this.language, this.country) = (line, EmbargoToken.Of(line), mayBeMark, language, country);

    /// <summary>All that a plain line says, in its order.</summary>
    public static List<LineReading> Read(string plain, bool mayBeMark, string? language, string? country) => new EmbargoLine(plain, mayBeMark, language, country).Read();

    /// <summary>True of a headline that says in brackets that there is no embargo, or none any more.</summary>
    public static bool Lifts(string plain)
    {
        if (plain is not ['[' or '(', ..] || plain.IndexOfAny([']', ')']) is not (> 0 and var end)) return false;
        var words = EmbargoToken.Of(plain[..end]);
        return Array.Exists(words, word => word.Folded == "embargo") && words.Length <= 4
            && Array.Exists(words, word => EmbargoPhrases.IsDenial(word) || EmbargoPhrases.Denies(word));
    }

    private List<LineReading> Read()
    {
        var said = new List<LineReading>();
        for (var at = 0; at < tokens.Length; at++)
        {
            var length = EmbargoPhrases.Read(tokens.AsSpan(at), out var kind);
            if (length == 0) continue;
            if (!(at > 0 && EmbargoPhrases.Denies(tokens[at - 1])) && Of(at, at + length, kind) is { } one) said.Add(one);
            at += length - 1;
        }

        return said;
    }

    private LineReading? Of(int at, int behind, EmbargoPhrase kind)
    {
        if (kind == EmbargoPhrase.Bare) while (behind < tokens.Length && EmbargoPhrases.IsTail(tokens[behind])) behind++;
        if (behind < tokens.Length && EmbargoPhrases.IsDenial(tokens[behind])) return null;
        var until = EmbargoPhrases.Until(tokens.AsSpan(behind));
        var isUntil = until > 0 || kind == EmbargoPhrase.Bound;
        var from = behind + until;
        var rest = line[tokens[from - 1].End..];
        var moment = EmbargoMoment.Read(rest, language, country);
        var isHead = IsHead(at, kind);
        if (moment.Sureness == Sureness.Sure && (isUntil || isHead)) return new LineReading(line, moment.At, true);
        if (kind == EmbargoPhrase.End) return null;
        return isUntil ? Bounded(moment, rest, isHead, kind) : isHead ? Marked(moment, rest, at, kind) : null;
    }

    // "until" and no sure moment. A comma behind it makes it a sentence: « Sous embargo jusqu'au 3 décembre, le Mali ... ».
    private LineReading? Bounded(EmbargoMoment moment, string rest, bool isHead, EmbargoPhrase kind)
    {
        var isSentence = moment.Sureness == Sureness.Day
            ? moment.Rest is [',', ..] or [' ', ',', ..]
            : moment.Sureness == Sureness.None && rest.Contains(", ", StringComparison.Ordinal);
        return isSentence || (!isHead && (kind == EmbargoPhrase.Bare || moment.Sureness == Sureness.None)) ? null : new LineReading(line, null, true);
    }

    private LineReading? Marked(EmbargoMoment moment, string rest, int at, EmbargoPhrase kind)
    {
        if (moment.Sureness is Sureness.Vague or Sureness.Day && (IsEnded(moment.Rest) || IsParted(moment.Rest))) return new LineReading(line, null, true);
        if (!mayBeMark) return IsEnded(rest) && IsAtStart(at) ? new LineReading(line, null, false) : null;
        if (kind == EmbargoPhrase.Bare && !IsAtStart(at) && !IsBracketed(at, rest)) return null;
        return IsEnded(rest) || IsBracketed(at, rest) || (IsParted(rest) && IsAtStart(at)) ? new LineReading(line, null, false) : null;
    }

    // Nothing but signs behind it.
    private static bool IsEnded(string rest) => EmbargoToken.Of(rest).Length == 0;

    private static bool IsParted(string rest) =>
        rest.TrimStart() is [':' or '\uFF1A' or '\u2013' or '|' or '/' or '*' or ']' or ')' or ';', ..] || rest.StartsWith(" - ", StringComparison.Ordinal) || rest.StartsWith("- ", StringComparison.Ordinal);

    private bool IsBracketed(int at, string rest) =>
        rest is [']' or ')', ..] && Before(at) is ['[' or '(', ..] && (IsAtStart(at) || IsEnded(rest));

    /// <summary>At the head of the line, or of a part of it that begins behind a bracket or a dash.</summary>
    private bool IsHead(int at, EmbargoPhrase kind)
    {
        for (var word = at; ; word--)
        {
            var before = Before(word);
            if (word == 0 || before.Contains('[', StringComparison.Ordinal) || before.Contains('(', StringComparison.Ordinal) || IsDash(before)) return true;
            if (!EmbargoPhrases.IsLead(tokens[word - 1], kind) || before.Contains(". ", StringComparison.Ordinal)) return false;
        }
    }

    private static bool IsDash(string before) =>
        before.Contains('\u2013', StringComparison.Ordinal) || before.Contains('|', StringComparison.Ordinal) || before.Contains("//", StringComparison.Ordinal) || before.Contains(" - ", StringComparison.Ordinal);

    // Words such as "press release" may stand before it.
    private bool IsAtStart(int at)
    {
        for (var word = at; word > 0; word--)
            if (!EmbargoPhrases.IsLead(tokens[word - 1], EmbargoPhrase.Mark)) return false;
        return true;
    }

    private string Before(int at) => line[(at == 0 ? 0 : tokens[at - 1].End)..tokens[at].Start];
}
