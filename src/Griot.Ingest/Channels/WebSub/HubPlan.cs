using Griot.Ledger;

namespace Griot.Ingest.Channels.WebSub;

/// <summary>
/// When a hub is asked for what. Leases are renewed at two thirds; a hub that refuses or is silent is asked ever more seldom,
/// down to once in eight days. Nothing else depends on it: the channel is polled as before.
/// </summary>
internal static class HubPlan
{
    /// <summary>What we ask for (WebSub, section 5.1): ten days.</summary>
    internal const int LeaseSeconds = 10 * 24 * 3600;

    /// <summary>How long a hub has to ask back before it counts as silent.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(8);
    private static readonly TimeSpan AfterDenial = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestLease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(30);
    private const int MostFarewells = 3;

    /// <summary>What is to be asked of the hub now; null: nothing.</summary>
    internal static HubAsk? Due(HubSubscription row, bool isActive, DateTimeOffset now)
    {
        var wants = row.IsWanted && isActive;
        // A provider that was suspended is not waited for: its hub is told at once.
        if (!wants && row.Asked == HubAsk.Subscribe) return HubAsk.Unsubscribe;
        if (!wants && row is { Asked: HubAsk.Nothing, Until: not null }) return HubAsk.Unsubscribe;
        if (wants && row.Asked == HubAsk.Unsubscribe) return HubAsk.Subscribe;
        if (row.Next > now && row.Next - now <= LongestLease) return null;
        if (wants) return HubAsk.Subscribe;
        return row.Asked == HubAsk.Unsubscribe ? HubAsk.Unsubscribe : null;
    }

    /// <summary>True for a row that nobody wants and whose hub has been told, does not listen, or has nothing to end.</summary>
    internal static bool IsOver(HubSubscription row, DateTimeOffset now) => row.Until is null || row.Until <= now || row.Failures >= MostFarewells;

    /// <summary>Before the hub is asked: it may ask back before it has answered. Whoever was waited for before was silent.</summary>
    internal static HubSubscription Asking(HubSubscription row, HubAsk ask, DateTimeOffset now)
    {
        var failures = row.Asked == ask ? row.Failures + 1 : row.Asked == HubAsk.Nothing ? row.Failures : 0;
        return row with
        {
            Asked = ask,
            AskedAt = now,
            Failures = failures,
            Next = now + BackOff(failures + 1),
            LastError = row.Asked == ask && row.LastError is null ? "the hub did not ask back" : row.LastError,
        };
    }

    /// <summary>The hub was not there, or refused: what was asked at <paramref name="askedAt"/> is asked again later.</summary>
    internal static HubSubscription Failed(HubSubscription row, DateTimeOffset askedAt, string error, TimeSpan? retryAfter, DateTimeOffset now)
    {
        // It has asked back meanwhile, or another process was quicker.
        if (row.Asked == HubAsk.Nothing || row.AskedAt != askedAt) return row;
        var wait = BackOff(row.Failures + 1);
        return row with { LastError = error, Next = now + (retryAfter > wait ? retryAfter.Value : wait) };
    }

    /// <summary>The hub says that it won't (WebSub, section 5.2): it is asked again in days.</summary>
    internal static HubSubscription Denied(HubSubscription row, string reason, DateTimeOffset now)
    {
        var failures = row.Failures + 1;
        var wait = AfterDenial * Math.Pow(2, Math.Min(failures - 1, 3));
        return row with { Asked = HubAsk.Nothing, Until = null, Failures = failures, LastError = reason, Next = now + wait };
    }

    /// <summary>The hub has asked back and was answered.</summary>
    internal static HubSubscription Confirmed(HubSubscription row, TimeSpan lease, DateTimeOffset now)
    {
        var held = lease < ShortestLease ? ShortestLease : lease > LongestLease ? LongestLease : lease;
        return row with { Asked = HubAsk.Nothing, Until = now + lease, Failures = 0, LastError = null, Next = now + (held * 2 / 3) };
    }

    private static TimeSpan BackOff(int failures)
    {
        var wait = ShortestWait * Math.Pow(2, Math.Min(failures - 1, 16));
        return wait > LongestWait ? LongestWait : wait;
    }
}
