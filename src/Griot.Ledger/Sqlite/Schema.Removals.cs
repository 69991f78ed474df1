using System.Globalization;
using System.Text;

namespace Griot.Ledger.Sqlite;

/// <summary>What a removal by order leaves behind, and the only way by which triggers let content go.</summary>
internal static partial class Schema
{
    // No release before this one had a verb that removes. A part of an entry goes by itself: a signature may, and its text stay.
    // Of what is known by a removed item only stretched keys are left, so that it is known again and hardly guessed.
    private const string Removals =
        """
        CREATE TABLE earlier_removals AS SELECT * FROM removals;
        DROP TABLE removals;
        CREATE TABLE removals (target INTEGER NOT NULL REFERENCES entries, part TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES entries,
                               PRIMARY KEY (target, part)) STRICT;
        INSERT INTO removals SELECT target, column1, entry FROM earlier_removals, (VALUES ('delivery'), ('record'), ('summary'), ('envelope'), ('signature'));
        DROP TABLE earlier_removals;
        CREATE TRIGGER removals_by_order BEFORE INSERT ON removals
            WHEN NOT EXISTS (SELECT 1 FROM entries WHERE idx = NEW.entry AND kind = 'removal')
            BEGIN SELECT RAISE(ABORT, 'removals: only an entry of kind removal removes'); END;

        CREATE TABLE removed_keys (channel TEXT NOT NULL, hash BLOB NOT NULL, entry INTEGER NOT NULL REFERENCES entries, provider TEXT NOT NULL,
                                   item TEXT NOT NULL, version INTEGER, kind TEXT, PRIMARY KEY (channel, hash, entry)) STRICT, WITHOUT ROWID;
        CREATE INDEX removed_keys_of_provider ON removed_keys (provider, hash);
        CREATE TRIGGER removed_keys_by_order BEFORE INSERT ON removed_keys
            WHEN NOT EXISTS (SELECT 1 FROM entries WHERE idx = NEW.entry AND kind = 'removal' AND item = NEW.item)
            BEGIN SELECT RAISE(ABORT, 'removed_keys: only an entry of kind removal removes'); END;

        DROP TRIGGER identities_no_delete;
        CREATE TRIGGER identities_no_delete BEFORE DELETE ON identities
            WHEN NOT EXISTS (SELECT 1 FROM entries WHERE item = OLD.item AND kind = 'removal' AND (version IS NULL OR OLD.kind = 'content'))
            BEGIN SELECT RAISE(ABORT, 'identities: append-only'); END;

        ALTER TABLE quarantine ADD COLUMN removed INTEGER REFERENCES entries;
        DROP TRIGGER quarantine_keeps_bytes;
        CREATE TRIGGER quarantine_keeps_bytes BEFORE UPDATE OF provider, channel, code, hash, bytes, context, envelope, removed ON quarantine
            WHEN OLD.removed IS NOT NULL OR NEW.provider <> OLD.provider OR NEW.channel <> OLD.channel OR NEW.code <> OLD.code
                OR length(NEW.bytes) > 0 OR NEW.context IS NOT NULL OR NEW.envelope IS NOT NULL
                OR NOT EXISTS (SELECT 1 FROM entries WHERE idx = NEW.removed AND kind = 'removal')
            BEGIN SELECT RAISE(ABORT, 'quarantine: what lies there is not changed'); END;

        -- Mutable: the newest removal of which nothing is left in the write-ahead log either.
        CREATE TABLE wiped (id INTEGER PRIMARY KEY CHECK (id = 1), entry INTEGER NOT NULL) STRICT;
        """;

    // Mutable: a removal that came back with a recovery, until what was restored of its content is deleted again.
    private const string RemovalsDue = "CREATE TABLE removals_due (entry INTEGER PRIMARY KEY REFERENCES entries) STRICT;";

    // Mutable: channels of which desk.db has still to forget what it told, and the removals that want it.
    private const string SamplesDue = "CREATE TABLE samples_due (channel TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES entries, PRIMARY KEY (channel, entry)) STRICT, WITHOUT ROWID;";

    // From here on a removal names the part of an entry that goes.
    private static string RemovedParts()
    {
        var triggers = new StringBuilder();
        Seal(triggers, "removals", "1", "target = NEW.target AND part = NEW.part");
        Seal(triggers, "removed_keys", "1", "channel = NEW.channel AND hash = NEW.hash AND entry = NEW.entry");
        foreach (var table in (string[])["deliveries", "records", "summaries", "envelopes", "signatures", "media", "cards", "salts"])
        {
            triggers.Append(CultureInfo.InvariantCulture, $"\nDROP TRIGGER {table}_no_delete; DROP TRIGGER {table}_stay_removed;");
            triggers.Append(CultureInfo.InvariantCulture, $"""

                CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT EXISTS (SELECT 1 FROM removals WHERE target = OLD.entry AND part = {PartOf(table, "OLD")})
                    BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END;
                CREATE TRIGGER {table}_stay_removed BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM removals WHERE target = NEW.entry AND part = {PartOf(table, "NEW")})
                    BEGIN SELECT RAISE(ABORT, '{table}: removed by order'); END;
                """);
        }

        return triggers.Append('\n').ToString();
    }

    private static string PartOf(string table, string row) => table switch
    {
        "salts" => row + ".part",
        "media" or "deliveries" => "'delivery'",
        "cards" or "records" => "'record'",
        "summaries" => "'summary'",
        "envelopes" => "'envelope'",
        _ => "'signature'",
    };
}
