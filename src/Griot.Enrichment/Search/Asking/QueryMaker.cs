using Griot.Record;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>
/// Makes of a request what Lucene is asked. No text of a reader is ever read as Lucene's own query language, and what a query can
/// cost is bounded: so many clauses, so many words of one beginning.
/// </summary>
internal sealed class QueryMaker(ILedgerReader ledger, IndexView view, SearchRequest request)
{
    private const int MostOfOnePrefix = 64;
    private const int MostPrefixes = 4;
    private const int MostEnumerated = 10_000;
    private const float HeadlineBoost = 2;

    private readonly BooleanQuery words = [];
    private readonly List<IReadOnlyList<Query>> weighed = [];
    private readonly List<(string Field, string Value)> wanted = [];
    private readonly List<(string Field, string Value)> unwanted = [];
    private int prefixes;
    private bool isAnyWordWanted;

    /// <summary>What is to be marked in the texts that are found.</summary>
    internal List<Sought> Sought { get; } = [];

    /// <summary>The words of which a better spelling may be suggested.</summary>
    internal List<(Clause Clause, string Term)> Single { get; } = [];

    internal bool IsCut { get; private set; }

    /// <param name="unseen">Items and providers of which something was sealed that this view has not seen: they are left out.</param>
    internal Question Make(IEnumerable<(string Field, string Value)> unseen)
    {
        var clauses = Clause.Read(request.Text, out var isCut);
        IsCut = isCut;
        for (var at = 0; at < clauses.Count;)
        {
            var group = clauses.Skip(at).TakeWhile((clause, place) => place == 0 || clause.IsAlternative).ToList();
            if (group is [var only]) Add(only);
            else AddAny(group);
            at += group.Count;
        }

        wanted.AddRange(Filters());
        var limits = new Limits(wanted, unwanted, Least(), Below());
        // Where only exclusions were typed, all else is wanted; where nothing was, nothing is found.
        var isNothing = limits.AreOpen && words.Clauses.Count == 0;
        if (words.Clauses.Count > 0 && !isAnyWordWanted) words.Add(new MatchAllDocsQuery(), Occur.MUST);
        unwanted.AddRange(unseen);
        return new Question(words.Clauses.Count == 0 ? null : words, weighed, limits, isNothing);
    }

    private IEnumerable<(string, string)> Filters()
    {
        // A provider that there is not has no pieces.
        if (request.Provider is { } slug) yield return (IndexFields.Provider, ledger.CardBySlug(slug)?.Id ?? "-");
        if (request.Kind is { } kind) yield return (IndexFields.Kind, Word.Of(kind));
        if (request.Capacity is { } capacity) yield return (IndexFields.Capacity, Word.Of(capacity));
        if (request.Country is { } country) yield return (IndexFields.Country, country);
        if (request.Region is { } region) yield return (IndexFields.Region, region);
        if (request.Subject is { } subject) yield return (IndexFields.Subject, subject);
        if (request.Language is { } language) yield return (IndexFields.Language, language);
        if (request.Genre is { } genre) yield return (IndexFields.Genre, Word.Of(genre));
        if (request.WithDocuments) yield return (IndexFields.Has, IndexFields.Documents);
    }

    private long Least() => request.From is { } day ? IndexedPiece.Rank(Beginning(day), 0) : long.MinValue;

    private long Below() => request.To switch
    {
        null => long.MaxValue,
        { } day when day == DateOnly.MaxValue => long.MaxValue - 1,
        { } day => IndexedPiece.Rank(Beginning(day.AddDays(1)), 0),
    };

