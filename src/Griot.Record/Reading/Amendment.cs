namespace Griot.Record;

/// <summary>
/// A provider's word about what it had published: a correction that can be read, with the version that it corrects, or a piece that it
/// took back.
/// </summary>
public sealed record Amendment
{
    internal Amendment() { }

    /// <summary>The entry that says so.</summary>
    public required SealedEntry Entry { get; init; }

    public required ProviderCard Provider { get; init; }

    /// <summary>The correction, with its text where terms allow it; null for what was taken back.</summary>
    public Rendition? After { get; init; }

    /// <summary>The readable version before it; null where there is none.</summary>
    public Rendition? Before { get; init; }

    /// <summary>What was taken back, and why; null for a correction.</summary>
    public Departure? Departure { get; init; }
}
