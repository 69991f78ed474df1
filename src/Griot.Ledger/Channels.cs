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

    /// <summary>Since when it fails without a success between; null while it does not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Where its server says, with every redirect on the way, that it has moved to for good; null where it does not.</summary>
    public MovedTo? Moved { get; init; }

    /// <summary>How often it says that it is worth asking for.</summary>
    public DeclaredRhythm Declared { get; init; } = new(null, 0, 0);

    /// <summary>How often it brings something.</summary>
    public Habit Habit { get; init; } = new(TimeSpan.Zero, 0, TimeSpan.Zero);

    /// <summary>The alarm that stands for it, without its sample; written by <see cref="Batch.Alarm"/> alone.</summary>
    public ChannelAlarm? Alarm { get; init; }

    /// <summary>What was odd in the last document that was taken in (JSON), for the operator; null where nothing was.</summary>
    public string? Incidents { get; init; }
}

/// <summary>An address that a server proposes in place of the registered one. Nobody takes it but the operator.</summary>
/// <param name="Address">Whole, without user information; its query may be a secret.</param>
/// <param name="Since">When the server said so first.</param>
public sealed record MovedTo(string Address, DateTimeOffset Since);

/// <summary>What a provider says of its own update periods, as the last document and its headers said it.</summary>
/// <param name="Least">The shortest time between two polls.</param>
/// <param name="SkipHours">Hours of the day in UTC without polls: bit 0 is the hour from 0:00.</param>
/// <param name="SkipDays">Days of the week in UTC without polls: bit 0 is Sunday.</param>
public sealed record DeclaredRhythm(TimeSpan? Least, int SkipHours, int SkipDays);

/// <summary>How often a channel brings something, as far as it was watched.</summary>
/// <param name="UsualGap">The usual time between two arrivals.</param>
/// <param name="Gaps">How many gaps that figure knows.</param>
/// <param name="Quiet">For how long it has brought nothing.</param>
public sealed record Habit(TimeSpan UsualGap, int Gaps, TimeSpan Quiet);
