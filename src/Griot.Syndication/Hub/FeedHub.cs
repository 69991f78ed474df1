using Griot.Net;
using Griot.Record;
using Griot.Syndication.Feeds;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Griot.Syndication.Hub;

/// <summary>
/// The house's own hub (WebSub): tells whoever asked for it that a feed has changed, by sending it. Subscribers are kept in
/// <c>hub.db</c>. It sends what anybody is given who fetches the feed, and nothing to a callback that has not said yes.
/// </summary>
public sealed partial class FeedHub : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly HubStore store;
    private readonly WrittenPages pages = new();
    private readonly PostHub post;
    private readonly HubVerification verification;
    private readonly HubDistribution distribution;
    private readonly TimeProvider time;
    private readonly ILogger<FeedHub> log;

    /// <param name="shelf">What is sent.</param>
    /// <param name="settings">As the room's: what is sent is what is served.</param>
    /// <param name="options">Where it keeps its subscribers, and how many.</param>
    /// <param name="http">A way out whose guard knows nothing of the networks that are opened for feeds: callbacks are named by outsiders.</param>
    /// <param name="time">For leases, waits and limits.</param>
    /// <param name="log">For faults of our own.</param>
    public FeedHub(Shelf shelf, SyndicationSettings settings, HubOptions options, GuardedHttp http, TimeProvider time, ILogger<FeedHub> log)
    {
        (this.time, this.log) = (time, log);
        store = HubStore.Open(options.DataFolder);
        var addresses = new Addresses(settings);
        var topics = new HubTopics(shelf, addresses, new GetFeed(shelf, addresses, settings, pages, new OutgoingEntries(addresses, settings), time, addresses.Hub));
        post = new PostHub(store, topics, options, settings.PublicUrl, time);
        verification = new HubVerification(store, topics, http, options, time);
        distribution = new HubDistribution(store, topics, http, options, addresses.Hub, time, log);
    }

    /// <summary>Verifies and distributes until cancelled. What goes wrong is logged, and tried again: it never ends the server.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAll(RepeatAsync(() => verification.PassAsync(cancellation), cancellation), RepeatAsync(() => distribution.BeginAsync(cancellation), cancellation));
        }
        finally
        {
            await distribution.EndAsync();
        }
    }

    internal Task<IResult> AnswerAsync(HttpContext context) => post.AnswerAsync(context);

    /// <summary>After running has ended.</summary>
    public void Dispose()
    {
        pages.Dispose();
        store.Dispose();
    }

    // A pass that takes long is followed by a pause that is longer: a house with hundreds of subscribed feeds does something else as well.
    private async Task RepeatAsync(Func<Task> pass, CancellationToken cancellation)
    {
        while (true)
        {
            var began = time.GetTimestamp();
            try
            {
                await pass();
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                Failed(log, fault);
            }

            var taken = time.GetElapsedTime(began) * 3;
            await Task.Delay(taken > Tick ? taken : Tick, time, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The hub could not go on; subscribers are told later")]
    private static partial void Failed(ILogger log, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber could not be sent a feed; it is tried again")]
    internal static partial void Unsent(ILogger log, Exception fault);
}
