using System.Collections.Frozen;

namespace Griot.Formats.Values;

/// <summary>
/// Words of dates that are no month, and how words are compared: without case, accents, vowel marks, and apart from the
/// several forms of some Arabic letters. The tables are the program's own, so that reading does not depend on the
/// culture data of the machine.
/// </summary>
internal static class DateWords
{
    public const int Longest = 32;

    private const string Accented = "àáâãäåāăçèéêëēěìíîïīıñòóôõöøōùúûüūşșğšžёأإآٱىیکة";
    private const string Bare = "aaaaaaaaceeeeeeiiiiiinooooooouuuuussgszеااااييكه";

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Fillers = Folded(
        "of the at on", "le du de la a", "del las el", "do da as", "alle ore il", "am um den der uhr", "om op uur die", "ga ta watan", "tarehe saa mwezi", "pada pukul tanggal jam",
        "saat gunu", "г года год в", "يوم في الساعة على من", "feira", "h hrs hs t",
        "pazar pazartesi salı çarşamba perşembe cuma cumartesi paz pzt sal çar per cum cmt");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Ordinals = Folded("st nd rd th er re e eme o a º ª");

    private static readonly FrozenDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> Meridiems = new Dictionary<string, bool>(StringComparer.Ordinal)
    {
        ["am"] = false,
        ["pm"] = true,
        ["ص"] = false,
        ["م"] = true,
        ["صباحا"] = false,
        ["مساء"] = true,
        ["safiya"] = false,
        ["yamma"] = true,
        ["vm"] = false,
        ["nm"] = true,
    }.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words that may stand in a date and say nothing of it.</summary>
    public static bool IsFiller(ReadOnlySpan<char> folded) => Fillers.Contains(folded);

    /// <summary>What stands right behind a day's number: 1st, 1er, 1º.</summary>
    public static bool IsOrdinal(ReadOnlySpan<char> folded) => Ordinals.Contains(folded);

    /// <summary>True: after noon; false: before; null: another word.</summary>
    public static bool? Meridiem(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[Longest];
        return Meridiems.TryGetValue(Fold(word, buffer), out var afternoon) ? afternoon : null;
    }

    /// <summary>Combining accents, and the vowel marks and the stretching sign of Arabic.</summary>
    public static bool IsMark(char letter) => letter is (>= '\u0300' and <= '\u036F') or (>= '\u064B' and <= '\u0652') or '\u0640' or '\u0670';

    /// <summary>The word as it is compared; empty where it is longer than any word of a date.</summary>
    public static ReadOnlySpan<char> Fold(ReadOnlySpan<char> word, Span<char> buffer)
    {
        if (word.Length > Longest) return default;
        var length = 0;
        foreach (var letter in word)
        {
            if (IsMark(letter) || letter == '\'') continue;
            var small = letter == '\u0130' ? 'i' : char.ToLowerInvariant(letter);
            var accented = small > 127 ? Accented.IndexOf(small) : -1;
            buffer[length++] = accented < 0 ? small : Bare[accented];
        }

        return buffer[..length];
    }

    public static string Fold(string word) => Fold(word, stackalloc char[Longest]).ToString();

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Folded(params string[] words) =>
        words.SelectMany(line => line.Split(' ')).Select(Fold).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
