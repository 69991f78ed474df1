using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// Which first versions an import brought long after their day, and the date that their provider gave them: they are no news, and
/// stand by that date. Mutable: the date of a piece that is removed is forgotten; losing a row puts its piece among the news.
/// </summary>
internal static class ArchivedTable
{
    internal const string Table =
        """
        CREATE TABLE archived (entry INTEGER PRIMARY KEY REFERENCES entries, provider TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
        CREATE INDEX archived_by_date ON archived (at, entry);
        CREATE INDEX archived_of_provider ON archived (provider, at, entry);
        """;

    /// <summary>Leaves them out, in a query over entries.</summary>
    internal const string AreNone = "NOT EXISTS (SELECT 1 FROM archived WHERE archived.entry = entries.idx)";

    internal static bool Has(SqliteConnection connection, long entry) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM archived WHERE entry = @entry)", new { entry });

    internal static long? Newest(SqliteConnection connection, string? provider) => provider is null
        ? connection.ExecuteScalar<long?>("SELECT max(entry) FROM archived")
        : connection.ExecuteScalar<long?>("SELECT max(entry) FROM archived WHERE provider = @provider", new { provider });

    internal static List<(long Entry, long At)> Of(SqliteConnection connection, string? provider, ArchivePlace before, int limit) => connection.Query<(long Entry, long At)>(
        $"""
        SELECT entry, at FROM archived INDEXED BY {(provider is null ? "archived_by_date" : "archived_of_provider")}
        WHERE {(provider is null ? "" : "provider = @provider AND ")}(at, entry) < (@At, @Index) ORDER BY at DESC, entry DESC LIMIT @limit
        """, new { provider, before.At, before.Index, limit }).ToList();

    internal static List<long> News(SqliteConnection connection, string? provider, long before, int limit) => connection.Query<long>(
        $"""
        SELECT idx FROM entries
        WHERE item IS NOT NULL AND idx < @before {(provider is null ? "" : "AND provider = @provider")} AND {AreNone} ORDER BY idx DESC LIMIT @limit
        """, new { provider, before, limit }).ToList();

    /// <summary>Forgets the dates of an item that is removed.</summary>
    internal static void Forget(SqliteConnection connection, SqliteTransaction transaction, string item) => connection.Execute(
        $"UPDATE archived SET at = {ArchivePlace.NoDate} WHERE entry IN (SELECT idx FROM entries WHERE item = @item)", new { item }, transaction);
}
