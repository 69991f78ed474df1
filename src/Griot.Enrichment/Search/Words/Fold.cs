using System.Globalization;
using System.Text;
using Lucene.Net.Analysis.Miscellaneous;

namespace Griot.Enrichment.Search;

/// <summary>Folds what readers write now with a mark and now without: Goïta is found as Goita, ɓarawo as barawo; figures of every script are one.</summary>
internal static class Fold
{
    internal static string Of(ReadOnlySpan<char> letters)
    {
        if (letters.IndexOfAnyExceptInRange('a', 'z') < 0) return letters.ToString();
        var folded = new StringBuilder(letters.Length);
        foreach (var letter in Decomposed(letters)) Append(folded, letter);
        return folded.ToString();
    }

    private static string Decomposed(ReadOnlySpan<char> letters)
    {
        var ascii = new char[letters.Length * 4];
        var length = ASCIIFoldingFilter.FoldToASCII(letters.ToArray(), 0, ascii, 0, letters.Length);
        var text = new string(ascii, 0, length);
        return text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 ? text : text.Normalize(NormalizationForm.FormD);
    }

    private static void Append(StringBuilder folded, char letter)
    {
        // Only marks over letters go, the points of Hebrew and the tones of N'Ko: in many scripts of Asia marks are vowels.
        if (letter is (>= '\u0300' and <= '\u036F') or (>= '\u0591' and <= '\u05BD') or '\u05BF' or '\u05C1' or '\u05C2' or '\u05C7' or (>= '\u07EB' and <= '\u07F1') or '\'' or 'ʼ' or 'ʻ' or 'ʹ') return;
        if (letter > '9' && CharUnicodeInfo.GetDecimalDigitValue(letter) is >= 0 and var figure) folded.Append((char)('0' + figure));
        else folded.Append(letter is >= '\u1200' and <= '\u1357' ? Ethiopic(letter) : letter);
    }

    // Rows of Ethiopic letters that Amharic reads alike, and writes now with the one and now with the other.
    private static char Ethiopic(char letter)
    {
        var row = (letter & ~7) switch { 0x1210 or 0x1280 => 0x1200, 0x1220 => 0x1230, 0x12D0 => 0x12A0, 0x1340 => 0x1338, var own => own };
        var vowel = letter & 7;
        // In these two rows the first and the fourth vowel are one.
        return (char)(row + (vowel == 3 && (row is 0x1200 or 0x12A0) ? 0 : vowel));
    }
}
