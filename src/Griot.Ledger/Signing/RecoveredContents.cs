using Dapper;
using Griot.Ledger.Sqlite;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Signing;

/// <summary>
/// A newer copy of a store, attached to the one that is brought back. Nothing of it is believed: content is taken where the
/// entry commits to it, and what is remembered of channels only where the store has nothing of its own.
/// </summary>
internal sealed class RecoveredContents : IDisposable
{
    private static readonly Part[] Parts = Enum.GetValues<Part>();

    // Items of which something was removed here already: by no key of theirs is anything known any more.
    private const string Obeyed =
        """
        CREATE TEMP TABLE IF NOT EXISTS obeyed (item TEXT PRIMARY KEY) WITHOUT ROWID;
        INSERT OR IGNORE INTO temp.obeyed SELECT item FROM entries WHERE item IS NOT NULL AND idx IN (SELECT entry FROM removals);
        """;

    // In the order of their references. Each is taken whole, where its key is free. What the copy knows of removed pieces is
    // taken too; what was removed itself, the log says.
    private const string Rest =
        """
        INSERT INTO slugs SELECT * FROM copy.slugs s WHERE NOT EXISTS (SELECT 1 FROM slugs o WHERE o.slug = s.slug);
        INSERT INTO channels SELECT * FROM copy.channels c WHERE NOT EXISTS (SELECT 1 FROM channels o WHERE o.id = c.id);
        INSERT INTO identities SELECT * FROM copy.identities i
            WHERE NOT EXISTS (SELECT 1 FROM identities o WHERE o.channel = i.channel AND o.identity = i.identity)
            AND EXISTS (SELECT 1 FROM entries e WHERE e.item = i.item) AND i.item NOT IN (SELECT item FROM temp.obeyed);
        INSERT INTO cuts SELECT * FROM copy.cuts c
            WHERE NOT EXISTS (SELECT 1 FROM cuts o WHERE o.channel = c.channel AND o.hash = c.hash AND o.item = c.item)
            AND EXISTS (SELECT 1 FROM entries e WHERE e.item = c.item) AND c.item NOT IN (SELECT item FROM temp.obeyed);
        DELETE FROM latest_cuts WHERE item IN (SELECT item FROM temp.recovered) AND item NOT IN (SELECT item FROM temp.obeyed);
        INSERT INTO latest_cuts SELECT * FROM copy.latest_cuts c
            WHERE NOT EXISTS (SELECT 1 FROM latest_cuts o WHERE o.channel = c.channel AND o.item = c.item)
            AND EXISTS (SELECT 1 FROM entries e WHERE e.item = c.item) AND c.item NOT IN (SELECT item FROM temp.obeyed);
        INSERT INTO schedule SELECT * FROM copy.schedule s
            WHERE NOT EXISTS (SELECT 1 FROM schedule o WHERE o.entry = s.entry AND o.kind = s.kind)
            AND EXISTS (SELECT 1 FROM entries e WHERE e.idx = s.entry);
        INSERT INTO removed_keys SELECT * FROM copy.removed_keys k
            WHERE NOT EXISTS (SELECT 1 FROM removed_keys o WHERE o.channel = k.channel AND o.hash = k.hash AND o.entry = k.entry)
            AND EXISTS (SELECT 1 FROM entries e WHERE e.idx = k.entry AND e.kind = 'removal' AND e.item = k.item);
        """;

    private readonly SqliteConnection connection;
    private readonly Statement entry;
    private readonly Statement salt;
    private readonly Contents contents;
    private readonly StoredParts stored;
    private readonly Dictionary<string, Statement> read = [];

    internal RecoveredContents(SqliteConnection connection, string file)
    {
        this.connection = connection;
        connection.Execute("ATTACH DATABASE @file AS copy", new { file });
        if (connection.ExecuteScalar<long>("PRAGMA copy.user_version") != connection.ExecuteScalar<long>("PRAGMA main.user_version"))
            throw new LogException($"{file} is of another release: open it once with this one (griot status --data ...)");
        entry = new(connection, "SELECT bytes FROM copy.entries WHERE idx = ?1");
        salt = new(connection, "SELECT salt FROM copy.salts WHERE entry = ?1 AND part = ?2");
        contents = new Contents(connection);
        stored = new StoredParts(connection);
    }

    /// <summary>Takes what the copy has of an entry. False where something that the entry commits to is not there.</summary>
    internal bool Bring(long index, Entry sealedEntry, byte[] bytes)
    {
        var isSame = entry.One(row => row.GetBytes(0), index) is { } own && own.AsSpan().SequenceEqual(bytes);
        var whole = true;
        foreach (var part in Parts)
            if (sealedEntry.CommitmentTo(part) is { } commitment && stored.Lacks(index, sealedEntry.Kind, part)) whole &= isSame && Take(index, sealedEntry.Kind, part, commitment);
        return whole;
    }

    /// <summary>What the copy remembers beside the log: names, channels, what they delivered, what comes due.</summary>
    /// <param name="items">The items whose dates and newest bytes the copy knows better.</param>
    internal void BringTheRest(IEnumerable<string?> items)
    {
        connection.Execute("CREATE TEMP TABLE IF NOT EXISTS recovered (item TEXT PRIMARY KEY) WITHOUT ROWID; DELETE FROM temp.recovered");
        using (var note = new Statement(connection, "INSERT OR IGNORE INTO temp.recovered VALUES (?1)"))
            foreach (var item in items.OfType<string>()) note.Run(item);
        connection.Execute(Obeyed);
        connection.Execute(Rest);
    }

    public void Dispose()
    {
        foreach (var statement in read.Values) statement.Dispose();
        entry.Dispose();
        salt.Dispose();
        contents.Dispose();
        stored.Dispose();
    }

    private bool Take(long index, EntryKind kind, Part part, byte[] commitment)
    {
        var table = Contents.TableOf(kind, part);
        if (!read.TryGetValue(table, out var statement)) read[table] = statement = new Statement(connection, $"SELECT bytes FROM copy.{table} WHERE entry = ?1");
        if (statement.One(row => row.GetBytes(0), index) is not { } bytes || salt.One(row => row.GetBytes(0), index, Word.Of(part)) is not { Length: Commitment.Size } opener) return false;
        if (!Commitment.Of(part, opener, bytes).AsSpan().SequenceEqual(commitment)) return false;
        contents.Keep(index, kind, part, bytes, opener);
        return true;
    }
}
