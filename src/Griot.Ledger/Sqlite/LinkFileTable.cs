using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// Files that wait under a one-time link while their sender looks at the preview. Mutable: nothing in it was delivered yet. They
/// go with the delivery, in which they are sealed, or when the link ends.
/// </summary>
internal static class LinkFileTable
{
    internal const string Table =
        """
        CREATE TABLE link_files (
            link BLOB NOT NULL CHECK (length(link) = 32), number INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (link, number)) STRICT;
        """;

    /// <summary>In place of whatever waited there: these, in this order.</summary>
    internal static void Replace(SqliteConnection connection, SqliteTransaction transaction, byte[] link, IReadOnlyList<LinkFile> files)
    {
        Forget(connection, transaction, link);
        for (var number = 0; number < files.Count; number++)
            connection.Execute(
                "INSERT INTO link_files VALUES (@link, @number, @Name, @Type, @Bytes)", new { link, number, files[number].Name, files[number].Type, files[number].Bytes }, transaction);
    }

    internal static List<LinkFile> Of(SqliteConnection connection, byte[] link) => connection.Query<(string Name, string Type, byte[] Bytes)>(
        "SELECT name, type, bytes FROM link_files WHERE link = @link ORDER BY number", new { link }).Select(row => new LinkFile(row.Name, row.Type, row.Bytes)).ToList();

    internal static int Forget(SqliteConnection connection, SqliteTransaction transaction, byte[] link) =>
        connection.Execute("DELETE FROM link_files WHERE link = @link", new { link }, transaction);

    internal static bool HasLapsed(SqliteConnection connection, DateTimeOffset now) => connection.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM link_files WHERE {Lapsed})", new { now = now.ToUnixTimeMilliseconds() });

    internal static int ForgetLapsed(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset now) =>
        connection.Execute($"DELETE FROM link_files WHERE {Lapsed}", new { now = now.ToUnixTimeMilliseconds() }, transaction);

    // Ended, forgotten, or used for so long that it is not given back any more.
    private const string Lapsed = "link NOT IN (SELECT hash FROM provider_links WHERE expires > @now AND (used IS NULL OR used > @now - 600000))";
}
