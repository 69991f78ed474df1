using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// The tables of <c>ledger.db</c>. Order of <see cref="Migrations"/> is the version of the schema: add at the end only.
/// What is append-only is held so by triggers, against every program that opens the file with SQLite, this one too.
/// </summary>
internal static partial class Schema
{
    internal const int ApplicationId = 0x6772696F; // "grio"

    private const string Tables =
        """
        CREATE TABLE entries (
            idx      INTEGER PRIMARY KEY,
            bytes    BLOB NOT NULL,
            leaf     BLOB NOT NULL CHECK (length(leaf) = 32),
            kind     TEXT NOT NULL,
            time     INTEGER NOT NULL,
            provider TEXT,
            item     TEXT,
            version  INTEGER
        ) STRICT;
        CREATE INDEX entries_of_item ON entries (item, idx) WHERE item IS NOT NULL;
        CREATE INDEX entries_of_provider ON entries (provider, idx) WHERE item IS NOT NULL;
        CREATE INDEX arrivals ON entries (idx) WHERE kind IN ('article', 'release');
        CREATE INDEX arrivals_of_provider ON entries (provider, idx) WHERE kind IN ('article', 'release');
        CREATE INDEX articles ON entries (time, provider) WHERE kind = 'article';
        CREATE INDEX cards_of_provider ON entries (provider, idx) WHERE kind = 'provider';
        CREATE TRIGGER entries_without_gap BEFORE INSERT ON entries
            WHEN NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM entries)
            BEGIN SELECT RAISE(ABORT, 'entries: an entry goes to the end of the log, and nowhere else'); END;

        CREATE TABLE deliveries (entry INTEGER PRIMARY KEY REFERENCES entries, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE records    (entry INTEGER PRIMARY KEY REFERENCES entries, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE summaries  (entry INTEGER PRIMARY KEY REFERENCES entries, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE envelopes  (entry INTEGER PRIMARY KEY REFERENCES entries, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE signatures (entry INTEGER PRIMARY KEY REFERENCES entries, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE media      (entry INTEGER PRIMARY KEY REFERENCES entries, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE cards      (entry INTEGER PRIMARY KEY REFERENCES entries, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE salts      (entry INTEGER NOT NULL REFERENCES entries, part TEXT NOT NULL,
                                 salt BLOB NOT NULL CHECK (length(salt) = 32), PRIMARY KEY (entry, part)) STRICT, WITHOUT ROWID;
        CREATE TABLE removals   (target INTEGER PRIMARY KEY REFERENCES entries, entry INTEGER NOT NULL REFERENCES entries) STRICT;
        CREATE TRIGGER removals_by_order BEFORE INSERT ON removals
            WHEN NOT EXISTS (SELECT 1 FROM entries WHERE idx = NEW.entry AND kind = 'removal')
            BEGIN SELECT RAISE(ABORT, 'removals: only an entry of kind removal removes'); END;

        CREATE TABLE identities (channel TEXT NOT NULL, identity BLOB NOT NULL, item TEXT NOT NULL,
                                 PRIMARY KEY (channel, identity)) STRICT, WITHOUT ROWID;
        CREATE TABLE slugs      (slug TEXT PRIMARY KEY, provider TEXT NOT NULL) STRICT, WITHOUT ROWID;

        -- From here on: mutable, and named as such in ARCHITECTURE.md.
        CREATE TABLE channels (id TEXT PRIMARY KEY, provider TEXT NOT NULL, kind TEXT NOT NULL, address TEXT, every INTEGER) STRICT;
        CREATE TABLE channel_states (
            channel TEXT PRIMARY KEY REFERENCES channels, etag TEXT, last_modified TEXT, body_hash BLOB, next_poll INTEGER,
            interval INTEGER NOT NULL, failures INTEGER NOT NULL, not_before INTEGER, last_seen INTEGER,
            last_accepted INTEGER, last_error TEXT, incidents TEXT) STRICT;
        CREATE TABLE cuts (channel TEXT NOT NULL, hash BLOB NOT NULL, item TEXT NOT NULL,
                           PRIMARY KEY (channel, hash, item)) STRICT, WITHOUT ROWID;
        CREATE TABLE latest_cuts (channel TEXT NOT NULL, item TEXT NOT NULL, hash BLOB NOT NULL, cosmetic INTEGER NOT NULL DEFAULT 0,
                                  cosmetic_bytes BLOB, PRIMARY KEY (channel, item)) STRICT, WITHOUT ROWID;
        CREATE INDEX latest_cuts_by_hash ON latest_cuts (channel, hash);
        CREATE TABLE schedule (entry INTEGER NOT NULL REFERENCES entries, item TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
                               PRIMARY KEY (entry, kind)) STRICT, WITHOUT ROWID;
        CREATE INDEX schedule_by_time ON schedule (at);
        CREATE INDEX schedule_of_item ON schedule (item);
        CREATE TABLE quarantine (
            id INTEGER PRIMARY KEY, provider TEXT NOT NULL, channel TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
            hash BLOB NOT NULL, bytes BLOB NOT NULL, context BLOB, envelope BLOB, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL,
            times INTEGER NOT NULL, handled INTEGER, UNIQUE (channel, hash, code)) STRICT;
        CREATE TRIGGER quarantine_keeps_bytes BEFORE UPDATE OF provider, channel, code, hash, bytes, context, envelope ON quarantine
            BEGIN SELECT RAISE(ABORT, 'quarantine: what lies there is not changed'); END;
        CREATE TRIGGER quarantine_keeps_rows BEFORE DELETE ON quarantine
            BEGIN SELECT RAISE(ABORT, 'quarantine: what lies there is not deleted'); END;
        """;

