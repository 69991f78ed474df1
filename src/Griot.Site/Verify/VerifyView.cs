using Griot.Record;
using Griot.Web;

namespace Griot.Site;

/// <summary>All that the page shows by which a version is checked; taken from the shelf, which decided it.</summary>
public sealed record VerifyView
{
    public required Edition Edition { get; init; }

    /// <summary>The version as readers see it, or its tombstone.</summary>
    public required Rendition It { get; init; }

    /// <summary>The entry that sealed it.</summary>
    public required SealedEntry Entry { get; init; }

    /// <summary>Whether a published checkpoint covers the entry.</summary>
    public required bool IsSigned { get; init; }

    /// <summary>Which of its sealed bytes anyone may have.</summary>
    public required IReadOnlySet<Part> Given { get; init; }

    public int Number => Entry.Entry.Version!.Value;
    public bool IsGone => It.Answer == Answer.Gone;

    /// <summary>What the article's page shows of it; null where neither of the two is given.</summary>
    public Part? Shown => Given.Contains(Part.Record) ? Part.Record : Given.Contains(Part.Summary) ? Part.Summary : null;
}
