using Griot.Record;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Griot.Enrichment.Search;

/// <summary>
/// Makes of a request what Lucene is asked. No text of a reader is ever read as Lucene's own query language, and what a query can
/// cost is bounded: so many clauses, so many words of one beginning.
/// </summary>
internal sealed class QueryMaker(ILedgerReader ledger, IndexView view, SearchRequest request)
{
    private const int MostOfOnePrefix = 64;
    private const int MostPrefixes = 4;
    private const int MostEnumerated = 5000;
    private const float HeadlineBoost = 2;

    private readonly BooleanQuery all = [];
    private int prefixes;
    private bool isAnyWanted;
    private bool isAnyExcluded;

    /// <summary>What is to be marked in the texts that are found.</summary>
    internal List<Sought> Sought { get; } = [];

    /// <summary>The words of which a better spelling may be suggested.</summary>
    internal List<(Clause Clause, string Term)> Single { get; } = [];

    internal bool IsCut { get; private set; }

    /// <param name="unseen">Items and providers of which something was sealed that this view has not seen: they are left out.</param>
    internal Query Make(IEnumerable<(string Field, string Value)> unseen)
    {
        var clauses = Clause.Read(request.Text, out var isCut);
        IsCut = isCut;
        foreach (var clause in clauses) Add(clause);
        foreach (var (field, value) in Filters()) Must(Value(field, value));
        if (request.From is not null || request.To is not null) Must(Days());
        foreach (var (field, value) in unseen) all.Add(Value(field, value), Occur.MUST_NOT);
        // Where only exclusions were typed, all else is wanted; where nothing was, nothing is found.
        if (!isAnyWanted && isAnyExcluded) Must(new MatchAllDocsQuery { Boost = 0 });
        return isAnyWanted ? all : new BooleanQuery();
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

    private NumericRangeQuery<int> Days()
    {
        var range = NumericRangeQuery.NewInt32Range(
            IndexFields.Day, request.From is { } from ? IndexedPiece.DayOf(from) : null, request.To is { } to ? IndexedPiece.DayOf(to) : null, minInclusive: true, maxInclusive: true);
        range.Boost = 0;
        return range;
    }

    private void Add(Clause clause)
    {
        if (QueryFields.OfValue(clause, ledger) is { } value)
        {
            if (clause.IsExcluded) Exclude(Value(value.Field, value.Value));
            else Must(Value(value.Field, value.Value));
            return;
        }

        var sought = new Sought(clause.Text, clause.Manner == Manner.Phrase);
        if (sought.Places.Count == 0) return;
        var field = QueryFields.OfWords(clause.Field);
        var query = clause.Manner == Manner.Prefix && ++prefixes <= MostPrefixes ? Prefix(field, sought) : Words(field, sought);
        if (clause.Manner == Manner.Prefix && prefixes > MostPrefixes) IsCut = true;
        if (clause.IsExcluded) Exclude(query);
        else Want(clause, field, sought, query);
    }

    private void Want(Clause clause, string field, Sought sought, Query query)
    {
        Must(query);
        Sought.Add(sought);
        if (clause.Manner == Manner.Words && sought.Places.Count == 1 && field == IndexFields.Text) Single.Add((clause, sought.Places[0][0]));
        if (request.Order != SearchOrder.Relevance || field != IndexFields.Text) return;
        var headline = Words(IndexFields.Headline, sought);
        headline.Boost = HeadlineBoost;
        all.Add(headline, Occur.SHOULD);
    }

    // Words that stand together are one phrase, as they are written; a single word is found in every form.
    private static Query Words(string field, Sought sought)
    {
        if (sought.Places is not [var only])
        {
            var phrase = new PhraseQuery();
            for (var place = 0; place < sought.Places.Count; place++) phrase.Add(new Term(field, sought.Places[place][0]), place);
            return phrase;
        }

        if (only.Count == 1) return new TermQuery(new Term(field, only[0]));
        var forms = new DisjunctionMaxQuery(0);
        foreach (var form in only) forms.Add(new TermQuery(new Term(field, form)));
        return forms;
    }

    private Query Prefix(string field, Sought sought)
    {
        if (sought.Places is not [[var start, ..]] || start.Length < 2) return Words(field, sought);
        sought.Prefix = start;
        var words = new DisjunctionMaxQuery(0);
        foreach (var word in Beginning(field, start)) words.Add(new TermQuery(new Term(field, word)));
        return words;
    }

    // The most frequent words that begin so.
    private List<string> Beginning(string field, string start)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var leaf in view.Reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(field) is not { } terms) continue;
            var words = terms.GetEnumerator();
            if (words.SeekCeil(new Lucene.Net.Util.BytesRef(start)) == TermsEnum.SeekStatus.END) continue;
            var left = MostEnumerated;
            do
            {
                var word = words.Term.Utf8ToString();
                if (!word.StartsWith(start, StringComparison.Ordinal)) break;
                counts[word] = counts.GetValueOrDefault(word) + words.DocFreq;
            }
            while (--left > 0 && words.MoveNext());
        }

        IsCut |= counts.Count > MostOfOnePrefix;
        return [.. counts.OrderByDescending(pair => pair.Value).Take(MostOfOnePrefix).Select(pair => pair.Key)];
    }

    private void Must(Query query)
    {
        all.Add(query, Occur.MUST);
        isAnyWanted = true;
    }

    private void Exclude(Query query)
    {
        all.Add(query, Occur.MUST_NOT);
        isAnyExcluded = true;
    }

    private static ConstantScoreQuery Value(string field, string value) => new(new TermQuery(new Term(field, value))) { Boost = 0 };
}
