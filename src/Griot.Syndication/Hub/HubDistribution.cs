using System.Security.Cryptography;
using System.Text;
using Griot.Net;
using Microsoft.Extensions.Logging;

namespace Griot.Syndication.Hub;

/// <summary>
/// Sends each feed that has changed to its subscribers (WebSub, section 7). What was sent last is kept, so that a restart sends what
/// is owed and nothing twice but where it ended between sending and noting, or a subscriber took long. Each host is served by itself,
/// and one that is slow from other places than those that are quick: it keeps nobody else waiting, its host's others neither.
/// </summary>
internal sealed class HubDistribution(HubStore store, HubTopics topics, GuardedHttp http, HubOptions options, string hub, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    private readonly HubLanes lanes = new();
    private readonly Dictionary<(string Host, HubLane Lane), Task> working = [];
    private readonly Dictionary<string, byte[]> hashes = new(StringComparer.Ordinal);
    private long size = -1;

    /// <summary>Starts what is owed and not under way; called by one caller at a time.</summary>
    internal async Task BeginAsync(CancellationToken cancellation)
    {
        foreach (var (lane, work) in working) if (work.IsCompleted) working.Remove(lane);
        var now = time.GetUtcNow();
        store.Forget(now);
        foreach (var some in (await OwedAsync(now)).GroupBy(one => (Host: one.Address.IdnHost, Lane: lanes.Of(one))))
            if (!working.ContainsKey(some.Key)) working.Add(some.Key, ServeAsync([.. some], some.Key.Lane, cancellation));
    }

    /// <summary>Waits for what is under way.</summary>
    internal Task EndAsync() => Task.WhenAll(working.Values);

    // A feed is a function of the log: as long as that has not grown, its hash stands.
    private async Task<List<Subscriber>> OwedAsync(DateTimeOffset now)
    {
        var owed = new List<Subscriber>();
        if (topics.Size is var present && present != size) hashes.Clear();
        size = present;
        foreach (var topic in store.Topics())
        {
            if (!hashes.TryGetValue(topic, out var hash) && await topics.PageAsync(topic) is { } page) hashes[topic] = hash = page.Hash;
            if (hash is null) continue;
            owed.AddRange(store.Owed(topic, hash, now));
        }

        return owed;
    }

    private async Task ServeAsync(IReadOnlyList<Subscriber> subscribers, HubLane lane, CancellationToken cancellation)
    {
        await Task.Yield();
        var places = lanes.Places(lane);
        foreach (var subscriber in subscribers)
        {
            try
            {
                await places.WaitAsync(cancellation);
                try
                {
                    await SendAsync(subscriber, lane, cancellation);
                }
                finally
                {
                    places.Release();
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                FeedHub.Unsent(log, fault);
                return;
            }
        }
    }

    // Rendered anew here, from what was written a moment ago where it is still kept: many that wait hold no bytes.
    private async Task SendAsync(Subscriber subscriber, HubLane lane, CancellationToken cancellation)
    {
        if (await topics.PageAsync(subscriber.Topic) is not { } page) return;
        var outcome = await http.CallAsync(Bounded(Delivery(subscriber, page), lane), cancellation);
        lanes.Note(subscriber, outcome);
        // Nothing was sent, since others wait for its host too: it is owed still, and has its turn among the slow, where it waits for it.
        if (outcome is CallOutcome.Failed { Code: "busy" }) return;
        switch (outcome)
        {
            case CallOutcome.Answered { Status: >= 200 and < 300 }:
                store.Sent(subscriber, page.Hash);
                break;
            case CallOutcome.Answered { Status: 410 }:
                store.End(subscriber);
                break;
            case CallOutcome.Answered answer:
                Fail(subscriber, $"it answered {answer.Status}", answer.RetryAfter);
                break;
            case CallOutcome.Failed { Code: "timeout" } when lane != HubLane.Slow:
                // It is owed still, and told from the places for the slow.
                break;
            case CallOutcome.Failed failed:
                Fail(subscriber, failed.Message, null);
                break;
            case CallOutcome.Refused refused:
                Fail(subscriber, refused.Message, null);
                break;
        }
    }

    private static CallRequest Bounded(CallRequest request, HubLane lane) =>
        request with { Deadline = lane == HubLane.Slow ? request.Deadline : HubLanes.Patience, TurnWithin = lane == HubLane.Slow ? HubLanes.PatienceOfSlow : HubLanes.Patience };

    private void Fail(Subscriber subscriber, string why, TimeSpan? retryAfter)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(subscriber.Failures, 16));
        if (wait > LongestWait) wait = LongestWait;
        store.Failed(subscriber, why, time.GetUtcNow() + (retryAfter > wait ? retryAfter.Value : wait));
    }

    private CallRequest Delivery(Subscriber subscriber, TopicPage page)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Link"] = $"<{hub}>; rel=\"hub\", <{subscriber.Topic}>; rel=\"self\"" };
        if (subscriber.Secret is { } secret)
            headers["X-Hub-Signature"] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), page.Bytes.Span));
        return new CallRequest
        {
            Method = HttpMethod.Post,
            Address = subscriber.Address,
            UserAgent = options.UserAgent,
            Content = page.Bytes,
            ContentType = page.MediaType,
            Headers = headers,
            OpenedNetworks = options.OpenedNetworks,
        };
    }
}
