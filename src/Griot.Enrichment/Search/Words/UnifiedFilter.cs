using System.Buffers;
using System.Globalization;
using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Griot.Enrichment.Search;

/// <summary>
/// One form for what is one word: lower case, composed (NFKC), with one apostrophe and nothing unseen. Accents stay, stemmers need them.
/// </summary>
internal sealed class UnifiedFilter : TokenFilter
{
    private static readonly SearchValues<char> Latin = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly ICharTermAttribute word;

    internal UnifiedFilter(TokenStream words) : base(words) => word = AddAttribute<ICharTermAttribute>();

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken()) return false;
        var letters = word.Buffer.AsSpan(0, word.Length);
        if (IsPlain(letters)) return true;
        if (letters.IndexOfAnyExcept(Latin) < 0)
        {
            foreach (ref var letter in letters) letter = (char)(letter | ' ');
            return true;
        }

        var unified = Unify(letters.ToString());
        word.SetEmpty().Append(unified);
        return true;
    }

    private static bool IsPlain(ReadOnlySpan<char> letters) => letters.IndexOfAnyExceptInRange('a', 'z') < 0;

    private static string Unify(string text)
    {
        // Half a surrogate pair is no text, and Normalize refuses it.
        var whole = IsWhole(text) ? text.Normalize(NormalizationForm.FormKC) : text;
        var unified = whole.ToLowerInvariant().Replace('’', '\'').Replace('ʼ', '\'');
        return unified.Any(IsUnseen) ? string.Concat(unified.Where(letter => !IsUnseen(letter))) : unified;
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
