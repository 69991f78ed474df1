using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// Remembers items by the hash of their bytes as they arrived, so that what has not changed is not even read. Mutable:
/// losing it costs a reading, never a piece.
/// </summary>
internal sealed class Cuts(SqliteConnection connection) : IDisposable
{
    private readonly Statement remember = new(connection, "INSERT OR IGNORE INTO cuts VALUES (?1, ?2, ?3)");
    private readonly Statement latest = new(connection,
        """
        INSERT INTO latest_cuts (channel, item, hash) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET hash = excluded.hash, cosmetic_bytes = NULL
        """);
    private readonly Statement cosmetic = new(connection,
        """
        INSERT INTO latest_cuts (channel, item, hash, cosmetic, cosmetic_bytes) VALUES (?1, ?2, ?3, 1, ?4)
        ON CONFLICT DO UPDATE SET hash = excluded.hash, cosmetic = cosmetic + 1, cosmetic_bytes = excluded.cosmetic_bytes
        """);

    internal void Remember(string channel, string item, byte[] cut)
    {
        remember.Run(channel, cut, item);
        latest.Run(channel, item, cut);
    }

    internal void Count(CosmeticChange change) => cosmetic.Run(change.Channel, change.Item, change.Cut, change.Bytes);

    public void Dispose()
    {
        remember.Dispose();
        latest.Dispose();
        cosmetic.Dispose();
    }
}
