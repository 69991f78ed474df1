using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Griot.Enrichment.Search;

/// <summary>
/// Puts in the place of each word its forms: first as it is written, folded; then its stem, at the same place, where that says
/// more. To unify, to stem and to fold takes ten times as long as to cut, so the forms of the words met first are kept, by how they
/// stand in the text; but for capitals of ASCII, which cost nothing.
/// </summary>
internal sealed class FormsFilter : TokenFilter
{
    private static readonly string[] Unsought = [""];

    private readonly ICharTermAttribute word;
    private readonly IPositionIncrementAttribute step;
    private readonly KnownForms known;
    private readonly WordForms made;
    private string[] forms = [];
    private SoughtForms? sought;
    private int next;
    private bool isRemembering = true;

    /// <param name="words">The words as they stand in a text.</param>
    /// <param name="known">Shared with other threads.</param>
    /// <param name="made">This filter's own from now on.</param>
    internal FormsFilter(TokenStream words, KnownForms known, WordForms made) : base(words)
    {
        (this.known, this.made) = (known, made);
        word = AddAttribute<ICharTermAttribute>();
        step = AddAttribute<IPositionIncrementAttribute>();
    }

    /// <summary>Until the next text: what is cut is a stranger's. Words that anybody may type take no place from those of the texts.</summary>
    internal void RememberNothing() => isRemembering = false;

    /// <summary>Until the next text: of words that can't be among these no form is made, and what is given in their place is empty.</summary>
    internal void SeekOnly(SoughtForms only) => sought = only;

    /// <summary>The form that was given last.</summary>
    internal string Form => forms[next - 1];

    public override bool IncrementToken()
    {
        if (next == forms.Length)
        {
            if (!m_input.IncrementToken()) return false;
            (forms, next) = (Of(word.Buffer.AsSpan(0, word.Length)), 0);
        }
        else step.PositionIncrement = 0;
        word.SetEmpty().Append(forms[next++]);
        return true;
    }

    public override void Reset()
    {
        base.Reset();
        (forms, next, isRemembering, sought) = ([], 0, true, null);
    }

    // What a reader typed is not kept until the next text.
    public override void End()
    {
        base.End();
        sought = null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) made.Dispose();
        base.Dispose(disposing);
    }

    private string[] Of(Span<char> letters)
    {
        var isAscii = Ascii.IsValid(letters);
        if (isAscii) Ascii.ToLowerInPlace(letters, out _);
        if (sought?.MayHave(letters) == false) return Unsought;
        if (known.Find(letters) is { } before) return before;
        var text = letters.ToString();
        var now = made.Of(isAscii ? text : Unified.Of(text));
        if (isRemembering) known.Keep(text, now);
        return now;
    }
}
