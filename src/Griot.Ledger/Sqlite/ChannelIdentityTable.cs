using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>How the items of channels are told apart, and what was alarming about a channel as a whole.</summary>
internal static class ChannelIdentityTable
{
    internal static void Fix(SqliteConnection connection, SqliteTransaction transaction, ChannelIdentity identity) =>
        connection.Execute(
            """
            INSERT INTO channel_identities (channel, policy, fixed, since, why, doubts) VALUES (@Channel, @policy, @IsFixed, @since, @Why, @Doubts)
            ON CONFLICT (channel) DO UPDATE SET policy = excluded.policy, fixed = excluded.fixed, since = excluded.since, why = excluded.why, doubts = excluded.doubts
            """,
            new { identity.Channel, policy = Word.Of(identity.Policy), identity.IsFixed, since = identity.Since.ToUnixTimeMilliseconds(), identity.Why, identity.Doubts },
            transaction);

    internal static void Count(SqliteConnection connection, SqliteTransaction transaction, ChannelIncident incident, DateTimeOffset now) =>
        connection.Execute(
            """
            INSERT INTO channel_incidents VALUES (@Channel, @Code, @Message, @now, @now, 1)
            ON CONFLICT DO UPDATE SET message = excluded.message, last_seen = excluded.last_seen, times = times + 1
            """, new { incident.Channel, incident.Code, incident.Message, now = now.ToUnixTimeMilliseconds() }, transaction);

    internal static List<ChannelIncidentRow> Incidents(SqliteConnection connection, string channel) =>
        connection.Query<(string Code, string Message, long First, long Last, long Times)>(
            "SELECT code, message, first_seen, last_seen, times FROM channel_incidents WHERE channel = @channel ORDER BY last_seen DESC, code", new { channel })
            .Select(row => new ChannelIncidentRow(
                new ChannelIncident(channel, row.Code, row.Message), DateTimeOffset.FromUnixTimeMilliseconds(row.First), DateTimeOffset.FromUnixTimeMilliseconds(row.Last), (int)row.Times))
            .ToList();

    internal static ChannelTally Tally(SqliteConnection connection, string channel)
    {
        var (items, versions, cosmetic, quarantined) = connection.QuerySingle<(long, long, long, long)>(
            """
            WITH items AS (SELECT DISTINCT item FROM identities WHERE channel = @channel)
            SELECT (SELECT count(*) FROM items),
                   (SELECT count(*) FROM items JOIN entries USING (item) WHERE kind IN ('article', 'update', 'correction', 'withdrawal')),
                   (SELECT coalesce(sum(cosmetic), 0) FROM latest_cuts WHERE channel = @channel),
                   (SELECT count(*) FROM quarantine WHERE channel = @channel AND handled IS NULL)
            """, new { channel });
        return new ChannelTally((int)items, (int)versions, (int)cosmetic, (int)quarantined);
    }
}
