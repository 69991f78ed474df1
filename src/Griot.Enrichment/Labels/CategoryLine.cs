using System.Globalization;
using System.Text;

namespace Griot.Enrichment.Labels;

/// <summary>A line of the mapping: a category, as a provider delivers it, counts as these subjects, countries, as this genre, or as nothing.</summary>
/// <param name="Number">The line of the file, from 1.</param>
/// <param name="Provider">A slug; <c>*</c> for every provider.</param>
/// <param name="Category">As delivered; <c>*</c> for everything that the provider delivers.</param>
/// <param name="Subjects">IPTC Media Topics; none where it counts as nothing, or as a genre alone.</param>
/// <param name="Countries">ISO 3166-1 alpha-2; none where it says none.</param>
/// <param name="Genre">The genre; null where it says none.</param>
/// <param name="IsOurs">True where it comes with the program, false where the operator wrote it.</param>
public sealed record CategoryLine(int Number, string Provider, string Category, IReadOnlyList<string> Subjects, IReadOnlyList<string> Countries, Genre? Genre, bool IsOurs)
{
    /// <summary>Stands for every provider, or for everything that a provider delivers.</summary>
    public const string Any = "*";

    private const int Longest = 200;

    internal (string Provider, string Category) Key => (Provider, Folded(Category));

    /// <summary>Two spellings of one category: case, accents, kinds of apostrophes and gaps make no difference.</summary>
    public static string Folded(string category)
    {
        ArgumentNullException.ThrowIfNull(category);
        var folded = new StringBuilder(Math.Min(category.Length, Longest));
        foreach (var letter in Whole(category[..Math.Min(category.Length, Longest)]).Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control) continue;
            if (!char.IsWhiteSpace(letter)) folded.Append(letter == '’' ? '\'' : char.ToLowerInvariant(letter));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        return folded.ToString().Trim(' ');
    }

    // Half a surrogate pair, which can't be normalised, is a letter like any other.
    private static string Whole(string text) => text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;
}

/// <summary>A line that can't be read: everything else holds.</summary>
/// <param name="Number">The line of the file, from 1.</param>
/// <param name="What">What is wrong with it.</param>
public sealed record MappingFault(int Number, string What);
