using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// Pictures that are still to be fetched, and up to where the log was searched for them. Mutable: a row goes when its picture was
/// sealed, given up, or is wanted by nobody any more. What a house had taken in before it fetched pictures is not searched.
/// </summary>
internal static class PictureCallTable
{
    internal const string Table =
        """
        CREATE TABLE picture_calls (
            item TEXT NOT NULL, uri TEXT NOT NULL, provider TEXT NOT NULL, failures INTEGER NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (item, uri)) STRICT, WITHOUT ROWID;
        CREATE INDEX picture_calls_by_provider ON picture_calls (provider, at);
        CREATE TABLE picture_place (one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL) STRICT;
        INSERT INTO picture_place SELECT 1, coalesce(max(idx) + 1, 0) FROM entries;
        """;

    // The first due of each provider: one with thousands keeps nobody else waiting.
    private const string First =
        """
        SELECT c.item, c.uri, c.provider, c.failures, c.at FROM (SELECT DISTINCT provider FROM picture_calls) p
        JOIN picture_calls c ON (c.item, c.uri) = (
            SELECT item, uri FROM picture_calls WHERE provider = p.provider AND at <= @now ORDER BY at, item, uri LIMIT 1)
        ORDER BY c.at LIMIT @limit
        """;

    /// <summary>The log index from which on it is searched.</summary>
    internal static long Next(SqliteConnection connection) => connection.ExecuteScalar<long>("SELECT next FROM picture_place");

    internal static List<PictureCall> Due(SqliteConnection connection, DateTimeOffset now, int limit) =>
        connection.Query<(string Item, string Uri, string Provider, long Failures, long At)>(First, new { now = now.ToUnixTimeMilliseconds(), limit })
            .Select(row => new PictureCall(row.Item, row.Uri, row.Provider, (int)row.Failures, DateTimeOffset.FromUnixTimeMilliseconds(row.At))).ToList();

    /// <summary>Notes what is wanted, where it is not noted yet, and that the log was searched below <paramref name="next"/>.</summary>
    internal static void Note(SqliteConnection connection, SqliteTransaction transaction, long next, IReadOnlyList<PictureCall> wanted)
    {
        foreach (var call in wanted) connection.Execute("INSERT OR IGNORE INTO picture_calls VALUES (@Item, @Uri, @Provider, @Failures, @at)", Row(call), transaction);
        connection.Execute("UPDATE picture_place SET next = @next", new { next }, transaction);
    }

    /// <summary>Later, where it is still wanted at all.</summary>
    internal static void Postpone(SqliteConnection connection, SqliteTransaction transaction, PictureCall call) =>
        connection.Execute("UPDATE picture_calls SET failures = @Failures, at = @at WHERE item = @Item AND uri = @Uri", Row(call), transaction);

    internal static void Forget(SqliteConnection connection, SqliteTransaction transaction, string item, string? uri = null) =>
        connection.Execute("DELETE FROM picture_calls WHERE item = @item AND (@uri IS NULL OR uri = @uri)", new { item, uri }, transaction);

    private static object Row(PictureCall call) => new { call.Item, call.Uri, call.Provider, call.Failures, at = call.At.ToUnixTimeMilliseconds() };
}
