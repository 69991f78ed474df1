using System.Net;
using System.Text;
using Griot.Enrichment;
using Griot.Enrichment.Search;
using Griot.Formats;
using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Items;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Ledger.Checking;
using Griot.Ledger.Signing;
using Griot.Net;
using Griot.Record;
using Griot.Site;
using Griot.Syndication;
using Griot.Testing;
using Griot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Outputs.Tests;

/// <summary>
/// A whole house: a real store, its door for feeds, its pages and its answers for machines behind one real server, and on the
/// same server the feeds of its providers. The clock is the test's.
/// </summary>
internal sealed class House : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;
    private readonly GuardedHttp http;

    private const string Nothing = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:nothing</id><title>Nothing yet</title><updated>2026-11-23T00:00:00Z</updated></feed>";

    private readonly Dictionary<string, string> feeds = new(StringComparer.Ordinal);

    private House()
    {
        Store = LedgerStore.Open(folder.Path, Time);
        app = Build();
        http = new GuardedHttp(
            new AddressGuard(new GuardOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")] }), new HostPoliteness(TimeSpan.Zero, 100, TimeProvider.System), TimeProvider.System);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));

    public LedgerStore Store { get; }

    public HttpClient Client { get; private set; } = null!;

    public static async Task<House> OpenAsync()
    {
        var house = new House();
        await house.app.StartAsync();
        house.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(house.app.Urls.First()) };
        return house;
    }

    public async Task<ProviderCard> AddAsync(ProviderDetails details, string feed)
    {
        var outcome = await new ProviderRegister(Store, Time).AddAsync(details, new Uri(Client.BaseAddress!, "/their/" + feed).AbsoluteUri, default);
        return Assert.IsType<RegisterOutcome.Registered>(outcome).Card;
    }

    /// <summary>Another way in for a provider: it pushes.</summary>
    public async Task<string> AddDoorAsync(string provider)
    {
        var outcome = await new ProviderRegister(Store, Time).AddDoorAsync(provider, ChannelKind.Push, null, default);
        return Assert.IsType<RegisterOutcome.Registered>(outcome).Card.Channels[^1].Id;
    }

    public async Task SetAsync(string provider, ProviderDetails details) =>
        Assert.IsType<RegisterOutcome.Registered>(await new ProviderRegister(Store, Time).SetAsync(provider, details, default));

    /// <summary>A provider's program hands a document over.</summary>
    public async Task PushAsync(string provider, string channel, string document, string type = "application/atom+xml")
    {
        var handover = new Handover(provider, channel, Evidence.Authenticated, new Envelope { Received = Time.GetUtcNow() });
        Assert.IsType<HandedOutcome.Taken>(await new HandedDoor(Store, Time).TakeAsync(handover, Encoding.UTF8.GetBytes(document), new DocumentHints(type), default));
    }

    /// <summary>A provider's feed says this from now on, and is read.</summary>
    public async Task<PollResult> PollAsync(string feed, string document)
    {
        feeds[feed] = document;
        using var poller = new Poller(Store, http, Time, new PollOptions(), NullLogger<Poller>.Instance);
        return await poller.OnceAsync(null, default);
    }

    public Task<int> ReleaseAsync() => new Releaser(Store, Time, NullLogger<Releaser>.Instance).OnceAsync(default);

    /// <summary>Brings what is derived to the end of the ledger.</summary>
    public void Follow() => app.Services.GetRequiredService<Followers>().CatchUp();

    /// <summary>What the operator's check says of dates that would never come.</summary>
    public async Task<List<string>> NeverDueAsync()
    {
        var lines = new List<string>();
        await new StoreCheck(new LogOptions(folder.Path) { CheckpointCopy = folder.File("elsewhere") }, Time).RunAsync(fault => lines.Add(fault.ToString()), _ => { }, default);
        return lines.FindAll(line => line.Contains("schedule", StringComparison.Ordinal));
    }

    /// <summary>What stands at an address: status and text.</summary>
    public async Task<(int Status, string Text)> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> AskAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        http.Dispose();
        await Store.DisposeAsync();
        folder.Dispose();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var log = new LogReader(Store, new LogOptions(folder.Path) { CheckpointCopy = folder.File("elsewhere") });
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton<ILedgerReader>(Store).AddSingleton<ILogReader>(log).AddSingleton<IPublishedAnswers>(new NoAnswers());
        builder.Services.AddWeb(new HouseSettings { PublicUrl = new Uri("https://griot.example") }).AddSite();
        builder.Services.AddEnrichment(folder.Path);
        var built = builder.Build();
        built.UseWeb();
        built.MapWeb();
        built.MapSite();
        // So few entries make an archive that a short story has some.
        built.MapSyndication(new Shelf(Store), log, new SyndicationSettings { PublicUrl = new Uri("https://griot.example"), FeedSize = 3 }, search: built.Services.GetRequiredService<ArticleSearch>(), months: built.Services.GetRequiredService<PieceMonths>(), words: built.Services.GetRequiredService<IChangeWords>());
        built.MapGet("/their/{feed}", (string feed) => Results.Bytes(Encoding.UTF8.GetBytes(feeds.GetValueOrDefault(feed, Nothing)), "application/atom+xml"));
        return built;
    }

    private sealed class NoAnswers : IPublishedAnswers
    {
        public long Version => 0;

        public BesidePiece About(string item) => BesidePiece.Nothing;

        public IReadOnlyList<PublishedAnswer> Newest(string? provider, int most, AnswerPlace? before = null) => [];

        public DateTimeOffset? Changed => null;

        public IReadOnlyDictionary<string, BesideCount> Count(IReadOnlyCollection<string> items) => new Dictionary<string, BesideCount>();
    }
}
