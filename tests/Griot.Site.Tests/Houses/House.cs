using System.Net;
using Griot.Enrichment;
using Griot.Enrichment.Search;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Record;
using Griot.Testing;
using Griot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Site.Tests;

/// <summary>A whole house for a test: a real ledger in a temporary folder behind a real server on a free port.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly WebApplication app;
    private readonly WebApplication keepless;
    private int delivered;

    private House(HouseSettings settings, TemporaryFolder folder, string? checkpointCopy = null)
    {
        this.folder = folder;
        Store = LedgerStore.Open(folder.Path, Time);
        Read = FailingLedger.Over(Store);
        Log = new LogOptions(folder.Path) { CheckpointCopy = checkpointCopy ?? folder.File("elsewhere") };
        Answers = new Answers(item => Store.History(item) is [var first, ..] ? first.Entry.Provider : null);
        app = Build(settings, new KeepingOptions(), folder.Path, (ILedgerReader)(object)Read);
        keepless = Build(settings, new KeepingOptions { Bytes = 0 }, folder.File("keepless"), Store);
        Writer = Store;
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 18, 40, 0, TimeSpan.Zero));
    public LedgerStore Store { get; }

    /// <summary>By what the server that keeps pages reads the store.</summary>
    public FailingLedger Read { get; }

    public ArticleSearch Search => app.Services.GetRequiredService<ArticleSearch>();

    /// <summary>Who seals: this house's store, or one that a test opened beside it, as another process would.</summary>
    public LedgerStore Writer { get; set; }

    public string Folder => folder.Path;
    public LogOptions Log { get; }
    public Answers Answers { get; }
    public Views Views { get; } = new();
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Asks a server of the same house that keeps no page.</summary>
    public HttpClient Keepless { get; private set; } = null!;

    public LogWatch Watch => app.Services.GetRequiredService<LogWatch>();

    public PageStore Kept => app.Services.GetRequiredService<PageStore>();

    public PageUpkeep Upkeep => app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<PageUpkeep>().Single();

    /// <summary>The operator's mapping of categories; none is there unless a test writes it.</summary>
    public string MappingFile => folder.File("subjects.csv");

    public static Task<House> OpenAsync(HouseSettings? settings = null) => OpenAsync(new House(settings ?? Usual, new TemporaryFolder()));

    /// <summary>Store and key as they are now, as a backup would have them.</summary>
    public TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(folder.Path).Where(file => Path.GetExtension(file) is ".db" or ".db-wal" or ".key")) File.Copy(file, copy.File(Path.GetFileName(file)));
        return copy;
    }

    /// <summary>A house on a copy of this one: frozen, where this one has published more since.</summary>
    public async Task<House> RestoredAsync(TemporaryFolder copy)
    {
        var house = await OpenAsync(new House(Usual, copy, Log.CheckpointCopy));
        await house.SignAsync();
        return house;
    }

    private static HouseSettings Usual { get; } = new() { PublicUrl = new Uri("https://griot.example"), Demonstration = true };

    private static async Task<House> OpenAsync(House house)
    {
        await house.app.StartAsync();
        await house.keepless.StartAsync();
        (house.Client, house.Keepless) = (ClientOf(house.app), ClientOf(house.keepless));
        return house;
    }

    private static HttpClient ClientOf(WebApplication app) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };

    public async Task<ProviderCard> RegisterAsync(ProviderCard card)
    {
        var outcome = await Writer.AppendAsync(
            new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug, Follows = Store.CardEntry(card.Id) }, default);
        Assert.IsType<AppendOutcome.Sealed>(outcome);
        return card;
    }

    /// <summary>Seals a version and gives the item's id; a new item where none is named.</summary>
    public async Task<string> DeliverAsync(ProviderCard card, ArticleRecord record, string? item = null, string? excerpt = null, string? reason = null, Evidence evidence = Evidence.Tls, params IReadOnlyList<MediaDescription> files)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        var follows = item is null ? null : (long?)Store.History(item)[^1].Index;
        item ??= OpaqueId.New();
        var channel = card.Channels[0].Id;
        delivered++;
        await AppendAsync(new Draft
        {
            Kind = EntryKinds.For(record.Signal),
            Provider = card.Id,
            Channel = channel,
            Item = item,
            Follows = follows,
            Status = record.PubStatus,
            Evidence = evidence,
            Delivery = System.Text.Encoding.UTF8.GetBytes($"<item>{delivered}</item>"),
            Files = [.. files.Select(file => new DraftFile(file.ToBytes(), [1, 2, 3]))],
            Record = record.ToBytes(),
            Summary = Written.Summary(record, excerpt, reason).ToBytes(),
            Identity = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(item)),
        });
        return item;
    }

    /// <summary>Seals a piece as an import of an archive does, long after its day.</summary>
    public async Task<string> ImportAsync(ProviderCard card, ArticleRecord record)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        var item = OpaqueId.New();
        await AppendAsync(new Draft
        {
            Kind = EntryKind.Article,
            Provider = card.Id,
            Channel = card.Channels[0].Id,
            Item = item,
            Status = record.PubStatus,
            Evidence = Evidence.Entered,
            Delivery = System.Text.Encoding.UTF8.GetBytes(item),
            Record = record.ToBytes(),
            Summary = Written.Summary(record, null, null).ToBytes(),
            ArchivedAt = (record.FirstCreated ?? Time.GetUtcNow()).ToUnixTimeSeconds(),
            Identity = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(item)),
        });
        return item;
    }

    /// <summary>The embargo of a version ends.</summary>
    public Task ReleaseAsync(ProviderCard card, string item, int version) =>
        AppendAsync(new Draft { Kind = EntryKind.Release, Provider = card.Id, Item = item, Version = version, Follows = Store.History(item)[^1].Index, Status = PubStatus.Usable });

    /// <summary>The operator stops publishing an item.</summary>
    public Task HoldAsync(ProviderCard card, string item, Notice notice) => AppendAsync(new Draft
    {
        Kind = EntryKind.Hold,
        Provider = card.Id,
        Item = item,
        Follows = Store.History(item)[^1].Index,
        Record = notice.ToBytes(),
    });

    /// <summary>The operator publishes it again.</summary>
    public Task RestoreAsync(ProviderCard card, string item) => AppendAsync(new Draft { Kind = EntryKind.Restore, Provider = card.Id, Item = item, Follows = Store.History(item)[^1].Index });

    /// <summary>All of an item goes by order.</summary>
    public async Task RemoveAsync(ProviderCard card, string item, Notice notice)
    {
        var history = Store.History(item);
        var removal = new Removal
        {
            Entry = new Draft { Kind = EntryKind.Removal, Provider = card.Id, Item = item, Follows = history[^1].Index, Delivery = [1], Record = notice.ToBytes() },
            Targets = [.. history.SelectMany(entry => Enum.GetValues<Part>().Where(part => entry.Entry.CommitmentTo(part) is not null).Select(part => new EntryPart(entry.Index, part)))],
        };
        Assert.IsType<AppendOutcome.Sealed>(await Writer.RemoveAsync(removal, default));
    }

    /// <summary>Brings what is derived to the end of the ledger; nothing follows by itself. Each of the two servers has an index of its own.</summary>
    public void Follow()
    {
        foreach (var server in (WebApplication[])[app, keepless]) server.Services.GetRequiredService<Followers>().CatchUp();
    }

    /// <summary>Signs what was sealed.</summary>
    public async Task SignAsync()
    {
        using var signer = await Signer.OpenAsync(Store, Log, Time, thorough: false, default);
        await signer.SignAsync(default);
    }

    public async Task<string> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> AskAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Keepless.Dispose();
        await app.DisposeAsync();
        await keepless.DisposeAsync();
        await Store.DisposeAsync();
        folder.Dispose();
    }

    public async Task AppendAsync(Draft draft) => Assert.IsType<AppendOutcome.Sealed>(await Writer.AppendAsync(draft, default));

    private WebApplication Build(HouseSettings settings, KeepingOptions keeping, string data, ILedgerReader ledger)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ListenForReaders(new IPEndPoint(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton(ledger).AddSingleton<ILogReader>(new LogReader(Store, Log)).AddSingleton<IPublishedAnswers>(Answers).AddSingleton<IMediaViews>(Views);
        builder.Services.AddEnrichment(data).AddWeb(settings, keeping).AddSite();
        var built = builder.Build();
        built.UseWeb();
        built.MapWeb();
        built.MapSite();
        built.MapGet("/broken", string () => throw new InvalidOperationException("A fault of ours."));
        return built;
    }
}