    // The size stands in an index, so that adding up a channel's share reads no page of what lies there.
    private const string QuarantineBound =
        """
        ALTER TABLE quarantine ADD COLUMN beyond INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE quarantine ADD COLUMN beyond_hash BLOB;
        ALTER TABLE quarantine ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE quarantine ADD COLUMN is_document INTEGER NOT NULL DEFAULT 0;
        UPDATE quarantine SET size = length(bytes), is_document = context IS NULL;
        CREATE INDEX quarantine_waiting ON quarantine (channel, code, is_document, size, handled) WHERE handled IS NULL;
        """;

    private const string WatchedChannels =
        """
        ALTER TABLE channel_states ADD COLUMN failing_since INTEGER;
        ALTER TABLE channel_states ADD COLUMN moved_to TEXT;
        ALTER TABLE channel_states ADD COLUMN moved_since INTEGER;
        ALTER TABLE channel_states ADD COLUMN least_interval INTEGER;
        ALTER TABLE channel_states ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE channel_states ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE channel_states ADD COLUMN usual_gap INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE channel_states ADD COLUMN gaps INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE channel_states ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE alarms (
            channel TEXT PRIMARY KEY REFERENCES channels, kind TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, since INTEGER NOT NULL,
            raised INTEGER NOT NULL, sample BLOB, sample_type TEXT, told INTEGER, tellings INTEGER NOT NULL DEFAULT 0) STRICT;
        """;

    // A key without a kind is a provider's own id. Only those are looked up across providers.
    private const string ItemKeys =
        """
        ALTER TABLE identities ADD COLUMN kind TEXT;
        CREATE INDEX identities_of_all ON identities (identity) WHERE kind IS NULL;
        CREATE TABLE channel_identities (
            channel TEXT PRIMARY KEY REFERENCES channels, policy TEXT NOT NULL, fixed INTEGER NOT NULL, since INTEGER NOT NULL,
            why TEXT NOT NULL, doubts INTEGER NOT NULL, tls_key TEXT, title TEXT) STRICT;
        CREATE TABLE channel_incidents (
            channel TEXT NOT NULL REFERENCES channels, code TEXT NOT NULL, message TEXT NOT NULL, first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (channel, code)) STRICT, WITHOUT ROWID;
        """;

