using System.Collections.Concurrent;
using Griot.Record;

namespace Griot.Bench.Search;

/// <summary>A ledger of invented articles that nobody stored: what is asked for is invented again. 600 providers, 500 articles a day. Used by any number of threads.</summary>
internal sealed class InventedLedger(long articles) : ILedgerReader
{
    private const int Providers = 600;
    private const int ADay = 500;
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    internal static readonly string[] Countries = ["ML", "SN", "CI", "GH", "NG", "TZ", "KE", "MZ", "CM", "TN", "MA", "ET"];
    private static readonly string Channel = new('c', OpaqueId.Length);

    private readonly ProviderCard[] cards = [.. Enumerable.Range(0, Providers).Select(Card)];
    private readonly Dictionary<string, ProviderCard> byId = Enumerable.Range(0, Providers).Select(Card).ToDictionary(card => card.Id, StringComparer.Ordinal);

    private ConcurrentDictionary<(long Index, Part Part), byte[]>? known;

    public long Size => articles;

    /// <summary>From now on what was given once is kept, so that what is measured is the search and not the inventing.</summary>
    internal void KeepWhatIsGiven() => known = new();

    internal static string ProviderSlug(int number) => "p" + number;

    public Task GrownAsync(long size, CancellationToken cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);

    public IReadOnlyList<SealedEntry> History(string item) => At(NumberOf(item)) is { } entry ? [entry] : [];

    public SealedEntry? At(long index) => index < 0 || index >= articles ? null : new SealedEntry(index, new Entry
    {
        Kind = EntryKind.Article,
        Time = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(index * 86400 / ADay),
        Provider = cards[(int)(index * 31 % Providers)].Id,
        Channel = Channel,
        Item = IdOf(index),
        Version = 1,
        Status = PubStatus.Usable,
        Evidence = Evidence.Tls,
    });

    public IReadOnlyList<SealedEntry> Entries(long from, int limit)
    {
        var entries = new List<SealedEntry>();
        for (var index = from; index < articles && entries.Count < limit; index++) entries.Add(At(index)!);
        return entries;
    }

    public bool HasContent(long index, Part part) => Content(index, part) is not null;

    public byte[]? Content(long index, Part part)
    {
        if (known is null) return Invented(index, part);
        if (known.TryGetValue((index, part), out var before)) return before;
        return Invented(index, part) is { } content ? known[(index, part)] = content : null;
    }

    private static byte[]? Invented(long index, Part part)
    {
        var record = InventedTexts.Record(index);
        if (part == Part.Record) return record.ToBytes();
        return part != Part.Summary ? null : new Summary { Signal = Signal.New, Headline = record.Headline, By = [record.By!], Language = record.Language, Terms = Terms.Full, Excerpt = "" }.ToBytes();
    }

    public IReadOnlyList<ProviderCard> Cards() => cards;

    public ProviderCard? Card(string provider) => byId.GetValueOrDefault(provider);

    public ProviderCard? CardBySlug(string slug) => Array.Find(cards, card => card.Slug == slug);

    public bool IsArchived(long index) => false;

    public IReadOnlyList<SealedEntry> Arrivals(string? provider, long before, int limit) => throw new NotSupportedException();

    public IReadOnlyList<SealedEntry> Changes(string? provider, long before, int limit) => throw new NotSupportedException();

    public IReadOnlyList<SealedEntry> News(string? provider, long before, int limit) => throw new NotSupportedException();

    public IReadOnlyList<ArchivedEntry> Archived(string? provider, ArchivePlace before, int limit) => throw new NotSupportedException();

    public long? NewestArchived(string? provider) => throw new NotSupportedException();

    public IReadOnlyList<SealedEntry> ChangesFrom(string? provider, long from, int limit) => throw new NotSupportedException();

    public long CountChanges(string? provider, long before) => throw new NotSupportedException();

    public IReadOnlyList<SealedEntry> Departures(string? provider, long before, int limit) => throw new NotSupportedException();

    public IReadOnlyList<SealedEntry> Corrections(string? provider, long before, int limit) => throw new NotSupportedException();

    public long? CardEntry(string provider) => throw new NotSupportedException();

    public IReadOnlyDictionary<string, int> ItemsByProvider() => throw new NotSupportedException();

    public int ItemsSince(DateTimeOffset moment) => throw new NotSupportedException();

    private static ProviderCard Card(int number) => new()
    {
        Id = IdOf(number + (1L << 40)),
        Slug = ProviderSlug(number),
        Name = "Provider " + InventedTexts.Name(number),
        Kind = (ProviderKind)(number % 3),
        Capacities = [new DatedCapacity((Capacity)(number % 11), new DateOnly(2020, 1, 1))],
        Country = Countries[number % Countries.Length],
        Terms = Terms.Full,
        Channels = [new CardChannel(Channel, ChannelKind.Feed, "provider.example", Public: true)],
    };

    // Scattered as real ids are: they are random.
    private static string IdOf(long number)
    {
        Span<char> id = stackalloc char[OpaqueId.Length];
        var scattered = unchecked((ulong)number * 0x9E3779B97F4A7C15);
        for (var i = 0; i < 13; i++) id[i] = Letters[(int)((scattered >> (i * 5)) & 31)];
        for (var i = 13; i < id.Length; i++) id[i] = Letters[(int)((number >> ((i - 13) * 5)) & 31)];
        return new string(id);
    }

    private static long NumberOf(string id)
    {
        long number = 0;
        for (var i = id.Length - 1; i >= 13; i--) number = (number << 5) | (uint)Letters.IndexOf(id[i], StringComparison.Ordinal);
        return number;
    }
}
