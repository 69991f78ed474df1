using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>
/// Cuts a text of one language into the words by which it is found. Every language is cut at the same places, so that a phrase
/// is a phrase in all of them; only stems differ. No word is left out: “avions” and “été” are on stock lists of French stop words.
/// A word stands in the index as it is written, folded; where a stem differs from it, the stem stands at the same place, marked.
/// </summary>
internal sealed class WordAnalyzer : Analyzer
{
    /// <summary>Stands before a stem: no word begins with it, so that stems are never suggested and never met by a prefix.</summary>
    internal const char StemMark = '\u0001';

    internal const LuceneVersion Version = LuceneVersion.LUCENE_48;

    // Between headline and byline, or between two parts of a text: no phrase reaches across.
    private const int BetweenParts = 100;

    private static readonly Dictionary<string, Func<TokenStream, TokenStream>> Stemmers = new(StringComparer.Ordinal)
    {
        ["fr"] = words => new FrenchLightStemFilter(words),
        ["en"] = words => new EnglishStems(words),
        ["pt"] = words => new PortugueseLightStemFilter(words),
        ["ar"] = words => new ArabicStemFilter(new ArabicStems(words)),
    };

    private static readonly Dictionary<string, WordAnalyzer> Stemmed = Stemmers.ToDictionary(pair => pair.Key, pair => new WordAnalyzer(pair.Value), StringComparer.Ordinal);
    private static readonly WordAnalyzer Plain = new(stemmer: null);

    private readonly Func<TokenStream, TokenStream>? stemmer;
    private readonly KnownForms known = new();

    private WordAnalyzer(Func<TokenStream, TokenStream>? stemmer) => this.stemmer = stemmer;

    /// <summary>Languages (BCP 47) whose words are found in their usual forms; of all others whole words and beginnings of words are.</summary>
    internal static IReadOnlyList<string> StemmedLanguages { get; } = [.. Stemmers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>All ways in which a text may have been cut.</summary>
    internal static IReadOnlyList<WordAnalyzer> All { get; } = [Plain, .. Stemmed.Values];

    /// <summary>The one for a language, by its primary tag.</summary>
    internal static WordAnalyzer For(string? language) => language is not null && Stemmed.TryGetValue(language, out var known) ? known : Plain;

    /// <summary>Whether a word that was met is remembered, in small letters: none that a removal took may be.</summary>
    internal static bool Remembers(string word) => All.Any(analyzer => analyzer.known.Find(word) is not null);

    /// <summary>Forgets all words that were met.</summary>
    internal static void Forget()
    {
        foreach (var analyzer in All) analyzer.known.Clear();
    }

    public override int GetPositionIncrementGap(string fieldName) => BetweenParts;

    protected override TextReader InitReader(string fieldName, TextReader reader) => new NewerLetters(reader);

    /// <summary>The words of a text, each in one form only, and what is made of each of them.</summary>
    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var cutter = new StandardTokenizer(Version, reader);
        return new TokenStreamComponents(cutter, new FormsFilter(new UnspacedFilter(cutter), known, new WordForms(stemmer)));
    }
}