    // The name of the log is set once. A later one succeeds it, where the log that bore the earlier name was lost in part.
    private const string SignedLog =
        """
        CREATE TABLE origins (number INTEGER PRIMARY KEY, origin TEXT NOT NULL UNIQUE, since INTEGER NOT NULL) STRICT;
        CREATE TRIGGER origins_without_gap BEFORE INSERT ON origins WHEN NEW.number <> (SELECT coalesce(max(number) + 1, 1) FROM origins)
            BEGIN SELECT RAISE(ABORT, 'origins: append-only'); END;
        CREATE TRIGGER origins_no_update BEFORE UPDATE ON origins BEGIN SELECT RAISE(ABORT, 'origins: append-only'); END;
        CREATE TRIGGER origins_no_delete BEFORE DELETE ON origins WHEN EXISTS (SELECT 1 FROM entries)
            BEGIN SELECT RAISE(ABORT, 'origins: a log that has entries keeps its name'); END;
        CREATE TABLE tile_roots (log INTEGER NOT NULL REFERENCES origins, level INTEGER NOT NULL, idx INTEGER NOT NULL,
                                 hash BLOB NOT NULL CHECK (length(hash) = 32), PRIMARY KEY (log, level, idx)) STRICT, WITHOUT ROWID;
        CREATE TRIGGER tile_roots_no_update BEFORE UPDATE ON tile_roots BEGIN SELECT RAISE(ABORT, 'tile_roots: append-only'); END;
        CREATE TRIGGER tile_roots_no_delete BEFORE DELETE ON tile_roots BEGIN SELECT RAISE(ABORT, 'tile_roots: append-only'); END;
        CREATE TRIGGER tile_roots_no_replace BEFORE INSERT ON tile_roots WHEN EXISTS (SELECT 1 FROM tile_roots WHERE log = NEW.log AND level = NEW.level AND idx = NEW.idx)
            BEGIN SELECT RAISE(ABORT, 'tile_roots: append-only'); END;

        -- Mutable: how far the signer has come, with the hashes of the right edge.
        CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL, root BLOB NOT NULL, edge BLOB NOT NULL) STRICT;
        INSERT INTO head VALUES (1, 0, x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', x'');
        """;

    // Mutable: which backups were made, for a removal by order to name those that still hold the text.
    private const string Backups =
        """
        CREATE TABLE backups (
            id INTEGER PRIMARY KEY, path TEXT NOT NULL, started INTEGER NOT NULL, finished INTEGER NOT NULL DEFAULT 0,
            size INTEGER NOT NULL, with_key INTEGER NOT NULL) STRICT;
        """;

    // The log does not commit to these keys. In an index each stands a second time, and SQLite's own check compares the two: a
    // flipped bit in either is told. Ids stand in identities_of_all.
    private const string SecondKeys = "CREATE INDEX identities_of_words ON identities (identity) WHERE kind IS NOT NULL;";

    // INSERT OR REPLACE takes away a row in whatever unique column they clash.
    private const string NotReplaced =
        """
        CREATE TRIGGER origins_no_replace BEFORE INSERT ON origins WHEN EXISTS (SELECT 1 FROM origins WHERE number = NEW.number OR origin = NEW.origin)
            BEGIN SELECT RAISE(ABORT, 'origins: append-only'); END;
        CREATE TRIGGER quarantine_no_replace BEFORE INSERT ON quarantine
            WHEN EXISTS (SELECT 1 FROM quarantine WHERE id = NEW.id OR (channel = NEW.channel AND hash = NEW.hash AND code = NEW.code))
            BEGIN SELECT RAISE(ABORT, 'quarantine: what lies there is not replaced'); END;
        """;

