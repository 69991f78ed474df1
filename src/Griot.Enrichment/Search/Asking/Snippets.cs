using Griot.Record;
using Griot.Record.Html;

namespace Griot.Enrichment.Search;

/// <summary>
/// Cuts from a piece the words around what was sought. They are the provider's, to the letter; what terms keep back is not in
/// them, since they are taken from what the shelf gives.
/// </summary>
internal sealed class Snippets(IReadOnlyList<Sought> sought)
{
    private const int Length = 220;
    private const int Before = 60;
    // Whoever looks for a word behind this finds the piece, and its beginning.
    private const int Read = 100_000;
    private const string Onward = "\u00A0…";
    private const string FromBefore = "… ";

    internal SearchHit Of(Rendition piece)
    {
        var analyzer = WordAnalyzer.For(ShownWords.Language(piece));
        var headline = ShownWords.Headline(piece);
        return new SearchHit(piece, Runs(headline, 0, headline.Length, Found(headline, analyzer)), Best([.. ShownWords.Texts(piece)], analyzer));
    }

    private IReadOnlyList<(int Start, int End)> Found(string text, WordAnalyzer analyzer) => sought.Count == 0 || text.Length == 0 ? [] : new Marks(text, analyzer, sought).Spans;

    private List<SnippetRun> Best(List<string> texts, WordAnalyzer analyzer)
    {
        if (texts.Count == 0) return [];
        var best = (Text: texts[0], Start: 0, Marks: (IReadOnlyList<(int Start, int End)>)[], Weight: 0);
        foreach (var text in texts)
        {
            var read = text.Length > Read ? VisibleText.Excerpt(text, Read) : text;
            var marks = Found(read, analyzer);
            foreach (var (start, _) in marks)
            {
                var from = WordStart(text, Math.Max(0, start - Before));
                var weight = Weight(text, marks.Where(mark => mark.Start >= from && mark.End <= from + Length));
                if (weight > best.Weight) best = (text, from, marks, weight);
            }
        }

        return Cut(best.Text, best.Start, best.Marks);
    }

    // Different words count for more than one word again and again.
    private static int Weight(string text, IEnumerable<(int Start, int End)> marks)
    {
        var words = marks.Select(mark => text[mark.Start..mark.End]).ToList();
        return (words.Distinct(StringComparer.OrdinalIgnoreCase).Count() * 100) + words.Count;
    }

    private static List<SnippetRun> Cut(string text, int start, IReadOnlyList<(int Start, int End)> marks)
    {
        var words = VisibleText.Excerpt(text[start..], Length);
        var runs = Runs(text, start, start + words.Length, marks);
        if (start > 0) runs.Insert(0, new SnippetRun(FromBefore, false));
        if (start + words.Length < text.Length) runs.Add(new SnippetRun(Onward, false));
        return runs;
    }

    private static List<SnippetRun> Runs(string text, int start, int end, IReadOnlyList<(int Start, int End)> marks)
    {
        var runs = new List<SnippetRun>();
        var at = start;
        foreach (var mark in marks.Where(mark => mark.Start >= start && mark.End <= end))
        {
            if (mark.Start > at) runs.Add(new SnippetRun(OneLine(text[at..mark.Start]), false));
            runs.Add(new SnippetRun(OneLine(text[mark.Start..mark.End]), true));
            at = mark.End;
        }

        if (at < end) runs.Add(new SnippetRun(OneLine(text[at..end]), false));
        return runs;
    }

    private static int WordStart(string text, int at)
    {
        if (at == 0) return 0;
        for (var i = at; i < text.Length && i < at + Before; i++) if (char.IsWhiteSpace(text[i])) return i + 1;
        return char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    // Its lines run on; a control or a turn of direction has no place in a list.
    private static string OneLine(string text)
    {
        var clean = DisplayText.Clean(text);
        return (text.Length > 0 && char.IsWhiteSpace(text[0]) && !clean.StartsWith(' ') ? " " : "") + clean + (text.Length > 1 && char.IsWhiteSpace(text[^1]) && clean.Length > 0 && !clean.EndsWith(' ') ? " " : "");
    }
}
