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
    private const int ForAnother = 100;
    // Of a text that is one word again and again, so much is looked at as readers would.
    private const int LongestPart = 4_000;
    private const int MostWindows = 100;
    private const string Onward = "\u00A0…";
    private const string FromBefore = "… ";

    private readonly SoughtForms forms = new(sought);

    internal SearchHit Of(Rendition piece)
    {
        var analyzer = WordAnalyzer.For(ShownWords.Language(piece));
        var headline = ShownWords.Headline(piece);
        return new SearchHit(piece, Runs(headline, 0, headline.Length, Found(headline, analyzer)), Best(ShownWords.Texts(piece), analyzer));
    }

    private IReadOnlyList<(int Start, int End)> Found(string text, WordAnalyzer analyzer) => sought.Count == 0 || text.Length == 0 ? [] : new Marks(text, analyzer, sought, forms).Spans;

    // Paragraph by paragraph, and no further than to one in which all is found: to cut a text into words takes its time, and so does
    // what stands in later texts (what is said of pictures takes a parser).
    private List<SnippetRun> Best(IEnumerable<string> texts, WordAnalyzer analyzer)
    {
        Window? first = null;
        var best = default(Window);
        foreach (var text in texts)
        {
            if (first is null) first = best = new Window(text, 0, 0, [], 0);
            for (var (at, read) = (0, 0); at < text.Length && read < Read; read = at)
            {
                var end = EndOfPart(text, at);
                foreach (var window in Windows(text, at, end, analyzer))
                {
                    if (window.Weight > best.Weight) best = window;
                    if (best.Weight >= sought.Count * ForAnother) return Cut(best);
                }

                at = end;
            }
        }

        return first is null ? [] : Cut(best);
    }

    private IEnumerable<Window> Windows(string text, int at, int end, WordAnalyzer analyzer)
    {
        var marks = Found(text[at..end], analyzer).Select(mark => (Start: mark.Start + at, End: mark.End + at)).ToList();
        var (first, behind) = (0, 0);
        foreach (var (start, _) in marks.Take(MostWindows))
        {
            var from = WordStart(text, Math.Max(at, start - Before), at);
            while (marks[first].Start < from) first++;
            while (behind < marks.Count && marks[behind].End <= from + Length) behind++;
            var within = marks.GetRange(first, Math.Max(0, behind - first));
            yield return new Window(text, from, at, within, Weight(text, within));
        }
    }

    // A paragraph, or as much of one as a snippet could show several times.
    private static int EndOfPart(string text, int at)
    {
        var end = text.IndexOf("\n\n", Math.Min(text.Length, at + 1), StringComparison.Ordinal) is >= 0 and var found ? found : text.Length;
        if (end - at <= LongestPart) return end;
        var gap = text.LastIndexOf(' ', at + LongestPart, LongestPart);
        return gap > at ? gap : at + LongestPart;
    }

    // Different words count for more than one word again and again.
    private static int Weight(string text, List<(int Start, int End)> marks)
    {
        var words = marks.ConvertAll(mark => text[mark.Start..mark.End]);
        return (words.Distinct(StringComparer.OrdinalIgnoreCase).Count() * ForAnother) + words.Count;
    }

    private static List<SnippetRun> Cut(Window window)
    {
        var (text, start, _, marks, _) = window;
        var end = start + VisibleText.ExcerptLength(text.AsSpan(start), Length);
        var runs = Runs(text, start, end, marks);
        if (start > 0) runs.Insert(0, new SnippetRun(FromBefore, false));
        if (end < text.Length) runs.Add(new SnippetRun(Onward, false));
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

    private static int WordStart(string text, int at, int part)
    {
        if (at <= part) return part == 0 ? 0 : SkipSpace(text, part);
        for (var i = at; i < text.Length && i < at + Before; i++) if (char.IsWhiteSpace(text[i])) return i + 1;
        return char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    // Its lines run on; a control or a turn of direction has no place in a list.
    private static string OneLine(string text)
    {
        var clean = DisplayText.Clean(text);
        return (text.Length > 0 && char.IsWhiteSpace(text[0]) && !clean.StartsWith(' ') ? " " : "") + clean + (text.Length > 1 && char.IsWhiteSpace(text[^1]) && clean.Length > 0 && !clean.EndsWith(' ') ? " " : "");
    }

    private readonly record struct Window(string Text, int Start, int Part, IReadOnlyList<(int Start, int End)> Marks, int Weight);
}
