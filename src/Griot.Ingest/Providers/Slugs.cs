using System.Globalization;
using System.Text;
using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>The words by which providers stand in addresses.</summary>
internal static class Slugs
{
    private const int Longest = 60;

    /// <summary>The slug that only the house bears.</summary>
    internal const string OfTheHouse = "house";

    /// <summary>True for a slug that a provider may choose: of the form that <see cref="Of"/> gives, not the site's, not the house's, nobody's id.</summary>
    internal static bool CanBeBorne(string slug) =>
        slug.Length > 0 && Ascii.IsValid(slug) && Of(slug) == slug && slug != OfTheHouse && !ReservedWords.Contains(slug) && !OpaqueId.IsWellFormed(slug);

    /// <summary>Lower-case letters and digits without accents, joined by hyphens; empty where a name gives none.</summary>
    internal static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            var lower = char.ToLowerInvariant(letter);
            if (Folded(lower) is { } folded) slug.Append(folded);
            else if (char.IsAsciiLetterOrDigit(lower)) slug.Append(lower);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        if (slug.Length > Longest) slug.Length = Longest;
        return slug.ToString().Trim('-');
    }

    /// <summary>The slugs to try for a name, in order; the id where the name gives none.</summary>
    internal static IEnumerable<string> Candidates(string name, string id)
    {
        var slug = Of(name);
        if (slug.Length == 0) return [id];
        var numbered = Enumerable.Range(2, 998).Select(number => $"{slug}-{number}");
        return [.. CanBeBorne(slug) ? (string[])[slug] : [], .. numbered, id];
    }

    // Letters that Unicode does not take apart; the hooked ones are of Hausa, Ewe, Fulfulde and their neighbours.
    private static string? Folded(char letter) => letter switch
    {
        'ɓ' => "b",
        'ɖ' or 'ɗ' or 'đ' or 'ð' => "d",
        'ƙ' => "k",
        'ƴ' => "y",
        'ø' or 'ɔ' => "o",
        'ł' => "l",
        'ı' => "i",
        'ŋ' or 'ɲ' => "n",
        'ɛ' or 'ə' or 'ǝ' => "e",
        'ƒ' => "f",
        'ɣ' => "g",
        'ʋ' => "v",
        'ħ' => "h",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'þ' => "th",
        _ => null,
    };
}
