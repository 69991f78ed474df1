using Dapper;
using Griot.Ledger.Tlog;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// The public halves of the keys that have signed a log, in the order in which the store came to know them. Append-only: what
/// bears the signature of one of them was published by this house, whether its key file is there or not.
/// </summary>
internal static class LogKeyTable
{
    internal const string Table =
        """
        CREATE TABLE log_keys (id INTEGER PRIMARY KEY, log INTEGER NOT NULL REFERENCES origins, vkey TEXT NOT NULL, UNIQUE (log, vkey)) STRICT;
        CREATE TRIGGER log_keys_no_update BEFORE UPDATE ON log_keys BEGIN SELECT RAISE(ABORT, 'log_keys: append-only'); END;
        CREATE TRIGGER log_keys_no_delete BEFORE DELETE ON log_keys WHEN EXISTS (SELECT 1 FROM entries)
            BEGIN SELECT RAISE(ABORT, 'log_keys: append-only'); END;
        CREATE TRIGGER log_keys_no_replace BEFORE INSERT ON log_keys WHEN EXISTS (SELECT 1 FROM log_keys WHERE id = NEW.id OR (log = NEW.log AND vkey = NEW.vkey))
            BEGIN SELECT RAISE(ABORT, 'log_keys: append-only'); END;

        """;

    internal static bool Keep(SqliteConnection connection, SqliteTransaction transaction, string origin, VerifierKey key) => connection.Execute(
        """
        INSERT INTO log_keys (log, vkey) SELECT number, @vkey FROM origins o
        WHERE origin = @origin AND NOT EXISTS (SELECT 1 FROM log_keys k WHERE k.log = o.number AND k.vkey = @vkey)
        """,
        new { origin, vkey = key.ToString() }, transaction) == 1;

    /// <summary>Those of the log that bears this name, the newest last; one that was altered from outside is left out.</summary>
    internal static List<VerifierKey> Of(SqliteConnection connection, string origin) =>
        [.. connection.Query<string>("SELECT vkey FROM log_keys WHERE log = (SELECT number FROM origins WHERE origin = @origin) ORDER BY id", new { origin })
            .Select(VerifierKey.Parse).OfType<VerifierKey>().Where(key => key.Name == origin)];
}
