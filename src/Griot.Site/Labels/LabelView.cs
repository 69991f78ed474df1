using Griot.Enrichment.Search;
using Griot.Web;

namespace Griot.Site;

/// <summary>All that the page of one label shows: a country, a region, a subject, a language, a genre, a day, or what has documents.</summary>
public sealed record LabelView
{
    public required Edition Edition { get; init; }

    /// <summary>What it is called, and in which language where that is not the edition's.</summary>
    public required string Title { get; init; }
    public string? TitleLang { get; init; }

    /// <summary>Its address in an edition.</summary>
    public required Func<Edition, string> In { get; init; }

    /// <summary>Its feeds, by the last part of their address; null where it has none.</summary>
    public string? Feed { get; init; }

    /// <summary>Where a list of labels of its kind stands, and the broader ones that it belongs to, the broadest first.</summary>
    public IReadOnlyList<LabelLink> Above { get; init; } = [];

    /// <summary>Where its pieces come from.</summary>
    public required string Note { get; init; }

    /// <summary>What can be looked at instead: narrower ones, and what its pieces are besides.</summary>
    public IReadOnlyList<LabelGroup> Beside { get; init; } = [];

    public required PieceList List { get; init; }

    /// <summary>The cursor that led here; null on the newest page.</summary>
    public long? Before { get; init; }

    /// <summary>Of a day: the nearest ones that have something.</summary>
    public LabelLink? Earlier { get; init; }
    public LabelLink? Later { get; init; }
}
