using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// Remembers items by the hash of their bytes as they arrived, so that what has not changed is not even read. Mutable:
/// losing it costs a reading, never a piece.
/// </summary>
internal sealed class Cuts(SqliteConnection connection) : IDisposable
{
    /// <summary>Milliseconds since 1970; losing it, what is older than a withdrawal that was said again can come back.</summary>
    internal const string WithdrawnAgain = "ALTER TABLE latest_cuts ADD COLUMN withdrawn_again INTEGER;";

    private readonly Statement remember = new(connection, "INSERT OR IGNORE INTO cuts VALUES (?1, ?2, ?3)");
    private readonly Statement latest = new(connection,
        """
        INSERT INTO latest_cuts (channel, item, hash) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET hash = excluded.hash, cosmetic_bytes = NULL
        """);

    // What another channel of the provider brought this one may bring too. Of an item of which something was removed nothing is begun
    // but the date of a withdrawal that is said again: without its bytes, which may quote what has gone.
    private readonly Statement met = new(connection,
        """
        INSERT OR IGNORE INTO latest_cuts (channel, item, hash) SELECT ?1, ?2, ?3
        WHERE ?4 IS NOT NULL OR NOT EXISTS (SELECT 1 FROM entries WHERE item = ?2 AND kind = 'removal')
        """);
    private readonly Statement cosmetic = new(connection,
        """
        UPDATE latest_cuts SET hash = ?3, cosmetic = cosmetic + 1,
            cosmetic_bytes = iif(NOT EXISTS (SELECT 1 FROM entries WHERE item = ?2 AND kind = 'removal'), ?4, NULL),
            withdrawn_again = coalesce(max(withdrawn_again, ?5), withdrawn_again, ?5)
        WHERE channel = ?1 AND item = ?2
        """);

    internal void Remember(string channel, string item, byte[] cut)
    {
        remember.Run(channel, cut, item);
        latest.Run(channel, item, cut);
    }

    internal void Count(CosmeticChange change)
    {
        var withdrawnAgain = change.WithdrawnAgain?.ToUnixTimeMilliseconds();
        met.Run(change.Channel, change.Item, change.Cut, withdrawnAgain);
        cosmetic.Run(change.Channel, change.Item, change.Cut, change.Bytes, withdrawnAgain);
    }

    public void Dispose()
    {
        remember.Dispose();
        latest.Dispose();
        met.Dispose();
        cosmetic.Dispose();
    }
}
