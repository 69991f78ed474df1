namespace Griot.Ingest.Channels.Poll;

/// <summary>How channels are polled.</summary>
public sealed record PollOptions
{
    /// <summary>Overrides the interval of every channel; null: a channel's own, or one that adapts to its habits.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Channels read at the same time.</summary>
    public int Parallel { get; init; } = 32;

    /// <summary>Who asks, as servers see it.</summary>
    public string UserAgent { get; init; } = "Griot/0.2 (news syndication; +https://griot.invalid/about)";
}
