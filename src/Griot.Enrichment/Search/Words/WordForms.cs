using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.TokenAttributes;

namespace Griot.Enrichment.Search;

/// <summary>
/// The forms of one word of a language, by itself: what stands before or behind it changes nothing about them. Used by one thread
/// at a time.
/// </summary>
internal sealed class WordForms : IDisposable
{
    /// <summary>The stems that begin otherwise than a word of a to z that has them: the English stemmer knows these by heart.</summary>
    internal static readonly IReadOnlyList<(string Stem, string Word)> Othernamed =
        [("burma", "myanmar"), ("cambodia", "kampuchean"), ("dutch", "holland"), ("philippines", "filipino"), ("thailand", "siam"), ("thailand", "siamese")];

    private readonly OneWord written = new();
    private readonly OneWord stemmed = new();
    private readonly TokenStream plain;
    private readonly TokenStream? stemmer;

    /// <param name="stemmer">Null where a language has none.</param>
    internal WordForms(Func<TokenStream, TokenStream>? stemmer) => (plain, this.stemmer) = (Bare(written), stemmer?.Invoke(Bare(stemmed)));

    /// <summary>
    /// The word (<see cref="Unified"/>) as it is written, folded; behind it, marked, its stem, where that says more. There is always a first, if an empty one:
    /// a word keeps its place.
    /// </summary>
    internal string[] Of(string word)
    {
        word = ArabicStems.WithoutAccusative(Together(word[Elided.LengthIn(word)..]));
        var folded = Fold.Of(Through(plain, written, word));
        if (folded == word) folded = word;
        if (stemmer is null || Fold.Of(Through(stemmer, stemmed, word)) is not { Length: > 0 } stem || stem == folded) return [folded];
        return [folded, WordAnalyzer.StemMark + stem];
    }

    public void Dispose()
    {
        plain.Dispose();
        stemmer?.Dispose();
        written.Dispose();
        stemmed.Dispose();
    }

    // Without the mark of a possessor; Arabic letters that are written now so and now so are one.
    private static ArabicNormalizationFilter Bare(TokenStream word) => new(new EnglishPossessiveFilter(WordAnalyzer.Version, word));

    // Letters with points between them are a word that is written without them as well: U.E. is UE.
    private static string Together(string word)
    {
        if (!word.Contains('.', StringComparison.Ordinal)) return word;
        for (var i = 0; i < word.Length; i++) if (i % 2 == 0 ? !char.IsLetter(word[i]) : word[i] != '.') return word;
        return word.Replace(".", "", StringComparison.Ordinal);
    }

    private static ReadOnlySpan<char> Through(TokenStream filters, OneWord source, string word)
    {
        source.Text = word;
        filters.Reset();
        if (!filters.IncrementToken()) return [];
        var term = filters.GetAttribute<ICharTermAttribute>();
        return term.Buffer.AsSpan(0, term.Length);
    }

    private sealed class OneWord : TokenStream
    {
        private readonly ICharTermAttribute word;
        private bool given;

        internal OneWord() => word = AddAttribute<ICharTermAttribute>();

        internal string Text { get; set; } = "";

        public override bool IncrementToken()
        {
            if (given) return false;
            ClearAttributes();
            word.SetEmpty().Append(Text);
            return given = true;
        }

        public override void Reset()
        {
            base.Reset();
            given = false;
        }
    }
}
