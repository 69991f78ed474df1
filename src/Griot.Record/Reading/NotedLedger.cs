namespace Griot.Record;

/// <summary>The ledger, with a note of each read for whoever makes a page of it (<see cref="PageReads"/>).</summary>
internal sealed class NotedLedger(ILedgerReader ledger) : ILedgerReader
{
    public long Size
    {
        get
        {
            PageReads.Current?.All();
            return ledger.Size;
        }
    }

    public Task GrownAsync(long size, CancellationToken cancellation)
    {
        PageReads.Current?.All();
        return ledger.GrownAsync(size, cancellation);
    }

    public IReadOnlyList<SealedEntry> History(string item)
    {
        PageReads.Current?.Item(item);
        return ledger.History(item);
    }

    // What is sealed under an index is always the same; that nothing is there is not.
    public SealedEntry? At(long index)
    {
        var entry = ledger.At(index);
        if (entry is null) PageReads.Current?.All();
        return entry;
    }

    public IReadOnlyList<SealedEntry> Entries(long from, int limit)
    {
        PageReads.Current?.All();
        return ledger.Entries(from, limit);
    }

    // The bytes of an entry only ever go, by a removal, and that changes everything; where they are missing they may be found again.
    public byte[]? Content(long index, Part part)
    {
        var bytes = ledger.Content(index, part);
        if (bytes is null) PageReads.Current?.All();
        return bytes;
    }

    public bool HasContent(long index, Part part)
    {
        var has = ledger.HasContent(index, part);
        if (!has) PageReads.Current?.All();
        return has;
    }

    public IReadOnlyList<SealedEntry> Arrivals(string? provider, long before, int limit)
    {
        PageReads.Current?.List(provider, before);
        return ledger.Arrivals(provider, before, limit);
    }

    public IReadOnlyList<SealedEntry> Changes(string? provider, long before, int limit)
    {
        PageReads.Current?.List(provider, before);
        return ledger.Changes(provider, before, limit);
    }

    public IReadOnlyList<SealedEntry> News(string? provider, long before, int limit)
    {
        PageReads.Current?.List(provider, before);
        return ledger.News(provider, before, limit);
    }

    // By the providers' own dates: what comes later may stand anywhere.
    public IReadOnlyList<ArchivedEntry> Archived(string? provider, ArchivePlace before, int limit)
    {
        PageReads.Current?.List(provider);
        return ledger.Archived(provider, before, limit);
    }

    // Settled as the entry is sealed; who asks has the entry.
    public bool IsArchived(long index) => ledger.IsArchived(index);

    public long? NewestArchived(string? provider)
    {
        PageReads.Current?.List(provider);
        return ledger.NewestArchived(provider);
    }

    public IReadOnlyList<SealedEntry> ChangesFrom(string? provider, long from, int limit)
    {
        PageReads.Current?.List(provider);
        return ledger.ChangesFrom(provider, from, limit);
    }

    public long CountChanges(string? provider, long before)
    {
        PageReads.Current?.List(provider, before);
        return ledger.CountChanges(provider, before);
    }

    public IReadOnlyList<SealedEntry> Departures(string? provider, long before, int limit)
    {
        PageReads.Current?.List(provider, before);
        return ledger.Departures(provider, before, limit);
    }

    public IReadOnlyList<SealedEntry> Corrections(string? provider, long before, int limit)
    {
        PageReads.Current?.List(provider, before);
        return ledger.Corrections(provider, before, limit);
    }

    public IReadOnlyList<ProviderCard> Cards()
    {
        PageReads.Current?.Card(null);
        return ledger.Cards();
    }

    public long? CardEntry(string provider)
    {
        PageReads.Current?.Card(provider);
        return ledger.CardEntry(provider);
    }

    public ProviderCard? Card(string provider)
    {
        PageReads.Current?.Card(provider);
        return ledger.Card(provider);
    }

    // Any provider may take up a slug.
    public ProviderCard? CardBySlug(string slug)
    {
        PageReads.Current?.Card(null);
        return ledger.CardBySlug(slug);
    }

    public IReadOnlyDictionary<string, int> ItemsByProvider()
    {
        PageReads.Current?.List(null);
        return ledger.ItemsByProvider();
    }

    public int ItemsSince(DateTimeOffset moment)
    {
        PageReads.Current?.List(null);
        return ledger.ItemsSince(moment);
    }
}
