using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// Empties the write-ahead log after a removal, where the deleted bytes would else lie until it is written over. It waits
/// for each reader that still stands before the removal. A crash before that is made up for by whoever opens the store next.
/// </summary>
internal static class Wiping
{
    private const string Newest = "SELECT coalesce(max(entry), -1) FROM removals";

    // Anything else than the newest one is not believed: by a number that is too high, nothing would ever be wiped again.
    private const string IsDue = $"SELECT ({Newest}) >= 0 AND ({Newest}) IS NOT (SELECT entry FROM wiped)";

    /// <summary>One attempt. False where a reader or writer of an earlier state stands in the way for that long.</summary>
    internal static bool Try(SqliteConnection connection, TimeSpan patience)
    {
        if (connection.ExecuteScalar<long>(IsDue) == 0) return true;
        var newest = connection.ExecuteScalar<long>(Newest);
        var before = connection.ExecuteScalar<long>("PRAGMA busy_timeout");
        try
        {
            connection.Execute($"PRAGMA busy_timeout = {(long)patience.TotalMilliseconds}");
            if (connection.ExecuteScalar<long>("PRAGMA wal_checkpoint(TRUNCATE)") != 0) return false;
        }
        catch (SqliteException fault) when (StoreFaults.IsInUse(fault))
        {
            return false;
        }
        finally
        {
            connection.Execute($"PRAGMA busy_timeout = {before}");
        }

        connection.Execute("INSERT INTO wiped VALUES (1, @newest) ON CONFLICT (id) DO UPDATE SET entry = excluded.entry", new { newest });
        return true;
    }
}
