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
    private readonly Statement cosmetic = new(connection,
        """
        INSERT INTO latest_cuts (channel, item, hash, cosmetic, cosmetic_bytes, withdrawn_again) VALUES (?1, ?2, ?3, 1, ?4, ?5)
        ON CONFLICT DO UPDATE SET hash = excluded.hash, cosmetic = cosmetic + 1, cosmetic_bytes = excluded.cosmetic_bytes,
            withdrawn_again = coalesce(max(withdrawn_again, excluded.withdrawn_again), withdrawn_again, excluded.withdrawn_again)
        """);

    internal void Remember(string channel, string item, byte[] cut)
    {
        remember.Run(channel, cut, item);
        latest.Run(channel, item, cut);
    }

    internal void Count(CosmeticChange change) =>
        cosmetic.Run(change.Channel, change.Item, change.Cut, change.Bytes, change.WithdrawnAgain?.ToUnixTimeMilliseconds());

    public void Dispose()
    {
        remember.Dispose();
        latest.Dispose();
        cosmetic.Dispose();
    }
}
