namespace Griot.Record;

/// <summary>An entry with its place in the log.</summary>
public sealed record SealedEntry(long Index, Entry Entry);

/// <summary>Where an item stands towards the public.</summary>
public enum Standing
{
    Visible, Embargoed, Withheld, Held, Withdrawn, Canceled, Expired, Removed,
    /// <summary>Nobody took it away: what its entry sealed is lost here. Of a tombstone only; the log says nothing of it.</summary>
    Lost,
}

/// <summary>
/// What the log says of an item: a pure function of its entries in order, and of nothing else, so that everybody who
/// holds the log comes to the same answer and no clock is needed.
/// </summary>
public sealed record ItemState
{
    public required string Item { get; init; }
    public required string Provider { get; init; }

    /// <summary>Where the <see cref="StateMachine"/> has come to.</summary>
    public required ItemStatus Status { get; init; }

    public Standing Standing => StateMachine.StandingOf(Status);

    /// <summary>True once the public could read it: from then on a tombstone stands where it stood, never nothing.</summary>
    public required bool WasPublic { get; init; }

    /// <summary>Every version, oldest first, whether it may be seen or not.</summary>
    public required IReadOnlyList<SealedEntry> Versions { get; init; }

    /// <summary>The versions that carry text and are usable or released, oldest first; removed ones are not among them.</summary>
    public required IReadOnlyList<SealedEntry> Readable { get; init; }

    /// <summary>The last of these; the first version where none can be read any more.</summary>
    public SealedEntry LastReadable => Readable.Count > 0 ? Readable[^1] : Versions[0];

    /// <summary>The pictures and files of all versions, in order; those whose content was removed too.</summary>
    public required IReadOnlyList<SealedEntry> Media { get; init; }

    /// <summary>The entries that ended the embargo of a version, by the version's number.</summary>
    public required IReadOnlyDictionary<int, SealedEntry> Released { get; init; }

    /// <summary>The entries that removed a single version, by its number; a removal of the whole item is its <see cref="Cause"/>.</summary>
    public required IReadOnlyDictionary<int, SealedEntry> Removed { get; init; }

    /// <summary>
    /// The version that its provider's words let be read: the newest readable one that was not taken from the public since. Null
    /// where there is none. It is there under a hold too, which is not the provider's word.
    /// </summary>
    public SealedEntry? Current { get; init; }

    /// <summary>The entry that took the item from the page (withdrawal, hold, expiry, removal); null while it is visible.</summary>
    public SealedEntry? Cause { get; init; }

    /// <summary>The newest entry of the item, of whatever kind.</summary>
    public required SealedEntry Last { get; init; }

    /// <summary>
    /// The newest entry that the public may know of: an embargoed update does not move the piece that it will follow, and neither
    /// does a picture, which comes with its version or is fetched after it.
    /// </summary>
    public required SealedEntry Changed { get; init; }

    /// <summary>
    /// The entries that the public may know of, in order, from the one that brought the item before it. Whether an entry is
    /// among them depends on those before it alone: the list only grows, whenever it is asked for.
    /// </summary>
    public required IReadOnlyList<SealedEntry> Told { get; init; }

    /// <summary>The entry that brought a version before the public: its own, or the one that ended its embargo.</summary>
    public SealedEntry OutBy(SealedEntry version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Released.GetValueOrDefault(version.Entry.Version ?? 0) ?? version;
    }

    /// <summary>
    /// The versions by which the provider took a version back, oldest first: its text does not come back where the provider
    /// publishes the item anew.
    /// </summary>
    public IReadOnlyList<SealedEntry> TakenBack(int version) =>
        [.. Versions.Where(later => later.Entry.Version > version && StateMachine.EventOf(later.Entry) is ItemEvent.Withdrawal or ItemEvent.Canceled)];

    /// <summary>
    /// Reads the state from an item's entries in the order of the log. Null for an empty list and for one whose first
    /// version is missing (a log that was tampered with): nothing is shown of such an item.
    /// </summary>
    public static ItemState? Fold(IReadOnlyList<SealedEntry> history)
    {
        var fold = new ItemFold();
        foreach (var entry in history) fold.Read(entry);
        return fold.Result();
    }
}
