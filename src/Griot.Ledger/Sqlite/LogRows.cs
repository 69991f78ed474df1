using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>What is read of the tree: leaf hashes, roots of full tiles, entries. Owned by one reading session.</summary>
internal sealed class LogRows(SqliteConnection connection) : IDisposable
{
    private readonly Statement leaves = new(connection, "SELECT leaf FROM entries WHERE idx >= ?1 AND idx < ?2 ORDER BY idx");
    private readonly Statement entries = new(connection, "SELECT bytes FROM entries WHERE idx >= ?1 AND idx < ?2 ORDER BY idx");
    private readonly Statement roots = new(connection, "SELECT hash FROM tile_roots WHERE log = (SELECT max(number) FROM origins) AND level = ?1 AND idx >= ?2 AND idx < ?3 ORDER BY idx");
    private readonly Statement head = new(connection, "SELECT size, root, edge FROM head");
    private readonly Statement origin = new(connection, "SELECT origin FROM origins ORDER BY number DESC LIMIT 1");
    private readonly Statement succeeded = new(connection, "SELECT since FROM origins WHERE number > 1 ORDER BY number DESC LIMIT 1");

    /// <summary>Hashes of a level of tiles, from one up to another; fewer where there are not so many.</summary>
    internal List<byte[]> Hashes(int level, long from, long end) => level == 0
        ? leaves.All(row => row.GetBytes(0), from, end)
        : roots.All(row => row.GetBytes(0), level, from, end);

    internal List<byte[]> Entries(long from, long end) => entries.All(row => row.GetBytes(0), from, end);

    internal Head Head() => head.One(row => new Head(row.GetInt64(0), row.GetBytes(1), row.GetBytes(2)))!;

    internal string? Origin() => origin.One(row => row.GetString(0));

    /// <summary>Where the log began that took the place of another: the entry that says so; null in the first log.</summary>
    internal long? Succeeded() => succeeded.One(row => (long?)row.GetInt64(0));

    public void Dispose()
    {
        foreach (var statement in (Statement[])[leaves, entries, roots, head, origin, succeeded]) statement.Dispose();
    }
}

/// <summary>How far the signer has come: what it signs next is this, or something that grew from it.</summary>
/// <param name="Size">Entries.</param>
/// <param name="Root">Their root.</param>
/// <param name="Edge">Roots of the full subtrees that make up the tree, largest first.</param>
internal sealed record Head(long Size, byte[] Root, byte[] Edge);
