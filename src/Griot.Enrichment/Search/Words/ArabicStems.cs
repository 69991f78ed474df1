using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Griot.Enrichment.Search;

/// <summary>
/// The alif of an accusative (“بئرًا”, a well) is no part of the word. With its sign it goes wherever it stands; without it, as newspapers
/// write it, only the stem goes without, and only where it can't well be a letter of the word: not in short words, and not behind a ya,
/// where “العليا” (supreme) would become “على” (on), which every text has.
/// </summary>
internal sealed class ArabicStems(TokenStream words) : TokenFilter(words)
{
    private const char Alif = '\u0627', Fathatan = '\u064B', Ya = '\u064A';
    private const int Shortest = 4;

    private readonly ICharTermAttribute word = words.AddAttribute<ICharTermAttribute>();

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken()) return false;
        if (word.Length >= Shortest && word.Buffer[word.Length - 1] == Alif && word.Buffer[word.Length - 2] != Ya) word.Length--;
        return true;
    }

    /// <summary>A word without an alif that bears the sign, before marks are taken away.</summary>
    internal static string WithoutAccusative(string word) => word is [_, .., Fathatan, Alif] or [_, .., Alif, Fathatan] ? word[..^2] : word;
}
