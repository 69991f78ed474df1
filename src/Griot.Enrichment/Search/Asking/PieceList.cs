using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>A page of the pieces that have one label, the newest first, as the public sees them at this moment.</summary>
/// <param name="Pieces">Without their texts.</param>
/// <param name="Count">How many there are; where <see cref="IsMore"/>, at least so many.</param>
/// <param name="IsMore">True where not all were counted.</param>
/// <param name="IsBehind">True while the index is being made: pieces are missing.</param>
/// <param name="Facets">What else all of them are; on the first page only.</param>
/// <param name="Next">The cursor of the page that follows; null at the end.</param>
public sealed record PieceList(IReadOnlyList<Rendition> Pieces, int Count, bool IsMore, bool IsBehind, SearchFacets? Facets, long? Next);
