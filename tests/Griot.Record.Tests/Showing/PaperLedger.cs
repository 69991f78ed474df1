namespace Griot.Record.Tests.Showing;

/// <summary>
/// A ledger that a test writes by hand, entry by entry, also in ways that the real one refuses: what is shown has to be
/// right for every log that anyone may come with.
/// </summary>
internal sealed class PaperLedger : ILedgerReader
{
    private readonly List<SealedEntry> entries = [];
    private readonly Dictionary<(long Index, Part Part), byte[]> content = [];
    private readonly Dictionary<string, ProviderCard> cards = [];
    private DateTimeOffset time = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public long Size => entries.Count;

    public Task GrownAsync(long size, CancellationToken cancellation) => throw new NotSupportedException();

    public Shelf Shelf => new(this);

    /// <summary>Lets time go by before the next entry.</summary>
    public void Pass(TimeSpan span) => time += span;

    /// <summary>Registers a provider, or changes its card.</summary>
    public ProviderCard Register(ProviderCard card)
    {
        cards[card.Id] = card;
        var former = entries.FindLast(entry => entry.Entry.Kind == EntryKind.Provider && entry.Entry.Provider == card.Id);
        Put(Append(new Entry { Kind = EntryKind.Provider, Time = Tick(), Provider = card.Id, Prev = former?.Index }), Part.Record, card.ToBytes());
        return card;
    }

    /// <summary>A version as its provider delivers it; its number follows the item's last one.</summary>
    public SealedEntry Deliver(
        ProviderCard card, string item, ArticleRecord record, PubStatus status = PubStatus.Usable, Summary? summary = null, byte[]? delivery = null)
    {
        var sealedEntry = Append(new Entry
        {
            Kind = EntryKinds.For(record.Signal),
            Time = Tick(),
            Provider = card.Id,
            Channel = card.Channels[0].Id,
            Item = item,
            Version = History(item).Count(entry => entry.Entry.Kind.IsVersion) + 1,
            Status = status,
            Evidence = Evidence.Tls,
        });
        Put(sealedEntry, Part.Record, record.ToBytes());
        Put(sealedEntry, Part.Summary, (summary ?? SummaryOf(record)).ToBytes());
        Put(sealedEntry, Part.Delivery, delivery ?? record.ToBytes());
        Put(sealedEntry, Part.Envelope, "{}"u8.ToArray());
        return sealedEntry;
    }

    /// <summary>An entry that the house or the operator makes about an item.</summary>
    public SealedEntry Say(EntryKind kind, string item, int? version = null, Notice? notice = null)
    {
        var said = Append(new Entry { Kind = kind, Time = Tick(), Provider = History(item)[0].Entry.Provider, Item = item, Version = version });
        if (notice is not null) Put(said, Part.Record, notice.ToBytes());
        return said;
    }

    /// <summary>A removal of what belongs to no item: an earlier card.</summary>
    public SealedEntry Remove(ProviderCard card, Notice notice)
    {
        var said = Append(new Entry { Kind = EntryKind.Removal, Time = Tick(), Provider = card.Id });
        Put(said, Part.Record, notice.ToBytes());
        return said;
    }

    /// <summary>What a removal does to the bytes of an entry.</summary>
    public void Lose(SealedEntry sealedEntry)
    {
        foreach (var part in Enum.GetValues<Part>()) content.Remove((sealedEntry.Index, part));
    }

    /// <summary>How often the history of an item was read: each time costs as much as it has entries.</summary>
    public int HistoriesRead { get; private set; }

    public IReadOnlyList<SealedEntry> History(string item)
    {
        HistoriesRead++;
        return entries.FindAll(entry => entry.Entry.Item == item);
    }

    public SealedEntry? At(long index) => index >= 0 && index < entries.Count ? entries[(int)index] : null;

    public IReadOnlyList<SealedEntry> Entries(long from, int limit) => [.. entries.Skip((int)from).Take(limit)];

    public bool HasContent(long index, Part part) => Content(index, part) is not null;

    public byte[]? Content(long index, Part part) => content.GetValueOrDefault((index, part));

