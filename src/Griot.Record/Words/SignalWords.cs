using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Griot.Record;

/// <summary>
/// The words by which people say, at the head of a subject line, that a piece corrects one that went before or takes it
/// back: in the languages of the house's editions and of its providers. Doors that have no field for it (mail, above all)
/// read them; docs/states.md says so to providers.
/// </summary>
/// <remarks>
/// A word counts at the very beginning alone, and only as a mark: before a colon (<c>Rectificatif : ...</c>) or in brackets
/// (<c>[RETRAIT] ...</c>). Capitals, accents and Arabic vowel signs don't matter. A headline may begin like a mark
/// (« Retrait : les troupes quittent Kidal »): a door acts on one only where the piece also names something that the same
/// provider delivered, and otherwise lays it aside for a person.
/// </remarks>
public static class SignalWords
{
    /// <summary>Letters of a mark beyond which it is none of ours.</summary>
    private const int Longest = 40;

    /// <summary>By language: the words of a correction and those of a withdrawal; <c>_</c> stands for a blank in a word.</summary>
    private static readonly (string Language, string Correction, string Withdrawal)[] Table =
    [
        ("fr", "rectificatif rectification correction corrigé erratum errata", "retrait retiré retirée annulation annulé annulée annule_et_retire dépublication dépublié à_ne_pas_publier"),
        ("en", "correction corrected corrects erratum errata corrigendum", "withdrawal withdrawn retraction retracted kill mandatory_kill cancelled canceled cancellation"),
        ("ar", "تصحيح تصويب استدراك", "سحب إلغاء ملغى حذف سحب_الخبر إلغاء_الخبر"),
        ("pt", "correção correcção corrigido errata retificação rectificação", "retirada retirado anulação anulado cancelamento cancelado despublicação"),
        ("sw", "marekebisho masahihisho sahihisho imesahihishwa", "kuondolewa imeondolewa kufutwa imefutwa kubatilishwa imebatilishwa"),
    ];

    /// <summary>Every word with its language and what it says, as a table for people.</summary>
    public static IReadOnlyList<SignalWord> All { get; } =
    [
        .. Table.SelectMany(row => Of(row.Language, row.Correction, Signal.Correction).Concat(Of(row.Language, row.Withdrawal, Signal.Withdrawal))),
    ];

    private static readonly FrozenDictionary<string, Signal> BySpelling = All
        .GroupBy(word => Folded(word.Word)!, StringComparer.Ordinal)
        .ToFrozenDictionary(words => words.Key, words => words.First().Signal, StringComparer.Ordinal);

    /// <summary>
    /// What a subject says by the mark at its head, and the subject without it; null where it bears none. Prefixes of
    /// mail programs (<c>Re:</c>, <c>Fwd:</c>) are the caller's to take off.
    /// </summary>
    public static MarkedSubject? Read(string? subject)
    {
        var text = subject?.Trim() ?? "";
        if (Mark(text) is not { } mark || Folded(text[mark.Start..mark.End]) is not { } folded || !BySpelling.TryGetValue(folded, out var signal)) return null;
        return new MarkedSubject(signal, text[mark.Next..].TrimStart());
    }

    private static (int Start, int End, int Next)? Mark(string text)
    {
        var isBracketed = text.Length > 0 && text[0] is '[' or '(';
        var end = isBracketed ? text.IndexOf(text[0] == '[' ? ']' : ')') : text.AsSpan().IndexOfAny(':', '\uFF1A');
        if (end < 1 || end > Longest) return null;
        var next = end + 1;
        // [Rectificatif] : ... has both.
        var rest = text.AsSpan(next).TrimStart();
        if (isBracketed && rest.Length > 0 && rest[0] is ':' or '\uFF1A') next = text.Length - rest.Length + 1;
        return (isBracketed ? 1 : 0, end, next);
    }

    private static IEnumerable<SignalWord> Of(string language, string words, Signal signal) =>
        words.Split(' ').Select(word => new SignalWord(language, word.Replace('_', ' '), signal));

    // Null for what can't be a word of the table: lone surrogates and U+FFFE can't be normalised, and none of them has any.
    private static string? Folded(string mark)
    {
        if (mark.Any(letter => char.IsSurrogate(letter) || letter >= '\uFFFE')) return null;
        var folded = new StringBuilder(mark.Length);
        foreach (var letter in string.Join(' ', mark.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) && letter != Tatweel) folded.Append(char.ToLowerInvariant(letter));
        return folded.ToString();
    }

    // Draws an Arabic word out and is no letter.
    private const char Tatweel = '\u0640';
}

/// <summary>A word of <see cref="SignalWords"/>: its language (BCP 47), how it is written, and what it says.</summary>
public sealed record SignalWord(string Language, string Word, Signal Signal);

/// <summary>What the mark at the head of a subject says, and the subject without it.</summary>
public sealed record MarkedSubject(Signal Signal, string Rest);
