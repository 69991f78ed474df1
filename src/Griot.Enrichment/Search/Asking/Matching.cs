using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>
/// Goes through what matches, from the newest part of the index to the oldest, and keeps the best. What it costs is bounded:
/// once so many pieces have matched, or had to be looked at, and no older part can hold a newer one, it ends; then the count is
/// “more than”.
/// </summary>
/// <param name="view">What is searched.</param>
/// <param name="wanted">How many of the best are kept.</param>
/// <param name="facets">What is counted on the way; null where nobody asks.</param>
/// <param name="time">Ends a search that takes too long.</param>
/// <param name="before">Only pieces whose rank is below are kept; all that match are counted.</param>
/// <param name="isWhole">Of the best none may be missing, however long it takes; only what is counted on the way ends then.</param>
/// <param name="enough">So many matches are counted in any case; parts of the index that are older than these are passed over.</param>
/// <param name="mostLooked">Of so many pieces it is looked whether they have the words, and of a fifth of them where; then older parts are passed over once a page is full.</param>
internal sealed class Matching(IndexView view, SearchOrder order, int wanted, FacetCounts? facets, TimeProvider time, long before = long.MaxValue, bool isWhole = false, int? enough = null, int mostLooked = Matching.MostLooked)
{
    private const int Enough = 10_000;
    // What has no words to be looked for is counted far more quickly.
    private const int EnoughWithoutWords = 100_000;
    private const int MostLooked = 50_000;
    // To read the places of words takes so many times as long as to read whether they are there.
    private const int PlacesTake = 5;

    private const int TogetherFound = 100;

    // Where limits leave fewer than one piece in so many, it is these that are gone through.
    private const int Few = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    private readonly PriorityQueue<int, (float Score, long Rank)> best = new(wanted + 1);
    private readonly long began = time.GetTimestamp();
    private long looked;
    private bool isBroken;

    /// <summary>How many matched.</summary>
    internal int Count { get; private set; }

    /// <summary>True where older parts of the index were passed over.</summary>
    internal bool IsMore { get; private set; }

    /// <summary>False where counting what they are took too long, and was given up.</summary>
    internal bool IsCounted { get; private set; } = true;

    /// <summary>Document numbers, the best first.</summary>
    internal IReadOnlyList<int> Run(Question question)
    {
        if (question.IsNothing) return [];
        var most = question.Words is { } sought && ReadsPlaces(sought) ? mostLooked / PlacesTake : mostLooked;
        var weight = question.Words is { } words ? view.Searcher.CreateNormalizedWeight(words) : null;
        var weighing = order == SearchOrder.Relevance && weight is not null ? new Weighing(question.Weighed, view.Searcher) : null;
        // Not as they lie: what is read anew, since a card or the labels changed, is put in again at the end.
        List<Part> parts = [.. Parts().Where(part => part.Times.Overlap(question.Limits)).OrderBy(part => part.Times.Newest)];
        for (var i = parts.Count - 1; i >= 0 && !IsMore; i--)
        {
            Go(parts[i], weight, weighing, Allowed.In(parts[i].Reader, parts[i].Times, question.Limits));
            IsMore = isBroken || (i > 0 && IsEnough(parts.Take(i), enough ?? (weight is null ? EnoughWithoutWords : Enough), most));
        }

        var found = new int[best.Count];
        for (var place = found.Length - 1; place >= 0; place--) found[place] = best.Dequeue();
        return found;
    }

    private IEnumerable<Part> Parts()
    {
        foreach (var leaf in view.Reader.Leaves)
            if (PartTimes.Of(leaf.AtomicReader) is { } times) yield return new Part(leaf, leaf.AtomicReader, times, leaf.AtomicReader.GetNumericDocValues(IndexFields.Rank));
    }

    private void Go(Part part, Weight? weight, Weighing? weighing, FixedBitSet? allowed)
    {
        if ((weight is null ? allowed : Matched(part, weight, weighing?.In(part.Leaf), allowed)) is not { } matched) return;
        var count = matched.Cardinality;
        Count += count;
        if (IsCounted && facets?.Add(part.Reader, matched, count, IsLate) == false) IsCounted = false;
        if (weight is null || order == SearchOrder.Time) TakeNewest(part, matched);
    }

