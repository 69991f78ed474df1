namespace Griot.Ledger;

/// <summary>What is asked of a hub and not yet confirmed.</summary>
public enum HubAsk
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>To tell us, or to go on telling us.</summary>
    Subscribe,

    /// <summary>To stop.</summary>
    Unsubscribe,
}

/// <summary>
/// A channel's subscription at a hub (WebSub). Mutable. Losing it costs the news that a feed has changed, and not the polling;
/// who reads it can send such news, which costs a poll.
/// </summary>
public sealed record HubSubscription
{
    public required string Channel { get; init; }

    /// <summary>The hub that the feed names.</summary>
    public required string Hub { get; init; }

    /// <summary>The feed, by the name under which its hub knows it.</summary>
    public required string Topic { get; init; }

    /// <summary>The last part of the callback's address: 128 random bits.</summary>
    public required string Token { get; init; }

    /// <summary>What the hub signs by.</summary>
    public required string Secret { get; init; }

    /// <summary>False once the feed names no hub any more: the row goes when its hub has been told, or its lease has ended.</summary>
    public bool IsWanted { get; init; } = true;

    /// <summary>What is waited for.</summary>
    public HubAsk Asked { get; init; }

    /// <summary>When the hub was asked last.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>How long the hub tells us; null where it does not.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When the hub is to be asked next.</summary>
    public DateTimeOffset Next { get; init; }

    /// <summary>Failures in a row: a hub that refused, was silent, or was not there.</summary>
    public int Failures { get; init; }

    /// <summary>Why it failed last, or was denied; null while it does not.</summary>
    public string? LastError { get; init; }

    /// <summary>When the hub last told of a change.</summary>
    public DateTimeOffset? LastTold { get; init; }

    /// <summary>How often it did.</summary>
    public long Told { get; init; }
}
