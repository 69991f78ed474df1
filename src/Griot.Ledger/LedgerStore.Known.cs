using Griot.Ledger.Sqlite;

namespace Griot.Ledger;

// What a channel is known to have brought: by bytes, by keys, by words.
public sealed partial class LedgerStore
{
    /// <summary>The item that a channel delivered with just these bytes last, or null: then they have to be read.</summary>
    public string? ItemByCut(string channel, byte[] cut) => Read(session => session.Known(channel, cut));

    /// <summary>True where these bytes have once been a version of that item.</summary>
    public bool HasSeenCut(string channel, byte[] cut, string item) => Read(session => session.Seen(channel, cut, item));

    /// <summary>The newest date with which a channel said again that an item is withdrawn; null where it never did.</summary>
    public DateTimeOffset? WithdrawnAgain(string channel, string item) =>
        Read(session => session.WithdrawnAgain(channel, item)) is { } moment ? DateTimeOffset.FromUnixTimeMilliseconds(moment) : null;

    /// <summary>What a channel said last of that item without anything of it being sealed; empty where it was sealed, or is not kept; null where it never brought it.</summary>
    public byte[]? LastSaid(string channel, string item) => Read(session => session.LastSaid(channel, item));

    /// <summary>The item that a channel knows by this identity; also one that was removed, so that it does not come back as another.</summary>
    public string? ItemByIdentity(string channel, byte[] identity) =>
        Read(session => session.Identified(channel, identity) ?? RemovedKeys.Item(session.Connection, channel, identity));

    /// <summary>True where a channel has delivered anything yet.</summary>
    public bool KnowsItems(string channel) => Read(session => session.KnowsItems(channel));

    /// <summary>True where a channel has this very key among those that stand: no removed one is looked for, which costs milliseconds.</summary>
    public bool HasKey(string channel, byte[] key) => Read(session => session.Identified(channel, key) is not null);

    /// <summary>False where the items of a channel are known by the providers' ids alone, as in stores of 0.1.0.</summary>
    public bool KnowsWords(string channel) => Read(session => session.KnowsWords(channel));

    /// <summary>True where a channel of another provider has delivered something under this very id.</summary>
    public bool IsKnownElsewhere(byte[] identity, string provider) => Read(session => session.IsKnownElsewhere(identity, provider));
}
