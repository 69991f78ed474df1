using System.Net;
using System.Text;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Channels.WebSub;
using Griot.Ledger;
using Griot.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Ingest.Tests.WebSub;

/// <summary>A house that listens to a hub: callbacks on loopback, a clock that the test sets, one provider whose feed names the hub.</summary>
internal sealed class Listening : IAsyncDisposable
{
    internal const string Topic = "https://kayes.example/feed";

    private readonly WebApplication site;

    private Listening(World world, StrangeHub hub, WebApplication house)
    {
        (World, Hub, site) = (world, hub, house);
        Client = new HttpClient { BaseAddress = new Uri(house.Urls.First()), Timeout = TimeSpan.FromSeconds(60) };
        Subscriber = Hubs(openedNetworks: true);
    }

    internal World World { get; }
    internal StrangeHub Hub { get; }
    internal HttpClient Client { get; }
    internal HubSubscriber Subscriber { get; }
    internal PollNudges Nudges { get; private init; } = null!;
    internal ProviderCard Card { get; private set; } = null!;

    /// <summary>The subscription as the store has it.</summary>
    internal HubSubscription Row => World.Store.HubSubscriptions().Single();

    internal string Callback => new Uri(Hub.Last["hub.callback"]).AbsolutePath;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static async Task<Listening> OpenAsync()
    {
        var world = await World.OpenAsync();
        var nudges = new PollNudges(world.Time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 256 * 1024);
        var house = builder.Build();
        house.MapWebSub(world.Store, nudges, world.Time);
        await house.StartAsync(Cancellation);
        var listening = new Listening(world, await StrangeHub.OpenAsync(), house) { Nudges = nudges };
        listening.Card = await world.AddAsync();
        return listening;
    }

    /// <summary>The house has read the feed, asked its hub, and answered it.</summary>
    internal static async Task<Listening> SubscribedAsync()
    {
        var listening = await OpenAsync();
        await listening.ReadAsync();
        await listening.PassAsync();
        Assert.Equal(HttpStatusCode.OK, (await listening.AskBackAsync()).Status);
        return listening;
    }

    internal HubSubscriber Hubs(bool openedNetworks, string publicUrl = "https://griot.example/") => new(
        World.Store, World.Http, World.Time, new WebSubOptions { PublicUrl = new Uri(publicUrl), UserAgent = "Griot-Test", OpenedNetworks = openedNetworks }, NullLogger<HubSubscriber>.Instance);

    internal string Feed(string? hub = null, string? topic = Topic, params string[] items) => Feeds.Rss([Named(hub ?? Hub.Address, topic), .. items.Length > 0 ? items : [Feeds.Item("1")]]);

    /// <summary>Serves the feed and polls it.</summary>
    internal Task<PollResult> ReadAsync(string? hub = null, string? topic = Topic, params string[] items) => World.PollAsync(Feed(hub, topic, items));

    internal Task<int> PassAsync() => Subscriber.PassAsync(Cancellation);

    internal async Task<(HttpStatusCode Status, string Body)> AskBackAsync(string mode = "subscribe", string topic = Topic, int? lease = 864_000, string challenge = "un-mot", string? callback = null)
    {
        using var answer = await Client.GetAsync((callback ?? Callback) + StrangeHub.Question(mode, topic, challenge, lease), Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    internal async Task<HttpStatusCode> TellAsync(string body = "<rss/>", string? signature = null, string? callback = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, callback ?? Callback) { Content = new StringContent(body, Encoding.UTF8, "application/rss+xml") };
        request.Headers.TryAddWithoutValidation("X-Hub-Signature", signature ?? StrangeHub.Sign(body, Row.Secret));
        using var answer = await Client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    /// <summary>True where the poller would be sent off by a notification now.</summary>
    internal bool IsNudged() => Nudges.IsDue(World.Store.Channels()[0].Channel.Id);

    private static string Named(string hub, string? topic) =>
        $"<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"hub\" href=\"{hub}\"/>" + (topic is null ? "" : $"<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"self\" href=\"{topic}\"/>");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await site.DisposeAsync();
        await Hub.DisposeAsync();
        await World.DisposeAsync();
    }
}
