using Dapper;
using Griot.Ledger.Backups;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>The list of backups. Mutable: a backup that was deleted or written over is struck off.</summary>
internal static class BackupTable
{
    private const string Columns = "SELECT id, path, started, finished, size, with_key FROM backups";

    // Between a backup's beginning and the moment of its copy; milliseconds.
    private const long MostBeforeTheCopy = 60_000;

    internal static BackupRow Begin(SqliteConnection connection, SqliteTransaction transaction, string path, DateTimeOffset now, bool withKey)
    {
        // Whoever begins holds the place where the file is made: an unfinished one of the same path is of a process that died.
        connection.Execute("DELETE FROM backups WHERE path = @path AND finished = 0", new { path }, transaction);
        return Read(connection.QuerySingle<Row>(
            """
            INSERT INTO backups (path, started, size, with_key)
            VALUES (@path, @started, (SELECT coalesce(max(idx) + 1, 0) FROM entries), @withKey) RETURNING id, path, started, finished, size, with_key
            """,
            new { path, started = now.ToUnixTimeMilliseconds(), withKey }, transaction));
    }

    /// <summary>The file of this path is now the backup of this number, and no other.</summary>
    internal static void Finish(SqliteConnection connection, SqliteTransaction? transaction, BackupRow row, long size)
    {
        connection.Execute("DELETE FROM backups WHERE path = @Path AND id <> @Id", row, transaction);
        connection.Execute("UPDATE backups SET finished = 1, size = @size WHERE id = @Id", new { size, row.Id }, transaction);
    }

    internal static int Forget(SqliteConnection connection, SqliteTransaction transaction, string path) =>
        connection.Execute("DELETE FROM backups WHERE path = @path", new { path }, transaction);

    internal static int Drop(SqliteConnection connection, SqliteTransaction transaction, long id) =>
        connection.Execute("DELETE FROM backups WHERE id = @id", new { id }, transaction);

    internal static List<BackupRow> All(SqliteConnection connection) => connection.Query<Row>(Columns + " ORDER BY started, id").Select(Read).ToList();

    // The copy of a backup that is not finished is of some moment after it was begun, before the removal or not.
    internal static List<BackupRow> Holding(SqliteConnection connection, long entry, long removal, DateTimeOffset? since) => connection.Query<Row>(
        Columns + " WHERE (finished = 0 OR size > @entry OR started >= @since) AND size <= @removal ORDER BY started, id",
        new { entry, removal, since = since?.ToUnixTimeMilliseconds() - MostBeforeTheCopy }).Select(Read).ToList();

    private static BackupRow Read(Row row) =>
        new(row.id, row.path, DateTimeOffset.FromUnixTimeMilliseconds(row.started), row.finished != 0, row.size, row.with_key != 0);

    // Named as the columns are: this is what Dapper fills.
    private sealed record Row(long id, string path, long started, long finished, long size, long with_key);
}
