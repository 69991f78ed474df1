using Lucene.Net.Analysis.Fr;

namespace Griot.Enrichment.Search;

/// <summary>
/// A French article or pronoun that stands before a word with an apostrophe (<c>l'école</c>). It does so before vowels, a mute h and
/// figures only: N'Diaye, M'Bour and T'Challa are names, and stay whole.
/// </summary>
internal static class Elided
{
    private const string Apostrophes = "'’ʼ";
    private const string NeverAfter = "bcdfgjklmnpqrstvwxzBCDFGJKLMNPQRSTVWXZ";

    /// <summary>How many letters of a word are such an article with its apostrophe; 0 where it has none.</summary>
    internal static int LengthIn(ReadOnlySpan<char> word)
    {
        var end = word.IndexOfAny(Apostrophes);
        if (end <= 0 || end == word.Length - 1 || NeverAfter.Contains(word[end + 1])) return 0;
        return FrenchAnalyzer.DEFAULT_ARTICLES.Contains(word[..end].ToString()) ? end + 1 : 0;
    }
}
