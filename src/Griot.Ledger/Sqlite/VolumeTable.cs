using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// What each provider brought, day by day, for the breaker that stands before the store (D05). Mutable: counted in the
/// transaction that seals, and forgotten when it is too old to say what is usual.
/// </summary>
internal sealed class VolumeTable(SqliteConnection connection) : IDisposable
{
    /// <summary>Days from which the usual volume is told.</summary>
    internal const int Days = 28;

    internal const string Table =
        """
        CREATE TABLE volumes (provider TEXT NOT NULL, day INTEGER NOT NULL, pieces INTEGER NOT NULL, bytes INTEGER NOT NULL,
                              PRIMARY KEY (provider, day)) STRICT, WITHOUT ROWID;
        """;

    internal const string Volume =
        """
        SELECT coalesce(sum(pieces) FILTER (WHERE day = ?2), 0), coalesce(sum(bytes) FILTER (WHERE day = ?2), 0),
               coalesce(sum(pieces) FILTER (WHERE day < ?2), 0), coalesce(sum(bytes) FILTER (WHERE day < ?2), 0)
        FROM volumes WHERE provider = ?1 AND day BETWEEN ?3 AND ?2
        """;

    private readonly Statement count = new(connection,
        """
        INSERT INTO volumes VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET pieces = pieces + excluded.pieces, bytes = bytes + excluded.bytes
        """);
    private readonly Statement forget = new(connection, "DELETE FROM volumes WHERE provider = ?1 AND day < ?2");

    internal void Count(string provider, DateTimeOffset now, int pieces, long bytes)
    {
        count.Run(provider, DayOf(now), pieces, bytes);
        forget.Run(provider, DayOf(now) - Days);
    }

    internal static DailyVolume Read(Row row) =>
        new(row.GetInt64(0), row.GetInt64(1), (double)row.GetInt64(2) / Days, (double)row.GetInt64(3) / Days);

    internal static long DayOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / 86_400;

    public void Dispose()
    {
        count.Dispose();
        forget.Dispose();
    }
}
