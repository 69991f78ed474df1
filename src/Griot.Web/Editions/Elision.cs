using System.Globalization;
using System.Text;

namespace Griot.Web;

/// <summary>
/// French “de” and “que” before a name that begins with a vowel: “d’Agence”, “qu’Info”. Texts are written with the whole word, since
/// a name is known only when it is said. Names are never touched; before a silent h, which no letter tells from the other, the word stays.
/// </summary>
internal static class Elision
{
    private static readonly (string Whole, string Elided)[] Words = [("de {", "d’{"), ("que {", "qu’{"), ("De {", "D’{"), ("Que {", "Qu’{")];

    internal static string In(string code, string form, ReadOnlySpan<object?> pieces)
    {
        if (code != "fr") return form;
        foreach (var (whole, elided) in Words)
        {
            for (var at = form.IndexOf(whole, StringComparison.Ordinal); at >= 0; at = form.IndexOf(whole, at + 1, StringComparison.Ordinal))
                if ((at == 0 || !char.IsLetter(form[at - 1])) && BeginsWithVowel(pieces, form.AsSpan(at + whole.Length))) form = form[..at] + elided + form[(at + whole.Length)..];
        }

        return form;
    }

    private static bool BeginsWithVowel(ReadOnlySpan<object?> pieces, ReadOnlySpan<char> place) =>
        place.IndexOf('}') is > 0 and var end && int.TryParse(place[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < pieces.Length
        && pieces[number] is string name && IsVowel(name.TrimStart('\u2066', '\u2067', '\u2068'));

    // A “oua” or a “ya” begins with no vowel for the ear: de Ouagadougou, de Yaoundé.
    private static bool IsVowel(string name) => Bare(name) is [var first, ..] bare && first switch
    {
        'o' => bare is not ['o', 'u', 'a' or 'i', ..],
        'y' => bare is [_, not ('a' or 'e' or 'i' or 'o' or 'u'), ..],
        'a' or 'e' or 'i' or 'u' or 'œ' or 'æ' => true,
        _ => false,
    };

    private static string Bare(string name) =>
        string.Concat(string.Concat(name.EnumerateRunes().Take(4)).Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
}
