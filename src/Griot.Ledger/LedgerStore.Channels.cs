using Griot.Ledger.Sqlite;

namespace Griot.Ledger;

public sealed partial class LedgerStore
{
    /// <summary>How the items of a channel are told apart; null before its first document.</summary>
    public ChannelIdentity? Identity(string channel) => Read(session => session.Identity(channel));

    /// <summary>What was alarming about a channel, the latest first.</summary>
    public IReadOnlyList<ChannelIncidentRow> Incidents(string channel) => Read(session => ChannelIdentityTable.Incidents(session.Connection, channel));

    /// <summary>How much has come through a channel.</summary>
    public ChannelTally Tally(string channel) => Read(session => ChannelIdentityTable.Tally(session.Connection, channel));

    /// <summary>Every channel with what is remembered of it, in the order of registration.</summary>
    public IReadOnlyList<(ChannelRegistration Channel, ChannelState? State)> Channels() => Read(session => ChannelTable.All(session.Connection));

    /// <summary>One channel; null where there is none with this id.</summary>
    public (ChannelRegistration Channel, ChannelState? State)? Channel(string id) => Read(session => ChannelTable.One(session.Connection, id));
}
