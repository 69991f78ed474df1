using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>What was found, as the public sees it at this moment.</summary>
public sealed record SearchAnswer
{
    public required SearchRequest Request { get; init; }

    /// <summary>The results of the page that was asked for.</summary>
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>How many pieces match; where <see cref="IsMore"/>, at least so many.</summary>
    public required int Count { get; init; }

    /// <summary>True where older pieces were not looked at, since enough newer ones match.</summary>
    public bool IsMore { get; init; }

    /// <summary>True where not all that was typed was searched: it was too long, or its beginnings of words too many.</summary>
    public bool IsCut { get; init; }

    /// <summary>True while the index is being made: results are missing.</summary>
    public bool IsBehind { get; init; }

    /// <summary>What the matching pieces are; null where it was not asked for, or can't be said at the moment.</summary>
    public SearchFacets? Facets { get; init; }

    /// <summary>The same words, spelled as pieces spell them; null where there is nothing to suggest.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Whether another page follows.</summary>
    public bool HasNext => Request.Page < SearchRequest.MostPages && (Count > Request.Page * SearchRequest.PageSize || (IsMore && Hits.Count == SearchRequest.PageSize));
}

/// <summary>A piece that was found.</summary>
/// <param name="Piece">As the public may see it.</param>
/// <param name="Headline">Its headline, with what was sought marked.</param>
/// <param name="Snippet">Words of its text; empty where its terms keep the text back.</param>
public sealed record SearchHit(Rendition Piece, IReadOnlyList<SnippetRun> Headline, IReadOnlyList<SnippetRun> Snippet);

/// <summary>A run of a provider's own words, unchanged: to be escaped, and marked where it is what was sought.</summary>
public sealed record SnippetRun(string Text, bool IsMarked);

/// <summary>How many of the matching pieces have a value; from the most to the least, of months from the newest.</summary>
/// <param name="Value">As it stands in an address; of providers the slug.</param>
/// <param name="Count">Pieces.</param>
public sealed record FacetValue(string Value, int Count);

/// <summary>The values of the pieces that match.</summary>
public sealed record SearchFacets
{
    public required IReadOnlyList<FacetValue> Providers { get; init; }
    public required IReadOnlyList<FacetValue> Kinds { get; init; }
    public required IReadOnlyList<FacetValue> Capacities { get; init; }
    public required IReadOnlyList<FacetValue> Countries { get; init; }
    public required IReadOnlyList<FacetValue> Regions { get; init; }
    public required IReadOnlyList<FacetValue> Subjects { get; init; }
    public required IReadOnlyList<FacetValue> Languages { get; init; }
    public required IReadOnlyList<FacetValue> Genres { get; init; }

    /// <summary>Year and month: <c>2026-11</c>.</summary>
    public required IReadOnlyList<FacetValue> Months { get; init; }

    // Kind and capacity are the provider's: what it declares now, and what the index will say in a moment.
    internal static SearchFacets Of(FacetCounts counts, ILedgerReader ledger)
    {
        var providers = counts.Of(IndexFields.Provider).Select(pair => (Card: ledger.Card(pair.Key), pair.Value)).Where(one => one.Card is not null).ToList();
        return new SearchFacets
        {
            Providers = Most(providers.Select(one => (one.Card!.Slug, one.Value))),
            Kinds = Most(providers.Select(one => (Word.Of(one.Card!.Kind), one.Value))),
            Capacities = Most(providers.SelectMany(one => one.Card!.CurrentCapacities.Distinct().Select(capacity => (Word.Of(capacity), one.Value)))),
            Countries = Most(Pairs(counts, IndexFields.Country)),
            Regions = Most(Pairs(counts, IndexFields.Region)),
            Subjects = Most(Pairs(counts, IndexFields.Subject)),
            Languages = Most(Pairs(counts, IndexFields.Language)),
            Genres = Most(Pairs(counts, IndexFields.Genre)),
            Months = [.. Pairs(counts, IndexFields.Month).OrderByDescending(pair => pair.Item1, StringComparer.Ordinal).Select(pair => new FacetValue(pair.Item1, pair.Item2))],
        };
    }

    private static IEnumerable<(string, int)> Pairs(FacetCounts counts, string field) => counts.Of(field).Select(pair => (pair.Key, pair.Value));

    private static IReadOnlyList<FacetValue> Most(IEnumerable<(string Value, int Count)> values) =>
        [.. values.GroupBy(value => value.Value, StringComparer.Ordinal).Select(group => new FacetValue(group.Key, group.Sum(value => value.Count)))
            .OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal)];
}
