namespace Griot.Syndication.Hub;

/// <summary>How the house's own hub keeps and calls its subscribers.</summary>
public sealed record HubOptions
{
    /// <summary>Where <c>hub.db</c> lies.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Who calls, as subscribers see it; printable ASCII.</summary>
    public required string UserAgent { get; init; }

    /// <summary>The operator has opened networks for subscribers: those of the way out that is given.</summary>
    public bool OpenedNetworks { get; init; }

    /// <summary>Subscriptions in all.</summary>
    public int Most { get; init; } = 10_000;

    /// <summary>Subscriptions of one callback host, those that wait for their callback's word among them.</summary>
    public int MostOfHost { get; init; } = 500;

    /// <summary>New requests that may wait for their callback's word; one that renews is always taken.</summary>
    public int MostWaiting { get; init; } = 1_000;

    /// <summary>Requests a minute, from one client.</summary>
    public int MostOfClient { get; init; } = 60;

    /// <summary>New subscriptions a day, from one client: names for callbacks cost nothing, addresses do.</summary>
    public int MostNewOfClient { get; init; } = 200;

    /// <summary>Verifications a minute, of one callback host: nobody makes us knock at another's door more often than that.</summary>
    public int MostKnocks { get; init; } = 12;
}
