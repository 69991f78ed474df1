namespace Griot.Record;

/// <summary>
/// What may be read of the ledger. Reads see whole durable batches only, never wait for the writer, and may be called
/// from any thread. Nothing here decides what the public may see: <see cref="Shelf"/> does, by <see cref="Showing"/>.
/// </summary>
public interface ILedgerReader
{
    /// <summary>Entries in the log.</summary>
    long Size { get; }

    /// <summary>
    /// Ends once the log has more than so many entries, as soon as this process has sealed one. What other processes seal is not
    /// told: whoever waits has to look now and then.
    /// </summary>
    Task GrownAsync(long size, CancellationToken cancellation);

    /// <summary>Every entry of an item, in order; empty for an unknown one.</summary>
    IReadOnlyList<SealedEntry> History(string item);

    /// <summary>The entry at a log index, or null beyond the end.</summary>
    SealedEntry? At(long index);

    /// <summary>Every entry of the log, of every kind, oldest first, from a log index on.</summary>
    IReadOnlyList<SealedEntry> Entries(long from, int limit);

    /// <summary>The bytes that an entry commits to as the given part; null where there are none, or they were removed.</summary>
    byte[]? Content(long index, Part part);

    /// <summary>Whether there are such bytes, without reading them.</summary>
    bool HasContent(long index, Part part);

    /// <summary>
    /// Entries that brought an item before the public (first versions and releases), newest first; without those that an import
    /// brought long after their day (<see cref="Archived"/>).
    /// </summary>
    /// <param name="provider">Of one provider, or of all where null.</param>
    /// <param name="before">Only entries below this log index.</param>
    /// <param name="limit">At most so many.</param>
    IReadOnlyList<SealedEntry> Arrivals(string? provider, long before, int limit);

    /// <summary>Entries about items, of every kind, newest first.</summary>
    IReadOnlyList<SealedEntry> Changes(string? provider, long before, int limit);

    /// <summary>The same as <see cref="Changes"/> without first versions that an import brought long after their day: what is new.</summary>
    IReadOnlyList<SealedEntry> News(string? provider, long before, int limit);

    /// <summary>First versions that an import brought long after their day, by their provider's own date, the newest first; of one provider, or of all where null.</summary>
    IReadOnlyList<ArchivedEntry> Archived(string? provider, ArchivePlace before, int limit);

    /// <summary>True for an entry that is one of those.</summary>
    bool IsArchived(long index);

    /// <summary>The last of them in the log, of one provider or of all; null where there is none.</summary>
    long? NewestArchived(string? provider);

    /// <summary>Entries about items, of every kind, oldest first, from a log index on.</summary>
    IReadOnlyList<SealedEntry> ChangesFrom(string? provider, long from, int limit);

    /// <summary>How many entries about items stand below a log index.</summary>
    long CountChanges(string? provider, long before);

    /// <summary>
    /// Entries that may have taken something from its page, newest first: withdrawals, holds, removals, expiries, and
    /// versions that their provider canceled or withheld. Whether the public may know of one is decided by <see cref="Shelf"/>.
    /// </summary>
    IReadOnlyList<SealedEntry> Departures(string? provider, long before, int limit);

    /// <summary>How many entries of all kinds <see cref="Corrections"/> looks back over: corrections are seldom, and no index lists them.</summary>
    const int CorrectionReach = 100_000;

    /// <summary>Versions that their provider calls corrections, newest first, of those <see cref="CorrectionReach"/> entries below a log index; of one provider, or of all where null.</summary>
    IReadOnlyList<SealedEntry> Corrections(string? provider, long before, int limit);

    /// <summary>The present card of every provider, in the order of registration.</summary>
    IReadOnlyList<ProviderCard> Cards();

    /// <summary>The log index of the newest card of a provider; null where it has none. Its bytes may be gone where it was recovered without them.</summary>
    long? CardEntry(string provider);

    /// <summary>The present card of a provider by its id.</summary>
    ProviderCard? Card(string provider);

    /// <summary>The present card of the provider that bears this slug, or bore it earlier.</summary>
    ProviderCard? CardBySlug(string slug);

    /// <summary>How many items each provider has delivered.</summary>
    IReadOnlyDictionary<string, int> ItemsByProvider();

    /// <summary>How many items have arrived since a moment, without what an import brought long after its day.</summary>
    int ItemsSince(DateTimeOffset moment);
}
