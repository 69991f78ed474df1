using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Griot.Enrichment.Search;

/// <summary>
/// Goes through what matches, from the newest part of the index to the oldest, and keeps the best. What it costs is bounded:
/// once so many pieces have matched and no older part can hold a newer one, it ends; then the count is “more than”.
/// </summary>
/// <param name="view">What is searched.</param>
/// <param name="wanted">How many of the best are kept.</param>
/// <param name="facets">What is counted on the way; null where nobody asks.</param>
/// <param name="time">Ends a search that takes too long.</param>
/// <param name="before">Only pieces whose rank is below are kept; all that match are counted.</param>
/// <param name="isWhole">Of the best none may be missing, however long it takes; only what is counted on the way ends then.</param>
internal sealed class Matching(IndexView view, SearchOrder order, int wanted, FacetCounts? facets, TimeProvider time, long before = long.MaxValue, bool isWhole = false)
{
    /// <summary>So many matches are looked at in any case; parts of the index that are older than these are passed over.</summary>
    internal const int Enough = 25_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);
    private static readonly ConditionalWeakTable<object, StrongBox<long>> Newest = [];

    private readonly PriorityQueue<Match, (float Score, long Rank)> best = new(wanted + 1);
    private readonly long began = time.GetTimestamp();

    /// <summary>How many matched.</summary>
    internal int Count { get; private set; }

    /// <summary>True where older parts of the index were passed over.</summary>
    internal bool IsMore { get; private set; }

    /// <summary>False where counting what they are took too long, and was given up.</summary>
    internal bool IsCounted { get; private set; } = true;

    /// <summary>Document numbers, the best first.</summary>
    internal IReadOnlyList<int> Run(Query query)
    {
        var weight = view.Searcher.CreateNormalizedWeight(query);
        var leaves = view.Reader.Leaves.Where(leaf => leaf.AtomicReader.MaxDoc > 0).ToList();
        for (var i = leaves.Count - 1; i >= 0 && !IsMore; i--)
        {
            Go(weight, leaves[i]);
            IsMore = i > 0 && IsEnough(leaves.Take(i));
        }

        var found = new int[best.Count];
        for (var place = found.Length - 1; place >= 0; place--) found[place] = best.Dequeue().Document;
        return found;
    }

    private void Go(Weight weight, AtomicReaderContext leaf)
    {
        var reader = leaf.AtomicReader;
        if (weight.GetScorer(leaf, reader.LiveDocs) is not { } scorer || reader.GetNumericDocValues(IndexFields.Rank) is not { } ranks) return;
        facets?.Enter(reader);
        var isScored = order == SearchOrder.Relevance;
        for (var document = scorer.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = scorer.NextDoc())
        {
            Count++;
            if (IsCounted) facets?.Count(document);
            if (ranks.Get(document) is var rank && rank < before) Offer(new Match(leaf.DocBase + document), isScored ? scorer.GetScore() : 0, rank);
            // One part may be all of the index: what takes too long ends within it.
            if ((Count & 1023) != 0 || !IsLate()) continue;
            if (!isWhole) break;
            IsCounted = false;
        }

        facets?.Leave();
    }

    private void Offer(Match match, float score, long rank)
    {
        if (best.Count < wanted) best.Enqueue(match, (score, rank));
        else if (best.TryPeek(out _, out var least) && (score, rank).CompareTo(least) > 0) best.EnqueueDequeue(match, (score, rank));
    }

    private bool IsEnough(IEnumerable<AtomicReaderContext> older)
    {
        if (!isWhole && IsLate()) return true;
        if (Count < Enough) return false;
        return order == SearchOrder.Relevance || (best.Count == wanted && best.TryPeek(out _, out var least) && older.All(leaf => NewestOf(leaf.AtomicReader) < least.Rank));
    }

    private bool IsLate() => time.GetElapsedTime(began) > Patience;

    private static long NewestOf(AtomicReader reader) => Newest.GetValue(reader.CoreCacheKey, _ => new StrongBox<long>(Highest(reader))).Value;

    private static long Highest(AtomicReader reader)
    {
        var (ranks, highest) = (reader.GetNumericDocValues(IndexFields.Rank), long.MinValue);
        for (var document = 0; ranks is not null && document < reader.MaxDoc; document++) highest = Math.Max(highest, ranks.Get(document));
        return highest;
    }

    private readonly record struct Match(int Document);
}
