using Griot.Ledger.Sqlite;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Signing;

/// <summary>An entry of which something that it commits to is lost.</summary>
internal sealed record BareEntry(long Index, Entry Entry, byte[] Bytes);

/// <summary>Finds what is lost: committed to, not here, and not removed by order.</summary>
internal sealed class BareEntries(SqliteConnection connection)
{
    private const int Step = 1024;

    private static readonly Part[] Parts = Enum.GetValues<Part>();

    internal static bool CommitsToAnything(Entry entry) => Array.Exists(Parts, part => entry.CommitmentTo(part) is not null);

    internal IEnumerable<BareEntry> From(long from)
    {
        using var entries = new Statement(connection, "SELECT idx, bytes FROM entries WHERE idx >= ?1 AND idx < ?2 ORDER BY idx");
        using var end = new Statement(connection, "SELECT coalesce(max(idx) + 1, 0) FROM entries");
        using var parts = new StoredParts(connection);
        var size = end.One(row => row.GetInt64(0));
        for (var at = from; at < size; at += Step)
            foreach (var (index, bytes) in entries.All(row => (row.GetInt64(0), row.GetBytes(1)), at, at + Step))
                if (Entry.Parse(bytes) is { } entry && Array.Exists(Parts, part => entry.CommitmentTo(part) is not null && parts.Lacks(index, entry.Kind, part)))
                    yield return new BareEntry(index, entry, bytes);
    }
}

/// <summary>Which parts of entries are here, or removed by order.</summary>
internal sealed class StoredParts(SqliteConnection connection) : IDisposable
{
    private readonly Statement removed = new(connection, "SELECT 1 FROM removals WHERE target = ?1 AND part = ?2");
    private readonly Statement salt = new(connection, "SELECT 1 FROM salts WHERE entry = ?1 AND part = ?2");
    private readonly Dictionary<string, Statement> contents = [];

    /// <summary>True where neither bytes nor salt of a part are here, and no order took them.</summary>
    internal bool Lacks(long index, EntryKind kind, Part part) => !Has(index, kind, part) && !Is(removed, index, part) && !Is(salt, index, part);

    public void Dispose()
    {
        foreach (var statement in contents.Values) statement.Dispose();
        removed.Dispose();
        salt.Dispose();
    }

    private bool Has(long index, EntryKind kind, Part part)
    {
        var table = Contents.TableOf(kind, part);
        if (!contents.TryGetValue(table, out var statement)) contents[table] = statement = new Statement(connection, $"SELECT 1 FROM {table} WHERE entry = ?1");
        return statement.One(row => row.GetInt64(0), index) == 1;
    }

    private static bool Is(Statement statement, long index, Part part) => statement.One(row => row.GetInt64(0), index, Word.Of(part)) == 1;
}
