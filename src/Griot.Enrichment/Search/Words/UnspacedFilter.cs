using System.Globalization;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;

namespace Griot.Enrichment.Search;

/// <summary>
/// Scripts that put no space between words (Thai, Lao, Khmer, Burmese) come as one run: it is cut into the characters that
/// readers count, each at a place of its own, so that what is looked for is found inside it as a phrase. Of Chinese and
/// Japanese the tokenizer does the same itself.
/// </summary>
internal sealed class UnspacedFilter : TokenFilter
{
    private static readonly string Unspaced = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.SOUTHEAST_ASIAN];

    private readonly ICharTermAttribute word;
    private readonly IOffsetAttribute offset;
    private readonly ITypeAttribute type;
    private readonly IPositionIncrementAttribute step;
    private string run = "";
    private int next;
    private int start;

    internal UnspacedFilter(TokenStream words) : base(words)
    {
        word = AddAttribute<ICharTermAttribute>();
        offset = AddAttribute<IOffsetAttribute>();
        type = AddAttribute<ITypeAttribute>();
        step = AddAttribute<IPositionIncrementAttribute>();
    }

    public override bool IncrementToken()
    {
        if (next < run.Length) return Give();
        if (!m_input.IncrementToken()) return false;
        if (type.Type != Unspaced) return true;
        (run, next, start) = (word.ToString()!, 0, offset.StartOffset);
        return Give();
    }

    public override void Reset()
    {
        base.Reset();
        (run, next) = ("", 0);
    }

    private bool Give()
    {
        var length = StringInfo.GetNextTextElementLength(run, next);
        if (next > 0) step.PositionIncrement = 1;
        word.SetEmpty().Append(run.Substring(next, length));
        offset.SetOffset(start + next, start + next + length);
        next += length;
        return true;
    }
}
