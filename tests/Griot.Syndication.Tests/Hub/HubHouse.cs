using System.Net;
using Griot.Enrichment;
using Griot.Enrichment.Search;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;
using Griot.Record.Tests.Showing;
using Griot.Syndication.Hub;
using Griot.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Syndication.Tests.Hub;

/// <summary>A house with its hub: a real store, a clock that the test sets, loopback open to callbacks unless the test says otherwise.</summary>
internal sealed class HubHouse : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly GuardedHttp http;
    private readonly ProviderCard card = Some.Provider();
    private readonly HubOptions options;
    private CancellationTokenSource ending = new();
    private Task running = Task.CompletedTask;
    private FeedHub hub = null!;
    private ServiceProvider room = null!;

    private HubHouse(bool isOpen, Func<HubOptions, HubOptions>? change)
    {
        Store = LedgerStore.Open(folder.Path, Time);
        options = new HubOptions { DataFolder = folder.Path, UserAgent = "Griot-Test", OpenedNetworks = true };
        options = change?.Invoke(options) ?? options;
        var networks = isOpen ? (IReadOnlyList<IPNetwork>)[IPNetwork.Parse("127.0.0.0/8")] : [];
        http = new GuardedHttp(new AddressGuard(new GuardOptions { AllowedNetworks = networks }), new HostPoliteness(TimeSpan.Zero, 100, TimeProvider.System), TimeProvider.System);
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    internal LedgerStore Store { get; }
    internal Site Site { get; private set; } = null!;
    internal ProviderCard Card => card;
    internal string Folder => folder.Path;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static async Task<HubHouse> OpenAsync(bool isOpen = true, Func<HubOptions, HubOptions>? change = null)
    {
        var house = new HubHouse(isOpen, change);
        await house.Store.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = house.card.Id, Record = house.card.ToBytes(), Slug = house.card.Slug }, Cancellation);
        await house.DeliverAsync("La première");
        await house.StartAsync();
        return house;
    }

    /// <summary>Ends the server and its hub, and starts them again on the same folder.</summary>
    internal async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Another provider, with one piece.</summary>
    internal async Task AddProviderAsync(string name, string slug)
    {
        var other = Some.Provider(slug: slug) with { Name = name };
        await Store.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = other.Id, Record = other.ToBytes(), Slug = slug }, Cancellation);
        await DeliverAsync("D'ailleurs", other);
    }

    internal Task DeliverAsync(string headline) => DeliverAsync(headline, card);

    private async Task DeliverAsync(string headline, ProviderCard provider)
    {
        var record = Some.Piece(headline);
        await Store.AppendAsync(
            new Draft
            {
                Kind = EntryKind.Article,
                Provider = provider.Id,
                Channel = provider.Channels[0].Id,
                Item = OpaqueId.New(),
                Status = PubStatus.Usable,
                Evidence = Evidence.Tls,
                Delivery = "<item/>"u8.ToArray(),
                Record = record.ToBytes(),
                Summary = PaperLedger.SummaryOf(record).ToBytes(),
            },
            Cancellation);
    }

    internal async Task<HttpStatusCode> AskAsync(string callback, string? topic = "https://griot.example/feeds/all.atom", string mode = "subscribe", string? secret = null, string? lease = null)
    {
        using var answer = await AskAsync([("hub.mode", mode), ("hub.topic", topic), ("hub.callback", callback), ("hub.secret", secret), ("hub.lease_seconds", lease)]);
        return answer.StatusCode;
    }

    internal Task<HttpResponseMessage> AskAsync((string Name, string? Value)[] fields) =>
        Site.Client.PostAsync("/hub", new FormUrlEncodedContent(fields.Where(field => field.Value is not null).Select(field => new KeyValuePair<string, string>(field.Name, field.Value!))), Cancellation);

    /// <summary>Asks, and waits until the callback has said yes.</summary>
    internal async Task SubscribeAsync(Callbacks callbacks, string path, string? secret = null, string topic = "https://griot.example/feeds/all.atom", string? lease = null, string host = "127.0.0.1")
    {
        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(callbacks.Address(path, host), topic, secret: secret, lease: lease));
        await UntilAsync(() => Subscribers().Contains(path.Split('?')[0]));
    }

    /// <summary>The paths of those who are told.</summary>
    internal List<string> Subscribers() => Query("SELECT callback FROM subscribers").ConvertAll(callback => new Uri(callback).AbsolutePath);

    /// <summary>The paths of those to whom a delivery failed.</summary>
    internal List<string> Failed() => Query("SELECT callback FROM subscribers WHERE failures > 0").ConvertAll(callback => new Uri(callback).AbsolutePath);

    internal List<string> Waiting() => Query("SELECT callback FROM requests");

    /// <summary>Lets the clock go, a second at a time, until it is so.</summary>
    internal async Task UntilAsync(Func<bool> isSo, TimeSpan? step = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "it was never so");
            await PassAsync(step ?? TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>A few turns of the hub.</summary>
    internal async Task TurnAsync()
    {
        for (var time = 0; time < 20; time++) await PassAsync(TimeSpan.FromSeconds(2));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Store.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    private async Task PassAsync(TimeSpan step)
    {
        Time.Advance(step);
        await Task.Delay(10, Cancellation);
    }

    private async Task StartAsync()
    {
        var settings = new SyndicationSettings { PublicUrl = new Uri(Site.PublicUrl), Name = "La maison" };
        hub = new FeedHub(new Shelf(Store), settings, options, http, Time, NullLogger<FeedHub>.Instance);
        room = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton<ILedgerReader>(Store).AddEnrichment(folder.Path).BuildServiceProvider();
        Site = await Site.Open(new Shelf(Store), hub: hub, search: room.GetRequiredService<ArticleSearch>(), months: room.GetRequiredService<PieceMonths>());
        ending = new CancellationTokenSource();
        running = hub.RunAsync(ending.Token);
    }

    private async Task StopAsync()
    {
        await room.DisposeAsync();
        await ending.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.False(running.IsFaulted, running.Exception?.ToString());
        await Site.DisposeAsync();
        hub.Dispose();
        ending.Dispose();
    }

    private List<string> Query(string query)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Folder, "hub.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }
}
