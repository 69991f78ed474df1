using System.Globalization;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Channels.WebSub;

/// <summary>
/// Asks the hubs that feeds name to tell us of changes, renews what they grant, and ends what is not wanted any more. Any number
/// of processes may run it: each request is taken by one of them.
/// </summary>
/// <param name="http">A way out whose guard knows nothing of the networks that are opened for feeds.</param>
public sealed partial class HubSubscriber(LedgerStore ledger, GuardedHttp http, TimeProvider time, WebSubOptions options, ILogger<HubSubscriber> log)
{
    private const int Parallel = 8;
    private const int MostOfOneHub = 20;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>Asks until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Tick, time);
        do
        {
            try
            {
                await PassAsync(cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Unused(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Asks what is due now.</summary>
    /// <returns>How many requests were sent.</returns>
    public async Task<int> PassAsync(CancellationToken cancellation)
    {
        if (ledger.Freeze is not null) return 0;
        var rows = ledger.HubSubscriptions();
        if (rows.Count == 0) return 0;
        var (now, active) = (time.GetUtcNow(), ActiveChannels());
        foreach (var row in rows.Where(row => !(row.IsWanted && active.Contains(row.Channel)) && HubPlan.IsOver(row, now))) await EndAsync(row, now, cancellation);
        var due = rows.Select(row => (Row: row, Ask: HubPlan.Due(row, active.Contains(row.Channel), now))).Where(one => one.Ask is not null && !IsOver(one.Row) && !IsOurs(one.Row));
        // A hub with hundreds of our feeds waits for its turns, and no other with it.
        var taken = due.GroupBy(one => HostOf(one.Row.Hub)).SelectMany(hub => hub.Take(MostOfOneHub)).ToList();
        await System.Threading.Tasks.Parallel.ForEachAsync(taken, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (one, ending) => await AskAsync(one.Row, one.Ask!.Value, ending));
        return taken.Count;

        bool IsOver(HubSubscription row) => !(row.IsWanted && active.Contains(row.Channel)) && HubPlan.IsOver(row, now);
    }

    private HashSet<string> ActiveChannels()
    {
        var channels = ledger.Channels();
        var cards = ledger.Cards().Where(card => card.State == ProviderState.Active).Select(card => card.Id).ToHashSet(StringComparer.Ordinal);
        return channels.Where(channel => cards.Contains(channel.Channel.Provider)).Select(channel => channel.Channel.Id).ToHashSet(StringComparer.Ordinal);
    }

    // A provider may be active again one day: its subscription waits for that. What the feed itself does not name any more goes.
    private async Task EndAsync(HubSubscription row, DateTimeOffset now, CancellationToken cancellation)
    {
        if (row is { IsWanted: true, Until: null, Asked: HubAsk.Nothing, Failures: 0 }) return;
        await ledger.ChangeHubSubscriptionAsync(row.Channel, current =>
            current != row ? current : row.IsWanted ? row with { Until = null, Asked = HubAsk.Nothing, Failures = 0, Next = now } : null, cancellation);
    }

    private async Task AskAsync(HubSubscription row, HubAsk ask, CancellationToken cancellation)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var isMine = false;
        await ledger.ChangeHubSubscriptionAsync(row.Channel, current => (isMine = current == row) ? HubPlan.Asking(row, ask, now) : current, cancellation);
        if (!isMine) return;
        var (error, wait) = await SendAsync(row, ask, cancellation);
        if (error is null) return;
        Refused(ShownAddress.Of(row.Hub)!, row.Channel, error);
        await ledger.ChangeHubSubscriptionAsync(row.Channel, current => current is null || current.Token != row.Token ? current : HubPlan.Failed(current, now, error, wait, time.GetUtcNow()), cancellation);
    }

    // Null: the hub has taken it up, and is going to ask back.
    private async Task<(string? Error, TimeSpan? Wait)> SendAsync(HubSubscription row, HubAsk ask, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(Form(row, ask));
        var request = new CallRequest
        {
            Method = HttpMethod.Post,
            Address = new Uri(row.Hub),
            UserAgent = options.UserAgent,
            Content = await form.ReadAsByteArrayAsync(cancellation),
            ContentType = "application/x-www-form-urlencoded",
            OpenedNetworks = options.OpenedNetworks,
        };
        return await http.CallAsync(request, cancellation) switch
        {
            CallOutcome.Answered { Status: >= 200 and < 300 } => (null, null),
            CallOutcome.Answered answer => ($"the hub answered {answer.Status}", answer.RetryAfter),
            CallOutcome.Failed failed => (failed.Message, null),
            CallOutcome.Refused refused => (refused.Message, null),
            _ => throw new InvalidOperationException("An unknown outcome of a call."),
        };
    }

    private Dictionary<string, string> Form(HubSubscription row, HubAsk ask)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["hub.mode"] = Word.Of(ask),
            ["hub.topic"] = row.Topic,
            ["hub.callback"] = new Uri(options.PublicUrl, WebSubEndpoints.PathOf(row.Token)).AbsoluteUri,
        };
        if (ask != HubAsk.Subscribe) return form;
        form["hub.secret"] = row.Secret;
        form["hub.lease_seconds"] = HubPlan.LeaseSeconds.ToString(CultureInfo.InvariantCulture);
        return form;
    }

    // A provider's feed that names ourselves would have us told of what it brings us.
    private bool IsOurs(HubSubscription row) => HostOf(row.Hub) == HostOf(options.PublicUrl.AbsoluteUri) || HostOf(row.Topic) == HostOf(options.PublicUrl.AbsoluteUri);

    private static string HostOf(string address) => HubDiscovery.HostOf(address) ?? "";

    [LoggerMessage(Level = LogLevel.Information, Message = "The hub {Hub} does not tell of channel {Channel}, which is polled as before; it is asked again: {Reason}")]
    private partial void Refused(string hub, string channel, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store could not be used; hubs are asked later")]
    private partial void Unused(Exception fault);
}
