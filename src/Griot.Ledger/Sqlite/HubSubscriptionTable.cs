using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>What we have asked of hubs. Mutable: it follows what feeds name and what hubs answer.</summary>
internal static class HubSubscriptionTable
{
    internal const string Table =
        """
        CREATE TABLE hub_subscriptions (
            channel TEXT PRIMARY KEY REFERENCES channels, hub TEXT NOT NULL, topic TEXT NOT NULL, token TEXT NOT NULL UNIQUE, secret TEXT NOT NULL,
            wanted INTEGER NOT NULL, asked TEXT NOT NULL, asked_at INTEGER, until INTEGER, next INTEGER NOT NULL, failures INTEGER NOT NULL,
            last_error TEXT, last_told INTEGER, told INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """;

    private const string Select =
        "SELECT channel, hub, topic, token, secret, wanted, asked, asked_at, until, next, failures, last_error, last_told, told FROM hub_subscriptions";

    internal static List<HubSubscription> All(SqliteConnection connection) =>
        connection.Query<Row>(Select + " ORDER BY channel").Select(Read).ToList();

    internal static HubSubscription? Of(SqliteConnection connection, string channel, SqliteTransaction? transaction = null) =>
        connection.Query<Row>(Select + " WHERE channel = @channel", new { channel }, transaction).Select(Read).FirstOrDefault();

    internal static HubSubscription? ByToken(SqliteConnection connection, string token) =>
        connection.Query<Row>(Select + " WHERE token = @token", new { token }).Select(Read).FirstOrDefault();

    internal static void Remove(SqliteConnection connection, SqliteTransaction transaction, string channel) =>
        connection.Execute("DELETE FROM hub_subscriptions WHERE channel = @channel", new { channel }, transaction);

    internal static void Put(SqliteConnection connection, SqliteTransaction transaction, HubSubscription row) => connection.Execute(
        "INSERT OR REPLACE INTO hub_subscriptions VALUES (@Channel, @Hub, @Topic, @Token, @Secret, @IsWanted, @asked, @askedAt, @until, @next, @Failures, @LastError, @lastTold, @Told)",
        new
        {
            row.Channel,
            row.Hub,
            row.Topic,
            row.Token,
            row.Secret,
            row.IsWanted,
            asked = Word.Of(row.Asked),
            askedAt = row.AskedAt?.ToUnixTimeMilliseconds(),
            until = row.Until?.ToUnixTimeMilliseconds(),
            next = row.Next.ToUnixTimeMilliseconds(),
            row.Failures,
            row.LastError,
            lastTold = row.LastTold?.ToUnixTimeMilliseconds(),
            row.Told,
        },
        transaction);

    private static HubSubscription Read(Row row) => new()
    {
        Channel = row.channel,
        Hub = row.hub,
        Topic = row.topic,
        Token = row.token,
        Secret = row.secret,
        IsWanted = row.wanted != 0,
        Asked = Word.Parse<HubAsk>(row.asked) ?? HubAsk.Nothing,
        AskedAt = Time(row.asked_at),
        Until = Time(row.until),
        Next = DateTimeOffset.FromUnixTimeMilliseconds(row.next),
        Failures = (int)row.failures,
        LastError = row.last_error,
        LastTold = Time(row.last_told),
        Told = row.told,
    };

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;

    // Named as the columns are: this is what Dapper fills.
    private sealed record Row(
        string channel, string hub, string topic, string token, string secret, long wanted, string asked, long? asked_at, long? until, long next, long failures,
        string? last_error, long? last_told, long told);
}
