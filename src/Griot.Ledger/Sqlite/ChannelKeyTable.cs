using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>The keys of channels, what their requests were answered, and which signatures have been used.</summary>
internal static class ChannelKeyTable
{
    // Mutable: keys, and what keeps a request that is repeated from being done twice.
    internal const string Tables =
        """
        CREATE TABLE channel_keys (
            id TEXT PRIMARY KEY, channel TEXT NOT NULL REFERENCES channels, kind TEXT NOT NULL, hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            public_key BLOB, since INTEGER NOT NULL, ended INTEGER) STRICT;
        CREATE INDEX channel_keys_of_channel ON channel_keys (channel);
        CREATE TABLE kept_answers (channel TEXT NOT NULL, key BLOB NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL,
                                   PRIMARY KEY (channel, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX kept_answers_by_time ON kept_answers (at);
        CREATE TABLE used_signatures (channel TEXT NOT NULL, hash BLOB NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (channel, hash)) STRICT, WITHOUT ROWID;
        CREATE INDEX used_signatures_by_time ON used_signatures (until);
        """;

    internal static List<ChannelKey> Of(SqliteConnection connection, string channel) => connection.Query<Row>(
        "SELECT id, channel, kind, hash, public_key, since, ended FROM channel_keys WHERE channel = @channel ORDER BY since, id", new { channel }).Select(Read).ToList();

    internal static ChannelKey? Holding(SqliteConnection connection, ChannelKeyKind kind, byte[] hash) => connection.Query<Row>(
        "SELECT id, channel, kind, hash, public_key, since, ended FROM channel_keys WHERE hash = @hash AND kind = @kind AND ended IS NULL",
        new { hash, kind = Word.Of(kind) }).Select(Read).FirstOrDefault();

    internal static void Add(SqliteConnection connection, SqliteTransaction transaction, ChannelKey key) => connection.Execute(
        "INSERT INTO channel_keys VALUES (@Id, @Channel, @kind, @Hash, @PublicKey, @since, NULL)",
        new { key.Id, key.Channel, kind = Word.Of(key.Kind), key.Hash, key.PublicKey, since = key.Since.ToUnixTimeMilliseconds() }, transaction);

    internal static bool End(SqliteConnection connection, SqliteTransaction transaction, string id, DateTimeOffset now) => connection.Execute(
        "UPDATE channel_keys SET ended = @now WHERE id = @id AND ended IS NULL", new { id, now = now.ToUnixTimeMilliseconds() }, transaction) > 0;

    internal static KeptAnswer? Answer(SqliteConnection connection, string channel, byte[] key) =>
        connection.Query<(long Status, byte[] Body)>("SELECT status, body FROM kept_answers WHERE channel = @channel AND key = @key", new { channel, key })
            .Select(row => new KeptAnswer(channel, key, (int)row.Status, row.Body)).FirstOrDefault();

    /// <summary>Keeps the first answer. What is older than <paramref name="oldest"/> is forgotten.</summary>
    internal static void Keep(SqliteConnection connection, SqliteTransaction transaction, KeptAnswer answer, DateTimeOffset now, DateTimeOffset oldest) => connection.Execute(
        """
        DELETE FROM kept_answers WHERE at < @oldest;
        INSERT INTO kept_answers VALUES (@Channel, @Key, @Status, @Body, @now) ON CONFLICT DO NOTHING;
        DELETE FROM kept_answers WHERE channel = @Channel AND key IN (SELECT key FROM kept_answers WHERE channel = @Channel ORDER BY at DESC LIMIT -1 OFFSET 2000);
        """,
        new { answer.Channel, answer.Key, answer.Status, answer.Body, now = now.ToUnixTimeMilliseconds(), oldest = oldest.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>Marks a signature as used. False where it was.</summary>
    internal static bool Use(SqliteConnection connection, SqliteTransaction transaction, string channel, byte[] hash, DateTimeOffset now, DateTimeOffset until)
    {
        connection.Execute("DELETE FROM used_signatures WHERE until < @now", new { now = now.ToUnixTimeMilliseconds() }, transaction);
        return connection.Execute(
            "INSERT INTO used_signatures VALUES (@channel, @hash, @until) ON CONFLICT DO NOTHING", new { channel, hash, until = until.ToUnixTimeMilliseconds() }, transaction) > 0;
    }

    private static ChannelKey Read(Row row) => new(
        row.id, row.channel, Word.Parse<ChannelKeyKind>(row.kind) ?? ChannelKeyKind.Bearer, row.hash, row.public_key,
        DateTimeOffset.FromUnixTimeMilliseconds(row.since), row.ended is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null);

    // Named as the columns are: this is what Dapper fills.
    private sealed record Row(string id, string channel, string kind, byte[] hash, byte[]? public_key, long since, long? ended);
}
