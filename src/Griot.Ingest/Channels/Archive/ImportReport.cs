namespace Griot.Ingest.Channels.Archive;

/// <summary>What an import has come to.</summary>
public sealed record ImportReport
{
    /// <summary>Pieces that were sealed as new.</summary>
    public int Taken { get; init; }

    /// <summary>Pieces that were sealed as newer versions of what this archive, or an earlier one, had brought.</summary>
    public int Updated { get; init; }

    /// <summary>Pieces that the house had already, through this channel or another of the provider.</summary>
    public int Known { get; init; }

    /// <summary>What was never meant to be a piece: drafts, attachments, pictures of pages.</summary>
    public int Passed { get; init; }

    /// <summary>What lies in quarantine now, with its reason.</summary>
    public int Quarantined { get; init; }

    /// <summary>What could not be taken, and is kept nowhere but in the archive.</summary>
    public int Refused { get; init; }

    /// <summary>How often each reason was given.</summary>
    public IReadOnlyDictionary<string, int> Reasons { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The first of what was refused or set aside: where it lay, and why.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Bytes that were read, and of how many.</summary>
    public long Done { get; init; }

    public long Bytes { get; init; }
}

/// <summary>What came of an import.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome() { }

    /// <summary>It was read to its end. The same import again takes nothing twice.</summary>
    public sealed record Imported(string Channel, ImportReport Report) : ImportOutcome;

    /// <summary>It was not begun.</summary>
    public sealed record Refused(string Reason) : ImportOutcome;
}
