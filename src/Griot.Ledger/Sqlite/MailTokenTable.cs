using System.Security.Cryptography;
using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>Tokens of mails: kept as hashes, forgotten when they are over.</summary>
internal static class MailTokenTable
{
    internal const string Table =
        """
        CREATE TABLE mail_tokens (
            hash BLOB PRIMARY KEY CHECK (length(hash) = 32), kind TEXT NOT NULL, channel TEXT NOT NULL REFERENCES channels, item TEXT,
            quarantined INTEGER, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX mail_tokens_by_time ON mail_tokens (expires);
        """;

    internal static MailToken? Find(SqliteConnection connection, byte[] hash, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<Row>(
            "SELECT hash, kind, channel, item, quarantined, expires FROM mail_tokens WHERE hash = @hash AND expires > @now",
            new { hash, now = now.ToUnixTimeMilliseconds() }) is { } row && Word.Parse<MailTokenKind>(row.kind) is { } kind
            ? new MailToken(row.hash, kind, row.channel, row.item, row.quarantined, DateTimeOffset.FromUnixTimeMilliseconds(row.expires))
            : null;

    internal static void Keep(SqliteConnection connection, SqliteTransaction transaction, MailToken token, DateTimeOffset now)
    {
        connection.Execute("DELETE FROM mail_tokens WHERE expires <= @now", new { now = now.ToUnixTimeMilliseconds() }, transaction);
        connection.Execute(
            "INSERT INTO mail_tokens (hash, kind, channel, item, quarantined, expires) VALUES (@Hash, @kind, @Channel, @Item, @Quarantined, @expires)",
            new { token.Hash, kind = Word.Of(token.Kind), token.Channel, token.Item, token.Quarantined, expires = token.Expires.ToUnixTimeMilliseconds() },
            transaction);
    }

    internal static bool Use(SqliteConnection connection, SqliteTransaction transaction, byte[] hash) =>
        connection.Execute("DELETE FROM mail_tokens WHERE hash = @hash", new { hash }, transaction) == 1;

    /// <summary>The row of the quarantine in which these bytes lie for this reason and wait; null where there is none.</summary>
    internal static long? Waiting(SqliteConnection connection, string channel, string code, byte[] bytes) =>
        connection.ExecuteScalar<long?>(
            "SELECT id FROM quarantine WHERE channel = @channel AND hash = @hash AND code = @code AND handled IS NULL",
            new { channel, code, hash = SHA256.HashData(bytes) });

    /// <summary>The rows that wait for this reason and of which something is left.</summary>
    internal static List<long> WaitingFor(SqliteConnection connection, string code) =>
        connection.Query<long>("SELECT id FROM quarantine WHERE code = @code AND handled IS NULL AND removed IS NULL ORDER BY id", new { code }).ToList();

    // Named as the columns are: this is what Dapper fills.
    private sealed record Row(byte[] hash, string kind, string channel, string? item, long? quarantined, long expires);
}
