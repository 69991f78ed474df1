using System.Globalization;

namespace Griot.Record.Html;

/// <summary>Finds where an excerpt may end.</summary>
internal static class ExcerptCut
{
    /// <summary>The last end of a word at or before <paramref name="most"/>, else the last end of a whole character.</summary>
    public static int Of(ReadOnlySpan<char> text, int most)
    {
        var (word, whole) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            if (IsWordEnd(text, at)) word = at;
            whole = at;
            at += StringInfo.GetNextTextElementLength(text[at..]);
            if (at > most) break;
        }

        return word > 0 ? word : whole;
    }

    // No-break spaces hold words together, so they are no place to cut.
    private static bool IsWordEnd(ReadOnlySpan<char> text, int at) =>
        at > 0 && !IsBreakingSpace(text[at - 1])
        && (IsBreakingSpace(text[at]) || (IsUnspaced(text[at - 1]) && IsUnspaced(text[at])));

    private static bool IsBreakingSpace(char c) => char.IsWhiteSpace(c) && c is not ('\u00A0' or '\u2007' or '\u202F');

    // Scripts written without spaces: Thai to Myanmar, Khmer, Chinese and Japanese, and the ideographs beyond the BMP.
    private static bool IsUnspaced(char c) => c
        is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF')
        or (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF')
        or (>= '\uD840' and <= '\uD888') or (>= '\uDC00' and <= '\uDFFF');
}
