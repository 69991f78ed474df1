namespace Griot.Ledger.Sqlite;

/// <summary>
/// The bytes that wait in quarantine, by channel, and the ways to the newest row of a reason. Kept by triggers in the
/// transaction that changes the quarantine: a feed gone wild puts a hundred thousand pieces there, and each must find room
/// without the others being added up under the one lock of the store.
/// </summary>
internal static class QuarantineRoom
{
    internal const string Table =
        """
        CREATE TABLE quarantine_room (channel TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO quarantine_room SELECT channel, sum(size) FROM quarantine WHERE handled IS NULL GROUP BY channel;
        DROP INDEX quarantine_waiting;
        CREATE INDEX quarantine_waiting ON quarantine (channel, code) WHERE handled IS NULL;
        CREATE INDEX quarantine_documents ON quarantine (channel, code) WHERE handled IS NULL AND is_document;
        CREATE TRIGGER quarantine_room_taken AFTER INSERT ON quarantine WHEN NEW.handled IS NULL BEGIN
            INSERT INTO quarantine_room VALUES (NEW.channel, NEW.size) ON CONFLICT (channel) DO UPDATE SET bytes = bytes + excluded.bytes;
        END;
        CREATE TRIGGER quarantine_room_changed AFTER UPDATE OF handled, size ON quarantine BEGIN
            INSERT INTO quarantine_room VALUES (NEW.channel, iif(NEW.handled IS NULL, NEW.size, 0) - iif(OLD.handled IS NULL, OLD.size, 0))
            ON CONFLICT (channel) DO UPDATE SET bytes = bytes + excluded.bytes;
        END;

        """;
}
