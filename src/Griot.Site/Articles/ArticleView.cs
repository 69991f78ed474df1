using System.Collections.Frozen;
using Griot.Enrichment.Labels;
using Griot.Record;
using Griot.Web;

namespace Griot.Site;

/// <summary>All that the page of a piece shows; taken from the shelf, which decided it.</summary>
public sealed record ArticleView
{
    public required Edition Edition { get; init; }
    public required Rendition It { get; init; }

    /// <summary>The text as the page carries it; null where terms allow less.</summary>
    public BodyText? Text { get; init; }

    /// <summary>The readable version before this one, where there is one and its text may be shown.</summary>
    public Rendition? Before { get; init; }

    /// <summary>What changed since then, word by word; null where that is long.</summary>
    public VersionDifference? Difference { get; init; }

    /// <summary>What changed with a version since the readable one before it, in one line, by its number: of the newest of them.</summary>
    public IReadOnlyDictionary<int, string> Changes { get; init; } = FrozenDictionary<int, string>.Empty;

    /// <summary>Answers, and those that did not come.</summary>
    public BesidePiece Beside { get; init; } = BesidePiece.Nothing;

    /// <summary>Rights of reply that are shown.</summary>
    public IReadOnlyList<Rendition> Replies { get; init; } = [];

    /// <summary>Of a right of reply: the piece that it answers, which may have gone.</summary>
    public Rendition? Answered { get; init; }

    /// <summary>Pieces of its provider that are translations of the same text, as that says; of the newest version only.</summary>
    public IReadOnlyList<Rendition> Translations { get; init; } = [];

    /// <summary>Its pictures and documents.</summary>
    public IReadOnlyList<PageMedia> Media { get; init; } = [];

    /// <summary>Whether the exact bytes as delivered may be had.</summary>
    public bool HasDelivery { get; init; }

    /// <summary>Whether a published checkpoint covers the version's entry.</summary>
    public bool IsSigned { get; init; }

    /// <summary>What the house says about it.</summary>
    public required ItemLabels Labels { get; init; }

    /// <summary>The day whose page lists it: on which it came before the public, in UTC; of what an import brought, its provider's own.</summary>
    public required DateOnly Day { get; init; }

    public ProviderCard Provider => It.Provider;
    public Summary Summary => It.Summary!;

    /// <summary>When it was changed last: as its provider says, else, of what came again, when that came before the public.</summary>
    internal DateTimeOffset? Modified => Summary.Updated ?? It.Record?.VersionCreated ?? (Number > 1 ? It.VersionCameOut : null);

    public int Number => It.Version.Entry.Version ?? 1;
    public bool IsNewest => It.State.Standing == Standing.Visible && It.Version.Index == It.State.Current!.Index;
}