/// <summary>What a test says was made of files, by the log index of their entries.</summary>
internal sealed class Views : IMediaViews
{
    public Dictionary<long, (MediaView View, string? Text)> ByEntry { get; } = [];

    public MediaView? Of(SealedEntry media) => ByEntry.TryGetValue(media.Index, out var made) ? made.View : null;

    public byte[]? Picture(SealedEntry media, int width) => null;

    public string? Text(SealedEntry media) => ByEntry.TryGetValue(media.Index, out var made) ? made.Text : null;
}

/// <summary>Answers that a test publishes.</summary>
internal sealed class Answers(Func<string, string?> providerOf) : IPublishedAnswers
{
    public Dictionary<string, List<PublishedAnswer>> ByItem { get; } = [];

    /// <summary>Where set, how often anything was written: then nobody needs to read all of it again.</summary>
    public long? Stamp { get; set; }

    /// <summary>Called by whoever reads it.</summary>
    public Action? Asked { get; set; }

    public Dictionary<string, List<MissingAnswer>> Missing { get; } = [];

    public Dictionary<string, List<string>> Replies { get; } = [];

    public long Version => ByItem.Count + Missing.Count + Replies.Count;

    public BesidePiece About(string item)
    {
        Asked?.Invoke();
        return new([.. ByItem.GetValueOrDefault(item) ?? []], [.. Missing.GetValueOrDefault(item) ?? []], [.. Replies.GetValueOrDefault(item) ?? []]);
    }

    public IReadOnlyList<PublishedAnswer> Newest(string? provider, int most, AnswerPlace? before = null) =>
        [.. ByItem.SelectMany(pair => pair.Value.Select(said => said with { Item = pair.Key })).Where(said => provider is null || providerOf(said.Item) == provider)
            .OrderByDescending(said => said.Published).ThenBy(said => said.Number, StringComparer.Ordinal)
            .Where(said => before is not { } place || said.Published < place.Published || (said.Published == place.Published && string.CompareOrdinal(said.Number, place.Number) > 0)).Take(most)];

    public DateTimeOffset? Changed => null;

    public IReadOnlyDictionary<string, BesideCount> Count(IReadOnlyCollection<string> items) => new Dictionary<string, BesideCount>();
}
