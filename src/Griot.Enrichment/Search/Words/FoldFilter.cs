using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.TokenAttributes;

namespace Griot.Enrichment.Search;

/// <summary>
/// Folds what readers write now with a mark and now without: Goïta is found as Goita, ɓarawo as barawo. Of a word and its
/// stem, which come at one place, the stem is left out where it says nothing more, and marked where it does.
/// </summary>
internal sealed class FoldFilter : TokenFilter
{
    private readonly ICharTermAttribute word;
    private readonly IKeywordAttribute keyword;
    private readonly IPositionIncrementAttribute step;
    private char[] written = new char[64];
    private char[] ascii = new char[256];
    private char[] decomposed = new char[256];
    private int writtenLength;

    internal FoldFilter(TokenStream words) : base(words)
    {
        word = AddAttribute<ICharTermAttribute>();
        keyword = AddAttribute<IKeywordAttribute>();
        step = AddAttribute<IPositionIncrementAttribute>();
    }

    // Most words are plain, and stay where they stand: a text has hundreds, and a search reads twenty texts.
    public override bool IncrementToken()
    {
        while (m_input.IncrementToken())
        {
            if (!IsPlain(Letters)) Fold();
            // KeywordRepeatFilter gives the word as it is written first, and then, at the same place, what a stemmer made of it.
            if (step.PositionIncrement > 0 || keyword.IsKeyword) Keep();
            else if (word.Length == 0 || Letters.SequenceEqual(written.AsSpan(0, writtenLength))) continue;
            else Put(WordAnalyzer.StemMark + Letters.ToString());
            return true;
        }

        return false;
    }

    private ReadOnlySpan<char> Letters => word.Buffer.AsSpan(0, word.Length);

    private void Put(string letters) => word.SetEmpty().Append(letters);

    private void Keep()
    {
        if (written.Length < word.Length) written = new char[word.Length * 2];
        Letters.CopyTo(written);
        writtenLength = word.Length;
    }

    private static bool IsPlain(ReadOnlySpan<char> letters) => letters.IndexOfAnyExceptInRange('a', 'z') < 0;

    private void Fold()
    {
        if (ascii.Length < word.Length * 4) ascii = new char[word.Length * 8];
        var text = Decomposed(ascii.AsSpan(0, ASCIIFoldingFilter.FoldToASCII(word.Buffer, 0, ascii, 0, word.Length)));
        word.SetEmpty();
        foreach (var letter in text) Append(letter);
    }

    // Half a surrogate pair is no text, and can't be normalized.
    private ReadOnlySpan<char> Decomposed(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0) return text;
        int done;
        while (!text.TryNormalize(decomposed, out done, NormalizationForm.FormD)) decomposed = new char[decomposed.Length * 2];
        return decomposed.AsSpan(0, done);
    }

    private void Append(char letter)
    {
        // Only marks over letters go: in many scripts of Asia marks are vowels.
        if (letter is (>= '\u0300' and <= '\u036F') or '\'' or 'ʼ' or 'ʻ' or 'ʹ') return;
        word.Append(letter is >= '\u1200' and <= '\u1357' ? Ethiopic(letter) : letter);
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
