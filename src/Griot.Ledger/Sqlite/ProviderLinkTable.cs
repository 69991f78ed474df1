using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>The links by which providers speak once. Mutable: they are made, used, and forgotten when they have long ended.</summary>
internal static class ProviderLinkTable
{
    internal const string Table =
        """
        CREATE TABLE provider_links (
            hash BLOB PRIMARY KEY CHECK (length(hash) = 32), provider TEXT NOT NULL, channel TEXT NOT NULL REFERENCES channels, item TEXT,
            evidence TEXT NOT NULL, made INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER) STRICT, WITHOUT ROWID;
        """;

    internal static void Add(SqliteConnection connection, SqliteTransaction transaction, ProviderLink link, DateTimeOffset oldest) => connection.Execute(
        """
        DELETE FROM provider_links WHERE expires < @oldest;
        INSERT INTO provider_links VALUES (@Hash, @Provider, @Channel, @Item, @evidence, @made, @expires, NULL);
        """,
        new
        {
            link.Hash,
            link.Provider,
            link.Channel,
            link.Item,
            evidence = Word.Of(link.Evidence),
            made = link.Made.ToUnixTimeMilliseconds(),
            expires = link.Expires.ToUnixTimeMilliseconds(),
            oldest = oldest.ToUnixTimeMilliseconds(),
        },
        transaction);

    internal static ProviderLink? Find(SqliteConnection connection, byte[] hash) => connection.Query<Row>(
        "SELECT hash, provider, channel, item, evidence, made, expires, used FROM provider_links WHERE hash = @hash", new { hash }).Select(Read).FirstOrDefault();

    internal static bool Use(SqliteConnection connection, SqliteTransaction transaction, byte[] hash, DateTimeOffset now) => connection.Execute(
        "UPDATE provider_links SET used = @now WHERE hash = @hash AND used IS NULL", new { hash, now = now.ToUnixTimeMilliseconds() }, transaction) > 0;

    internal static bool Reopen(SqliteConnection connection, SqliteTransaction transaction, byte[] hash) => connection.Execute(
        "UPDATE provider_links SET used = NULL WHERE hash = @hash", new { hash }, transaction) > 0;

    private static ProviderLink Read(Row row) => new(
        row.hash, row.provider, row.channel, row.item, Word.Parse<Evidence>(row.evidence) ?? Evidence.Entered,
        DateTimeOffset.FromUnixTimeMilliseconds(row.made), DateTimeOffset.FromUnixTimeMilliseconds(row.expires),
        row.used is { } used ? DateTimeOffset.FromUnixTimeMilliseconds(used) : null);

    // Named as the columns are: this is what Dapper fills.
    private sealed record Row(byte[] hash, string provider, string channel, string? item, string evidence, long made, long expires, long? used);
}
