namespace Griot.Record;

/// <summary>
/// An entry of the log that the public may know of. What it is about is shown as it stands now, never as it stood then: an old
/// entry of a piece that was taken back since shows its tombstone.
/// </summary>
public sealed record Change
{
    internal Change() { }

    public required SealedEntry Entry { get; init; }

    /// <summary>Whose it is: the present card; null for what belongs to no provider.</summary>
    public required ProviderCard? Provider { get; init; }

    /// <summary>An import brought it long after its day: it is new to the house, and no news.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The item; null for a change of no item, such as a provider's card.</summary>
    public Rendition? Rendition { get; init; }
}
