namespace Griot.Ledger;

/// <summary>What decides which item of a channel a piece is.</summary>
public enum IdentityPolicy
{
    /// <summary>The provider's own id.</summary>
    Guid,

    /// <summary>The address of the piece's page.</summary>
    Link,

    /// <summary>Headline and text: a change of either makes another item. Where nothing better is to be had.</summary>
    Content,
}

/// <summary>What a key of an item was made from.</summary>
public enum KeyKind
{
    /// <summary>The provider's own id, exactly as delivered.</summary>
    Guid,

    /// <summary>The address of the piece's page.</summary>
    Link,

    /// <summary>Headline and text.</summary>
    Content,

    /// <summary>Another key, which different pieces were seen to bear: from then on that one tells nothing apart.</summary>
    Shared,
}

/// <summary>A key that a channel knows an item by. Once given to an item it is never given to another.</summary>
public sealed record IdentityKey(KeyKind Kind, byte[] Hash);

/// <summary>A further key of an item that stands already. Kept where nobody else bears that key.</summary>
public sealed record ItemAlias(string Channel, string Item, IdentityKey Key);

/// <summary>How the items of a channel are told apart, and what it was last seen as. Mutable; losing it costs the operator's choice.</summary>
public sealed record ChannelIdentity
{
    public required string Channel { get; init; }
    public required IdentityPolicy Policy { get; init; }

    /// <summary>The operator has chosen it; else Griot chooses, anew with each document.</summary>
    public bool IsFixed { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>One sentence for the operator.</summary>
    public required string Why { get; init; }

    /// <summary>Documents in a row that speak for another policy.</summary>
    public int Doubts { get; init; }

    /// <summary>SHA-256 of the public key that the server was last known by, base64.</summary>
    public string? TlsKey { get; init; }

    /// <summary>What the feed last called itself.</summary>
    public string? FeedTitle { get; init; }
}

/// <summary>Something that concerns a channel as a whole and that a person should look at.</summary>
/// <param name="Code">Stable, in kebab-case.</param>
/// <param name="Message">One sentence, of the last time.</param>
public sealed record ChannelIncident(string Channel, string Code, string Message);

/// <summary>An incident with its history.</summary>
public sealed record ChannelIncidentRow(ChannelIncident Incident, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int Times);

/// <summary>What has come through a channel.</summary>
/// <param name="Items">Pieces.</param>
/// <param name="Versions">Of all of them together.</param>
/// <param name="Cosmetic">Changes that nobody could notice, counted and not sealed.</param>
/// <param name="Quarantined">What waits in quarantine.</param>
public sealed record ChannelTally(int Items, int Versions, int Cosmetic, int Quarantined);
