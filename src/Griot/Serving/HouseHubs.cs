using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Channels.WebSub;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;
using Griot.Syndication;
using Griot.Syndication.Hub;

namespace Griot.Serving;

/// <summary>
/// Others' hubs, and the house's own (WebSub). They have a way out of their own, which knows nothing of the networks that are opened
/// for feeds, and turns of their own: whom an outsider names never keeps a provider's host from being polled.
/// </summary>
internal sealed class HouseHubs(Settings settings, string data, TimeProvider time) : IDisposable
{
    private readonly GuardedHttp http = new(new AddressGuard(settings.PeerGuard), settings.Politeness(time), time);

    /// <summary>What hubs have told of.</summary>
    internal PollNudges Nudges { get; } = new(time);

    /// <summary>Whoever asks the hubs that feeds name.</summary>
    internal HubSubscriber Others(LedgerStore ledger, ILoggerFactory loggers) => new(ledger, http, time, settings.WebSub, loggers.CreateLogger<HubSubscriber>());

    /// <summary>The house's own hub.</summary>
    internal FeedHub Own(IServiceProvider services, SyndicationSettings syndication) =>
        new(services.GetRequiredService<Shelf>(), syndication, settings.Hub(data), http, time, services.GetRequiredService<ILogger<FeedHub>>());

    public void Dispose() => http.Dispose();
}
