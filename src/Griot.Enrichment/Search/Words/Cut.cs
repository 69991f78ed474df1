using Lucene.Net.Analysis.TokenAttributes;

namespace Griot.Enrichment.Search;

/// <summary>A word of a text: its place among the words, where it stands in the text, and its form in the index.</summary>
internal readonly record struct Cut(int Place, int Start, int End, string Term)
{
    internal bool IsStem => Term.Length > 0 && Term[0] == WordAnalyzer.StemMark;

    /// <summary>The words of a text, in order; stems stand behind their word at the same place.</summary>
    internal static List<Cut> Of(string text, WordAnalyzer analyzer) => Of(text, analyzer, wanted: null);

    /// <summary>The words that a reader typed.</summary>
    internal static List<Cut> OfTyped(string text, WordAnalyzer analyzer) => Of(text, analyzer, wanted: null, isTyped: true);

    /// <summary>Of the words of a text those that are sought.</summary>
    internal static List<Cut> Of(string text, WordAnalyzer analyzer, SoughtForms? wanted, bool isTyped = false)
    {
        var cuts = new List<Cut>();
        using var words = analyzer.GetTokenStream(IndexFields.Text, text);
        var (forms, offset, step) = ((FormsFilter)words, words.AddAttribute<IOffsetAttribute>(), words.AddAttribute<IPositionIncrementAttribute>());
        words.Reset();
        if (isTyped) forms.RememberNothing();
        if (wanted is not null) forms.SeekOnly(wanted);
        for (var place = -1; words.IncrementToken();)
        {
            place += step.PositionIncrement;
            if (forms.Form.Length > 0 && wanted?.Have(forms.Form) != false) cuts.Add(Bare(text, new Cut(place, offset.StartOffset, offset.EndOffset, forms.Form)));
        }

        words.End();
        return cuts;
    }

    // Where it stands without its article and without the mark of a possessor, which are no part of what is found.
    private static Cut Bare(string text, Cut cut)
    {
        var word = text.AsSpan(cut.Start, cut.End - cut.Start);
        if (Elided.LengthIn(word) is > 0 and var article) return cut with { Start = cut.Start + article };
        return word.Length > 2 && word[^2] is '\'' or '’' && word[^1] is 's' or 'S' ? cut with { End = cut.End - 2 } : cut;
    }
}
