namespace Griot.Ingest.Channels.Poll;

/// <summary>What polling has brought: of one channel, or of all of them together.</summary>
public sealed record PollResult
{
    public int Channels { get; init; }

    /// <summary>The server said that nothing has changed (304).</summary>
    public int NotModified { get; init; }

    /// <summary>The same bytes as last time.</summary>
    public int Unchanged { get; init; }

    public int Failed { get; init; }
    public int NewItems { get; init; }
    public int NewVersions { get; init; }
    public int Cosmetic { get; init; }
    public int Quarantined { get; init; }

    /// <summary>Not asked, since the server or a row of failures bids to wait.</summary>
    public int Waiting { get; init; }

    public static PollResult operator +(PollResult one, PollResult other) => new()
    {
        Channels = one.Channels + other.Channels,
        NotModified = one.NotModified + other.NotModified,
        Unchanged = one.Unchanged + other.Unchanged,
        Failed = one.Failed + other.Failed,
        NewItems = one.NewItems + other.NewItems,
        NewVersions = one.NewVersions + other.NewVersions,
        Cosmetic = one.Cosmetic + other.Cosmetic,
        Quarantined = one.Quarantined + other.Quarantined,
        Waiting = one.Waiting + other.Waiting,
    };
}
