using Dapper;
using Griot.Ledger.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Griot.Ledger.Checking;

/// <summary>
/// A store that may be damaged anywhere. What SQLite can't read becomes a fault that names the place, and everything else is
/// read all the same. One transaction at a time is short, so that a server beside can empty its write-ahead log.
/// </summary>
internal sealed class CheckedStore(SqliteConnection connection, Findings findings) : IDisposable
{
    private const int Busy = 5;
    private const int Corrupt = 11;

    private readonly Dictionary<string, Statement?> statements = [];

    internal SqliteConnection Connection => connection;

    /// <summary>Where the schema is damaged, goes on with what of it can be read.</summary>
    internal void MakeDo()
    {
        try
        {
            connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema");
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == Corrupt)
        {
            findings.Add("sqlite_schema", fault.Message);
            connection.Execute("PRAGMA writable_schema = ON");
        }
    }

    /// <summary>Reads the rows of entries from one up to another; where a page is damaged, halves the range until the rows are found.</summary>
    /// <param name="table">The table, for the fault.</param>
    /// <param name="sql">Takes the range as <c>?1</c> and <c>?2</c>.</param>
    /// <param name="from">The first entry.</param>
    /// <param name="end">Behind the last one.</param>
    /// <param name="read">Takes a row; may be given the same one again.</param>
    /// <param name="lost">Told of each entry whose row can't be read.</param>
    internal void Range(string table, string sql, long from, long end, Action<Row> read, Action<long> lost)
    {
        if (Prepared(table, sql) is not { } statement)
        {
            for (var entry = from; entry < end; entry++) lost(entry);
            return;
        }

        try
        {
            statement.Each(read, from, end);
        }
        catch (SqliteException fault) when (IsDamage(fault))
        {
            if (end - from > 1)
            {
                var middle = from + ((end - from) / 2);
                Range(table, sql, from, middle, read, lost);
                Range(table, sql, middle, end, read, lost);
                return;
            }

            findings.Row(from, $"row in {table} can't be read: {fault.Message}");
            lost(from);
        }
    }

    /// <summary>Reads rows as far as they can be read. False where they end in damage, which is told.</summary>
    internal bool Each(string table, string sql, Action<Row> read, params ReadOnlySpan<object?> values)
    {
        if (Prepared(table, sql) is not { } statement) return false;
        try
        {
            statement.Each(read, values);
            return true;
        }
        catch (SqliteException fault) when (IsDamage(fault))
        {
            findings.Add(table, $"can't be read to its end: {fault.Message}");
            return false;
        }
    }

    /// <summary>Everything read inside is of one state of the store.</summary>
    internal void AtOnce(Action work)
    {
        Prepared("ledger.db", "BEGIN")!.Run();
        try
        {
            work();
        }
        finally
        {
            // A disk that fails ends the transaction by itself, and on a damaged page COMMIT is refused. Nothing was written.
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0) Prepared("ledger.db", "ROLLBACK")!.Run();
        }
    }

    /// <summary>False for what tells of another process, not of the store.</summary>
    internal static bool IsDamage(SqliteException fault) => fault.SqliteErrorCode != Busy;

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement?.Dispose();
        connection.Dispose();
    }

    // A table that isn't there is told once.
    private Statement? Prepared(string table, string sql)
    {
        if (statements.TryGetValue(sql, out var known)) return known;
        try
        {
            return statements[sql] = new Statement(connection, sql);
        }
        catch (SqliteException fault) when (IsDamage(fault))
        {
            findings.Add(table, $"can't be read: {fault.Message}");
            return statements[sql] = null;
        }
    }
}
