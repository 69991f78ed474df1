using Griot.Record;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>
/// A better spelling for words that few or no pieces have: a word of the index that differs by one letter or two and stands in
/// more pieces. It is suggested only as a piece spells it that the public sees now: no word of one that has gone.
/// </summary>
internal sealed class Suggestion(IndexView view, Shelf shelf)
{
    private const int Shortest = 4;
    private const int LongForTwo = 7;
    private const int MostTried = 5;
    private const int MostRead = 20_000;

    /// <summary>What was typed with better spellings; null where there is none.</summary>
    internal string? Of(string typed, IReadOnlyList<(Clause Clause, string Term)> words)
    {
        var better = words.Take(MostTried).Where(word => word.Term.Length >= Shortest)
            .Select(word => (word.Clause.Start, word.Clause.Text.Length, Word: Better(word.Term))).Where(one => one.Word is not null).ToList();
        return better.Count == 0 ? null : Clause.Replaced(typed, better.Select(one => (one.Start, one.Length, one.Word!)));
    }

    private string? Better(string term)
    {
        var known = view.Reader.DocFreq(new Term(IndexFields.Text, term));
        var near = Near(term).Where(one => one.Count > Math.Max(1, known * 10) || (known == 0 && one.Count > 0)).OrderBy(one => one.Edits).ThenByDescending(one => one.Count).Take(MostTried);
        return near.Select(one => Spelled(one.Term)).FirstOrDefault(spelled => spelled is not null);
    }

    private List<(string Term, int Count, int Edits)> Near(string term)
    {
        var near = new List<(string, int, int)>();
        if (MultiFields.GetTerms(view.Reader, IndexFields.Text) is not { } terms) return near;
        var edits = term.Length >= LongForTwo ? 2 : 1;
        var words = new FuzzyTermsEnum(terms, new AttributeSource(), new Term(IndexFields.Text, term), edits, prefixLength: 1, transpositions: true);
        for (var left = MostRead; left > 0 && words.MoveNext(); left--)
        {
            var word = words.Term.Utf8ToString();
            if (word != term) near.Add((word, words.DocFreq, Distance(word, term)));
        }

        return near;
    }

    // As a piece writes it that is shown now.
    private string? Spelled(string term)
    {
        var found = view.Searcher.Search(new ConstantScoreQuery(new TermQuery(new Term(IndexFields.Text, term))), 3);
        foreach (var hit in found.ScoreDocs)
        {
            if (HitIds.Of(view, hit.Doc) is not { } item || shelf.Take(item) is not { Answer: not Answer.Gone } piece) continue;
            var analyzer = WordAnalyzer.For(ShownWords.Language(piece));
            foreach (var text in ShownWords.Texts(piece).Prepend(ShownWords.Headline(piece)))
                if (Cut.Of(text, analyzer).FirstOrDefault(cut => cut.Term == term) is { End: > 0 } cut) return text[cut.Start..cut.End];
        }

        return null;
    }

    private static int Distance(string one, string other)
    {
        var (row, before) = (Enumerable.Range(0, other.Length + 1).ToArray(), 0);
        for (var i = 1; i <= one.Length; i++)
        {
            (before, row[0]) = (row[0], i);
            for (var j = 1; j <= other.Length; j++)
                (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
