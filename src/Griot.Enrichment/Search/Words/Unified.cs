using System.Globalization;
using System.Text;

namespace Griot.Enrichment.Search;

/// <summary>
/// One form for what is one word: lower case (of the Turkish dotted capital, too, which the invariant culture leaves), composed (NFKC), with one apostrophe and nothing unseen. Accents stay, stemmers need them.
/// </summary>
internal static class Unified
{
    internal static string Of(string text)
    {
        // Half a surrogate pair is no text, and Normalize refuses it.
        var whole = (IsWhole(text) ? text.Normalize(NormalizationForm.FormKC) : text).Replace('İ', 'i').ToLowerInvariant().Replace('’', '\'').Replace('ʼ', '\'');
        return whole.Any(IsUnseen) ? string.Concat(whole.Where(letter => !IsUnseen(letter))) : whole;
    }

    // Soft hyphens, joiners, marks of direction: nobody types them.
    private static bool IsUnseen(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
