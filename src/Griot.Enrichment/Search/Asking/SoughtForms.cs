namespace Griot.Enrichment.Search;

/// <summary>Everything that is sought: of each word of a text it is asked whether it is of that, before anything is made of it.</summary>
internal sealed class SoughtForms
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> forms;
    private readonly string[] beginnings;
    // A bit for each letter from a to z that one of them begins with.
    private readonly uint letters;

    internal SoughtForms(IReadOnlyList<Sought> sought)
    {
        forms = sought.SelectMany(one => one.Places).SelectMany(place => place).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        beginnings = [.. sought.Select(one => one.Prefix).OfType<string>()];
        foreach (var form in sought.SelectMany(one => one.Places).SelectMany(place => place).Select(form => form.TrimStart(WordAnalyzer.StemMark)).Concat(beginnings))
        {
            letters |= First(form);
            foreach (var (stem, word) in WordForms.Othernamed) if (stem == form) letters |= First(word);
        }
    }

    /// <summary>
    /// False for a word, in small letters, of which no form is sought. A word of nothing but a to z begins as all of its forms do
    /// (but for <see cref="WordForms.Othernamed"/>, and for what is an ending and no word): there is nothing to fold.
    /// </summary>
    internal bool MayHave(ReadOnlySpan<char> word) => word.IndexOfAnyExceptInRange('a', 'z') >= 0 || (letters & First(word)) != 0;

    internal bool Have(ReadOnlySpan<char> word)
    {
        if (forms.Contains(word)) return true;
        foreach (var beginning in beginnings) if (word.StartsWith(beginning, StringComparison.Ordinal)) return true;
        return false;
    }

    // Whatever begins with an empty form, everything does.
    private static uint First(ReadOnlySpan<char> form) => form.Length == 0 ? uint.MaxValue : char.IsBetween(form[0], 'a', 'z') ? 1u << (form[0] - 'a') : 0;
}
