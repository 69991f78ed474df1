using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>What the pieces of one part of the index are. A part that has not changed is not counted again.</summary>
internal sealed class LeafCounts
{
    private static readonly ConditionalWeakTable<object, LeafCounts> Kept = [];

    private readonly FacetCounts facets = new();
    private readonly Dictionary<DateOnly, int> days = [];
    private int total;

    private LeafCounts(AtomicReader reader)
    {
        var (live, ranks, all) = (reader.LiveDocs, reader.GetNumericDocValues(IndexFields.Rank), new FixedBitSet(reader.MaxDoc));
        for (var document = 0; document < reader.MaxDoc; document++)
        {
            if (live is not null && !live.Get(document)) continue;
            all.Set(document);
            if (ranks is not null) days[IndexedPiece.DayOfRank(ranks.Get(document))] = days.GetValueOrDefault(IndexedPiece.DayOfRank(ranks.Get(document))) + 1;
        }

        total = all.Cardinality;
        facets.Add(reader, all, total, static () => false);
    }

    /// <summary>All parts together.</summary>
    internal static LabelCounts Of(IndexView view, bool isBehind)
    {
        var leaves = view.Reader.Leaves.Where(leaf => leaf.AtomicReader.MaxDoc > 0)
            .Select(leaf => Kept.GetValue(leaf.AtomicReader.CombinedCoreAndDeletesKey, _ => new LeafCounts(leaf.AtomicReader))).ToList();
        return new LabelCounts
        {
            Total = leaves.Sum(leaf => leaf.total),
            Countries = Sum(leaves.Select(leaf => leaf.facets.Of(IndexFields.Country))),
            Regions = Sum(leaves.Select(leaf => leaf.facets.Of(IndexFields.Region))),
            Subjects = Sum(leaves.Select(leaf => leaf.facets.Of(IndexFields.Subject))),
            Languages = Sum(leaves.Select(leaf => leaf.facets.Of(IndexFields.Language))),
            Genres = Sum(leaves.Select(leaf => leaf.facets.Of(IndexFields.Genre))),
            Days = Sum(leaves.Select(leaf => leaf.days)),
            IsBehind = isBehind,
        };
    }

    private static Dictionary<T, int> Sum<T>(IEnumerable<IReadOnlyDictionary<T, int>> parts) where T : notnull =>
        parts.SelectMany(part => part).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
}
