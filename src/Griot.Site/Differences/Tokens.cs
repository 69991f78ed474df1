using System.Globalization;
using System.Text;

namespace Griot.Site;

/// <summary>
/// A text in the pieces that are compared and counted: words, each with the white space or the sign of a space behind it, so that all together are the text
/// again; in scripts that put no space between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer) the characters that readers see.
/// </summary>
internal static class Tokens
{
    private const char EthiopicWordSpace = '\u1361';

    internal static string[] Of(string text)
    {
        var tokens = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = IsUnspaced(text, start) ? start + StringInfo.GetNextTextElementLength(text, start) : EndOfWord(text, start);
            while (end < text.Length && IsGap(text[end])) end++;
            tokens.Add(text[start..end]);
            start = end;
        }

        return [.. tokens];
    }

    /// <summary>The ranges of tokens that a line end closes.</summary>
    internal static List<Range> Paragraphs(string[] tokens, Range within)
    {
        var (paragraphs, start) = (new List<Range>(), within.Start.Value);
        for (var at = start; at < within.End.Value; at++)
        {
            if (!tokens[at].Contains('\n', StringComparison.Ordinal) && at < within.End.Value - 1) continue;
            paragraphs.Add(start..(at + 1));
            start = at + 1;
        }

        return paragraphs;
    }

    internal static string Bare(string token) => token.TrimEnd(' ', '\n', '\t', '\r', EthiopicWordSpace);

    /// <summary>The letters, marks and digits of a token; empty for one that is signs alone.</summary>
    internal static string WithoutSigns(string token)
    {
        var word = new StringBuilder(token.Length);
        foreach (var rune in token.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) word.Append(rune.ToString());
        return word.ToString();
    }

    // A no-break space belongs to its word: replacing one is a change that readers are shown. Amharic may write a sign of its own between words.
    internal static bool IsGap(char letter) => letter is ' ' or '\n' or '\t' or '\r' or EthiopicWordSpace;

    internal static bool IsUnspaced(string text, int at) => text[at] switch
    {
        < '\u0E00' => false,
        <= '\u0EFF' or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') => true,
        (>= '\u3040' and <= '\u30FF') or (>= '\u31F0' and <= '\u31FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') => true,
        // The planes of rarer ideographs begin with these.
        >= '\uD840' and <= '\uD8FF' => at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]),
        _ => false,
    };

    private static int EndOfWord(string text, int start)
    {
        var end = start;
        while (end < text.Length && !IsGap(text[end]) && !IsUnspaced(text, end)) end++;
        return end;
    }
}