    public IReadOnlyList<SealedEntry> Arrivals(string? provider, long before, int limit) =>
        Newest(provider, before, limit, entry => entry is { Version: 1, Kind.IsVersion: true } or { Kind: EntryKind.Release });

    public IReadOnlyList<SealedEntry> Changes(string? provider, long before, int limit) => Newest(provider, before, limit, entry => entry.Item is not null);

    public IReadOnlyList<SealedEntry> News(string? provider, long before, int limit) => Changes(provider, before, limit);

    public IReadOnlyList<ArchivedEntry> Archived(string? provider, ArchivePlace before, int limit) => [];

    public bool IsArchived(long index) => false;

    public long? NewestArchived(string? provider) => null;

    public IReadOnlyList<SealedEntry> ChangesFrom(string? provider, long from, int limit) =>
        [.. entries.Where(entry => entry.Index >= from && entry.Entry.Item is not null && (provider is null || entry.Entry.Provider == provider)).Take(limit)];

    public long CountChanges(string? provider, long before) =>
        entries.Count(entry => entry.Index < before && entry.Entry.Item is not null && (provider is null || entry.Entry.Provider == provider));

    public IReadOnlyList<SealedEntry> Departures(string? provider, long before, int limit) => Newest(provider, before, limit, entry =>
        entry.Kind is EntryKind.Withdrawal or EntryKind.Hold or EntryKind.Removal or EntryKind.Expiry || entry.Status is PubStatus.Canceled or PubStatus.Withheld);

    public IReadOnlyList<SealedEntry> Corrections(string? provider, long before, int limit) => Newest(provider, before, limit, entry => entry.Kind is EntryKind.Correction);

    public IReadOnlyList<ProviderCard> Cards() => [.. cards.Values];

    public long? CardEntry(string provider) => entries.FindLast(entry => entry.Entry.Kind == EntryKind.Provider && entry.Entry.Provider == provider)?.Index;

    public ProviderCard? Card(string provider) => cards.GetValueOrDefault(provider);

    public ProviderCard? CardBySlug(string slug) =>
        cards.Values.FirstOrDefault(card => card.Slug == slug) ?? cards.Values.FirstOrDefault(card => card.FormerSlugs.Contains(slug));

    public IReadOnlyDictionary<string, int> ItemsByProvider() =>
        entries.Where(entry => entry.Entry.Version == 1).CountBy(entry => entry.Entry.Provider!).ToDictionary();

    public int ItemsSince(DateTimeOffset moment) => entries.Count(entry => entry.Entry.Version == 1 && entry.Entry.Time >= moment);

    internal static Summary SummaryOf(ArticleRecord record) => new()
    {
        Signal = record.Signal,
        Headline = record.Headline,
        By = [.. record.People.Select(person => person.Name)],
        Language = record.Language,
        Published = record.FirstCreated,
        Updated = record.VersionCreated,
        Excerpt = record.Terms == Terms.Link || record.Descriptions.Count == 0 ? null : record.Descriptions[0].Value,
        Terms = record.Terms,
        UsageTerms = record.UsageTerms,
        Link = record.Link,
        Origin = record.Origin,
        Reason = record.Descriptions.FirstOrDefault(description => description.Role == "reason")?.Value,
        KeepsText = record.KeepsText,
    };

    private SealedEntry Append(Entry entry)
    {
        entries.Add(new SealedEntry(entries.Count, entry));
        return entries[^1];
    }

    private void Put(SealedEntry sealedEntry, Part part, byte[] bytes) => content[(sealedEntry.Index, part)] = bytes;

    private DateTimeOffset Tick() => time = time.AddSeconds(1);

    private List<SealedEntry> Newest(string? provider, long before, int limit, Func<Entry, bool> wanted) =>
        [.. entries.Where(entry => entry.Index < before && (entry.Entry.Item is not null || entry.Entry.Kind == EntryKind.Removal) && (provider is null || entry.Entry.Provider == provider) && wanted(entry.Entry))
            .Reverse().Take(limit)];
}
