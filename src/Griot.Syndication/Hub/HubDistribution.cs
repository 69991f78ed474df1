using System.Security.Cryptography;
using System.Text;
using Griot.Net;
using Microsoft.Extensions.Logging;

namespace Griot.Syndication.Hub;

/// <summary>
/// Sends each feed that has changed to its subscribers (WebSub, section 7). What was sent last is kept, so that a restart sends what
/// is owed and nothing twice but where it ended between sending and noting. Each host is served by itself, and those that fail
/// in a lane of their own: a slow one keeps nobody else waiting.
/// </summary>
internal sealed class HubDistribution(HubStore store, HubTopics topics, GuardedHttp http, HubOptions options, string hub, TimeProvider time, ILogger log)
{
    private const int Well = 48;
    private const int Failing = 16;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    private readonly Dictionary<(string Host, bool Fails), Task> lanes = [];
    private readonly Dictionary<string, byte[]> hashes = new(StringComparer.Ordinal);
    private long size = -1;

    // Never disposed: no handle is ever taken of them.
    private SemaphoreSlim WellLane { get; } = new(Well);
    private SemaphoreSlim FailingLane { get; } = new(Failing);

    /// <summary>Starts what is owed and not under way; called by one caller at a time.</summary>
    internal void Begin(CancellationToken cancellation)
    {
        foreach (var (lane, work) in lanes) if (work.IsCompleted) lanes.Remove(lane);
        var now = time.GetUtcNow();
        store.Forget(now);
        foreach (var lane in Owed(now).GroupBy(one => (Host: one.Address.IdnHost, Fails: one.Failures > 0)))
            if (!lanes.ContainsKey(lane.Key)) lanes.Add(lane.Key, ServeAsync([.. lane], lane.Key.Fails ? FailingLane : WellLane, cancellation));
    }

    /// <summary>Waits for what is under way.</summary>
    internal Task EndAsync() => Task.WhenAll(lanes.Values);

    // A feed is a function of the log: as long as that has not grown, its hash stands.
    private IEnumerable<Subscriber> Owed(DateTimeOffset now)
    {
        if (topics.Size is var present && present != size) hashes.Clear();
        size = present;
        foreach (var topic in store.Topics())
        {
            if (!hashes.TryGetValue(topic, out var hash) && topics.Page(topic) is { } page) hashes[topic] = hash = page.Hash;
            if (hash is null) continue;
            foreach (var subscriber in store.Owed(topic, hash, now)) yield return subscriber;
        }
    }

    private async Task ServeAsync(IReadOnlyList<Subscriber> subscribers, SemaphoreSlim lane, CancellationToken cancellation)
    {
        await Task.Yield();
        foreach (var subscriber in subscribers)
        {
            try
            {
                await lane.WaitAsync(cancellation);
                try
                {
                    await SendAsync(subscriber, cancellation);
                }
                finally
                {
                    lane.Release();
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
    private async Task SendAsync(Subscriber subscriber, CancellationToken cancellation)
    {
        if (topics.Page(subscriber.Topic) is not { } page) return;
        switch (await http.CallAsync(Delivery(subscriber, page), cancellation))
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
            case CallOutcome.Failed failed:
                Fail(subscriber, failed.Message, null);
                break;
            case CallOutcome.Refused refused:
                Fail(subscriber, refused.Message, null);
                break;
        }
    }

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
