namespace Griot.Ledger;

/// <summary>What a channel's alarm is about.</summary>
public enum AlarmKind
{
    /// <summary>Nothing that could be read has come for long, or will before somebody acts.</summary>
    Failing,

    /// <summary>It is read, and brings nothing, much longer than its habit.</summary>
    Silent,

    /// <summary>It is a feed, and not one of its items can be read.</summary>
    Unreadable,
}

/// <summary>
/// An alarm of a channel: at most one stands at a time, from when it is raised until it is mended. Mutable; losing it costs
/// a second telling.
/// </summary>
public sealed record ChannelAlarm
{
    public required string Channel { get; init; }
    public required AlarmKind Kind { get; init; }

    /// <summary>Stable kebab-case word for the reason.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence for the operator.</summary>
    public required string Message { get; init; }

    /// <summary>When what is wrong began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the alarm was raised; with the channel it names this alarm among all.</summary>
    public required DateTimeOffset Raised { get; init; }

    /// <summary>The beginning of what came instead, byte by byte; null where nothing came.</summary>
    public byte[]? Sample { get; init; }

    public string? SampleType { get; init; }

    /// <summary>When people were told last; null where nobody was yet.</summary>
    public DateTimeOffset? Told { get; init; }

    public int Tellings { get; init; }
}

/// <summary>An alarm is raised, or its reason has changed, or (where <paramref name="Raised"/> is null) it has ended.</summary>
public sealed record AlarmChange(string Channel, ChannelAlarm? Raised);