    private static DateTimeOffset Beginning(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private void Add(Clause clause)
    {
        if (QueryFields.OfValue(clause, ledger) is { } value)
        {
            (clause.IsExcluded ? unwanted : wanted).Add(value);
            return;
        }

        if (Found(clause) is not { } found) return;
        if (!clause.IsExcluded) isAnyWordWanted = true;
        words.Add(found, clause.IsExcluded ? Occur.MUST_NOT : Occur.MUST);
    }

    // One of them will do.
    private void AddAny(IEnumerable<Clause> group)
    {
        var any = new BooleanQuery(disableCoord: true);
        foreach (var clause in group)
        {
            var found = QueryFields.OfValue(clause, ledger) is { } value ? Valued(IndexFields.ValueOf(value.Field, value.Value)) : Found(clause);
            if (found is not null) any.Add(found, Occur.SHOULD);
        }

        if (any.Clauses.Count == 0) return;
        isAnyWordWanted = true;
        words.Add(any, Occur.MUST);
    }

    private static ConstantScoreQuery Valued(Term value) => new(new AnyWord(value.Field, [value.Text])) { Boost = 0 };

    // Null where what was typed has no word in it.
    private Query? Found(Clause clause)
    {
        var sought = new Sought(clause.Text, clause.Manner == Manner.Phrase);
        if (sought.Places.Count == 0) return null;
        var field = QueryFields.OfWords(clause.Field);
        if (clause.Manner == Manner.Prefix && ++prefixes <= MostPrefixes) sought.Prefix = PrefixOf(sought);
        IsCut |= clause.Manner == Manner.Prefix && sought.Prefix is null;
        var places = sought.Prefix is { } start ? [.. sought.Places.SkipLast(1), Beginning(field, start)] : (IReadOnlyList<IReadOnlyList<string>>)sought.Places;
        if (!clause.IsExcluded) Note(clause, field, sought, places);
        return Found(field, places);
    }

    private void Note(Clause clause, string field, Sought sought, IReadOnlyList<IReadOnlyList<string>> places)
    {
        Sought.Add(sought);
        if (clause.Manner == Manner.Words && sought.Places.Count == 1 && field == IndexFields.Text) Single.Add((clause, sought.Places[0][0]));
        if (request.Order == SearchOrder.Relevance) Weigh(field, places);
    }

    // Words at places of their own are weighed while they are found, since their places are read for that.
    private void Weigh(string field, IReadOnlyList<IReadOnlyList<string>> places)
    {
        if (places is [var one]) weighed.Add(Weighed(field, one));
        if (field != IndexFields.Text) return;
        var headline = places is [var only] ? Weighed(IndexFields.Headline, only) : [Phrase(IndexFields.Headline, places)];
        foreach (var form in headline) form.Boost = HeadlineBoost;
        weighed.Add(headline);
    }

    private static Query Found(string field, IReadOnlyList<IReadOnlyList<string>> places) =>
        places is [var forms] ? new ConstantScoreQuery(new AnyWord(field, forms)) { Boost = 0 } : Phrase(field, places);

    // Words that stand together are one phrase, in quotation marks as they are written, else in every form.
    private static Query Phrase(string field, IReadOnlyList<IReadOnlyList<string>> places)
    {
        if (places.Any(forms => forms.Count == 0)) return new ConstantScoreQuery(new AnyWord(field, []));
        if (places.Any(forms => forms.Count > 1)) return InAnyForm(field, places);
        var phrase = new PhraseQuery();
        for (var place = 0; place < places.Count; place++) phrase.Add(new Term(field, places[place][0]), place);
        return phrase;
    }

    private static MultiPhraseQuery InAnyForm(string field, IReadOnlyList<IReadOnlyList<string>> places)
    {
        var phrase = new MultiPhraseQuery();
        for (var place = 0; place < places.Count; place++) phrase.Add([.. places[place].Select(form => new Term(field, form))], place);
        return phrase;
    }

    private static List<Query> Weighed(string field, IReadOnlyList<string> forms) => [.. forms.Select(form => new TermQuery(new Term(field, form)))];

    // One letter is enough of a beginning only where words stand before it: COVID-1*.
    private static string? PrefixOf(Sought sought) => sought.Places is [.., [{ Length: > 0 } start, ..]] && (start.Length > 1 || sought.Places.Count > 1) ? start : null;

    // The most frequent words that begin so, as the newest parts of the index tell: where there are very many, the older ones are not asked.
    private List<string> Beginning(string field, string start)
    {
        var (counts, left) = (new Dictionary<string, int>(StringComparer.Ordinal), MostEnumerated);
        for (var leaf = view.Reader.Leaves.Count - 1; leaf >= 0 && left > 0; leaf--)
            if (view.Reader.Leaves[leaf].AtomicReader.GetTerms(field)?.GetEnumerator() is { } known) left = Enumerate(known, new BytesRef(start), counts, left);
        IsCut |= left <= 0 || counts.Count > MostOfOnePrefix;
        return [.. counts.OrderByDescending(pair => pair.Value).Take(MostOfOnePrefix).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
    }

    private static int Enumerate(TermsEnum known, BytesRef start, Dictionary<string, int> counts, int left)
    {
        if (known.SeekCeil(start) == TermsEnum.SeekStatus.END) return left;
        do
        {
            if (!StringHelper.StartsWith(known.Term, start)) break;
            var word = known.Term.Utf8ToString();
            counts[word] = counts.GetValueOrDefault(word) + known.DocFreq;
        }
        while (--left > 0 && known.MoveNext());
        return left;
    }
}