    // What has gone from its page is seldom, and looked for in the whole log.
    private const string Departures = $"CREATE INDEX departures ON entries (idx) WHERE {Departing};";

    /// <summary>Entries that may take something from its page, as the index of them has it, word for word.</summary>
    internal const string Departing =
        $"(kind IN ('withdrawal', 'hold', 'removal', 'expiry') OR instr(bytes, {Canceled}) > 0 OR instr(bytes, {Withheld}) > 0)";

    // "\nstatus canceled\n" and "\nstatus withheld\n".
    private const string Canceled = "x'0a7374617475732063616e63656c65640a'";
    private const string Withheld = "x'0a737461747573207769746868656c640a'";

    private static readonly string[] Migrations =
        [Tables + AppendOnly(), QuarantineBound, WatchedChannels, ItemKeys, SignedLog, ProviderOnly.Triggers, Removals + RemovedParts() + Departures, SecondKeys, Backups, NotReplaced, LogKeyTable.Table + RemovalsDue, ChannelKeyTable.Tables, ProviderLinkTable.Table, MailTokenTable.Table, VolumeTable.Table, ArchivedTable.Table, MediaRows.Index + LinkFileTable.Table, HubSubscriptionTable.Table, QuarantineRoom.Table, SamplesDue, Cuts.WithdrawnAgain, PictureCallTable.Table];

    /// <summary>The present version of the schema.</summary>
    internal static int Version => Migrations.Length;

    /// <summary>Brings a store to the present schema, or makes a new one. Killed in between, it is as it was before.</summary>
    internal static void Ensure(SqliteConnection connection) => Ensure(connection, Migrations.Length);

    /// <summary>Brings a store to the schema of an earlier release: for tests of what becomes of it.</summary>
    internal static void Ensure(SqliteConnection connection, int wanted)
    {
        if (connection.ExecuteScalar<long>("PRAGMA user_version") >= wanted) return;
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction);
        for (; version < wanted; version++) connection.Execute(Migrations[version], transaction: transaction);
        connection.Execute($"PRAGMA user_version = {version}; PRAGMA application_id = {ApplicationId}", transaction: transaction);
        transaction.Commit();
    }

    private static string AppendOnly()
    {
        var triggers = new StringBuilder();
        foreach (var table in (string[])["entries", "identities", "slugs", "removals"]) Seal(triggers, table, "1");
        const string notRemoved = "NOT EXISTS (SELECT 1 FROM removals WHERE target = OLD.entry)";
        foreach (var table in (string[])["deliveries", "records", "summaries", "envelopes", "signatures", "media", "cards", "salts"])
        {
            Seal(triggers, table, notRemoved);
            StayRemoved(triggers, table);
        }

        return triggers.ToString();
    }

    // INSERT OR REPLACE passes by UPDATE and DELETE triggers: hence the third one.
    private static void Seal(StringBuilder triggers, string table, string deleteRefused, string? key = null) => triggers.Append(
        CultureInfo.InvariantCulture, $"""

        CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END;
        CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN {deleteRefused} BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END;
        CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {key ?? Key(table)})
            BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END;
        """);

    // What a court had deleted can't be put back by a restored copy or by hand.
    private static void StayRemoved(StringBuilder triggers, string table) => triggers.Append(
        CultureInfo.InvariantCulture, $"""

        CREATE TRIGGER {table}_stay_removed BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM removals WHERE target = NEW.entry)
            BEGIN SELECT RAISE(ABORT, '{table}: removed by order'); END;
        """);

    private static string Key(string table) => table switch
    {
        "entries" => "idx = NEW.idx",
        "salts" => "entry = NEW.entry AND part = NEW.part",
        "removals" => "target = NEW.target",
        "identities" => "channel = NEW.channel AND identity = NEW.identity",
        "slugs" => "slug = NEW.slug",
        _ => "entry = NEW.entry",
    };
}
