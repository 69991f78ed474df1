namespace Griot.Record;

/// <summary>
/// Something that was taken from the place where the public could read it, as the public list tells it: who took it, when and
/// why. It never holds a word of the piece itself.
/// </summary>
public sealed record Departure
{
    internal Departure() { }

    /// <summary>The entry that took it away.</summary>
    public required SealedEntry Entry { get; init; }

    /// <summary>Whose it was: the present card; null for what belongs to no provider.</summary>
    public ProviderCard? Provider { get; init; }

    /// <summary>Withdrawn, canceled, withheld, expired, held or removed; with reason and notice where these may be told.</summary>
    public required Tombstone Tombstone { get; init; }

    /// <summary>True where the item can be read again: it was restored, or its provider published it anew.</summary>
    public required bool IsBack { get; init; }

    /// <summary>The item; null where a card or another entry of its own lost its content.</summary>
    public string? Item => Entry.Entry.Item;

    /// <summary>The one version that was removed; null where it is the whole item.</summary>
    public int? Version => Entry.Entry.Kind == EntryKind.Removal ? Entry.Entry.Version : null;
}