    private static bool ReadsPlaces(Query query) => query is PhraseQuery or MultiPhraseQuery || (query is BooleanQuery all && all.Clauses.Any(clause => ReadsPlaces(clause.Query)));

    // Of what is allowed, or of all that is there, what has the words.
    private FixedBitSet? Matched(Part part, Weight weight, PartWeighing? weighing, FixedBitSet? allowed)
    {
        var few = allowed is not null && (long)allowed.Cardinality * Few < part.Reader.MaxDoc ? allowed : null;
        if (weight.GetScorer(part.Leaf, few is null ? allowed ?? part.Reader.LiveDocs : null) is not { } scorer) return null;
        looked += Math.Min(scorer.GetCost(), allowed?.Cardinality ?? int.MaxValue);
        var matched = new FixedBitSet(part.Reader.MaxDoc);
        for (var document = Next(scorer, -1, few); document != DocIdSetIterator.NO_MORE_DOCS && !isBroken; document = Next(scorer, document, few))
        {
            matched.Set(document);
            weighing?.Add(document, scorer.GetScore());
            if (weighing is not { IsFull: true }) continue;
            Weigh(part, weighing);
            // One part may be all of the index: what takes too long ends within it, where the newest are not asked for, which stand at its end.
            if (!isWhole && IsLate()) (isBroken, IsCounted) = (true, false);
        }

        if (weighing is not null) Weigh(part, weighing);
        return matched;
    }

    private void Weigh(Part part, PartWeighing weighing)
    {
        foreach (var (document, weight) in weighing.Take()) Weigh(part, document, weight);
    }

    private static int Next(Scorer scorer, int document, FixedBitSet? few)
    {
        if (few is null) return scorer.NextDoc();
        var wanted = Bits.Next(few, document + 1);
        while (wanted >= 0)
        {
            var found = scorer.DocID < wanted ? scorer.Advance(wanted) : scorer.DocID;
            if (found == wanted || found == DocIdSetIterator.NO_MORE_DOCS) return found;
            wanted = Bits.Next(few, found);
        }

        return DocIdSetIterator.NO_MORE_DOCS;
    }

    // From the end, where the newest stand.
    private void TakeNewest(Part part, FixedBitSet matched)
    {
        var document = Bits.Last(matched, part.Reader.MaxDoc - 1);
        while (document >= 0)
        {
            var block = document / PartTimes.Block;
            var isPassed = part.Times.OldestOf(block) >= before || !MayEnter(part.Times.NewestOf(block));
            if (!isPassed && part.Ranks.Get(document) is var rank && rank < before) Offer(part.Leaf.DocBase + document, 0, rank);
            document = Bits.Last(matched, isPassed ? (block * PartTimes.Block) - 1 : document - 1);
        }
    }

    // To read the rank takes longer than to weigh: most are too light, whatever theirs is.
    private void Weigh(Part part, int document, float score)
    {
        if (best.Count == wanted && best.TryPeek(out _, out var least) && score < least.Score) return;
        if (part.Ranks.Get(document) is var rank && rank < before) Offer(part.Leaf.DocBase + document, score, rank);
    }

    private bool MayEnter(long rank) => best.Count < wanted || (best.TryPeek(out _, out var least) && rank > least.Rank);

    private void Offer(int document, float score, long rank)
    {
        if (best.Count < wanted) best.Enqueue(document, (score, rank));
        else if (best.TryPeek(out _, out var least) && (score, rank).CompareTo(least) > 0) best.EnqueueDequeue(document, (score, rank));
    }

    private bool IsEnough(IEnumerable<Part> older, int mostFound, int most)
    {
        if (!isWhole && IsLate()) return true;
        // The same for some pages one behind the other: each of them is cut from what was found up to there.
        if (Count < mostFound && (looked < most || Count < ((wanted + TogetherFound - 1) / TogetherFound * TogetherFound))) return false;
        return order == SearchOrder.Relevance || (best.Count == wanted && !older.Any(part => MayEnter(part.Times.Newest)));
    }

    private bool IsLate() => time.GetElapsedTime(began) > Patience;

    private sealed record Part(AtomicReaderContext Leaf, AtomicReader Reader, PartTimes Times, NumericDocValues Ranks);
}
