using Griot.Record;

namespace Griot.Ledger;

/// <summary>A channel as it was registered. The address may hold a secret; it is never sealed and never shown.</summary>
/// <param name="Id">Opaque id, as in the provider's card.</param>
/// <param name="Provider">Whose channel it is.</param>
/// <param name="Kind">How deliveries come.</param>
/// <param name="Address">For a feed: where it is fetched.</param>
/// <param name="Every">A fixed interval between polls; null: it adapts.</param>
public sealed record ChannelRegistration(string Id, string Provider, ChannelKind Kind, string? Address, TimeSpan? Every);

/// <summary>A card to be sealed together with the channels that it names for the first time: both, or neither.</summary>
public sealed record Registration(Draft Card, IReadOnlyList<ChannelRegistration> NewChannels);

/// <summary>What is remembered of a channel between polls. Mutable; losing it costs one full fetch.</summary>
public sealed record ChannelState
{
    public required string Channel { get; init; }
    public string? ETag { get; init; }
    public string? LastModified { get; init; }

    /// <summary>SHA-256 of the last document that was taken in, so that the same bytes are never read twice.</summary>
    public byte[]? BodyHash { get; init; }

    public DateTimeOffset? NextPoll { get; init; }

    /// <summary>The interval that the channel's own habits have led to.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Failures in a row; each one doubles the wait, and no number of them ends the polling.</summary>
    public int Failures { get; init; }

    /// <summary>The server has asked for silence until then (Retry-After).</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? LastSeen { get; init; }
    public DateTimeOffset? LastAccepted { get; init; }
    public string? LastError { get; init; }

    /// <summary>What was odd in the last document that was taken in (JSON), for the operator; null where nothing was.</summary>
    public string? Incidents { get; init; }
}
