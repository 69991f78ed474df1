using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// A prepared statement with positional parameters: the few statements that run for each article, straight on SQLite,
/// since a command that finds its parameters by name costs more than what it does. It runs inside whatever transaction its
/// connection has open. Owned by one connection, which must outlive it, and used by one thread at a time.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    /// <exception cref="SqliteException">The SQL is wrong, or a table of it is missing.</exception>
    internal Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    /// <exception cref="SqliteException">As SQLite says: full, locked for longer than its connection waits, refused by a trigger.</exception>
    internal void Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            while (Step()) { }
        }
        finally
        {
            // What was bound may be a body of megabytes: it is not kept until the next one comes.
            raw.sqlite3_reset(statement);
            raw.sqlite3_clear_bindings(statement);
        }
    }

    /// <summary>What <paramref name="read"/> makes of the first row; the default where there is none.</summary>
    internal T? One<T>(Func<Row, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            return Step() ? read(new Row(statement)) : default;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    internal List<T> All<T>(Func<Row, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        var rows = new List<T>();
        try
        {
            while (Step()) rows.Add(read(new Row(statement)));
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }

        return rows;
    }

    /// <summary>Hands each row over while the statement stands on it: nothing of it is kept here.</summary>
    internal void Each(Action<Row> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            while (Step()) read(new Row(statement));
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public void Dispose() => statement.Dispose();

    private bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Check(result);
        return result == raw.SQLITE_ROW;
    }

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            Check(values[i] switch
            {
                null => raw.sqlite3_bind_null(statement, i + 1),
                string text => raw.sqlite3_bind_text(statement, i + 1, text),
                byte[] bytes => raw.sqlite3_bind_blob(statement, i + 1, bytes),
                long number => raw.sqlite3_bind_int64(statement, i + 1, number),
                int number => raw.sqlite3_bind_int64(statement, i + 1, number),
                var other => throw new InvalidOperationException($"A {other.GetType().Name} can't be bound."),
            });
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
}

/// <summary>The row that a statement stands on; it is read while the statement stands there, and not kept.</summary>
internal readonly record struct Row(sqlite3_stmt Statement)
{
    internal bool IsDBNull(int column) => raw.sqlite3_column_type(Statement, column) == raw.SQLITE_NULL;

    internal long GetInt64(int column) => raw.sqlite3_column_int64(Statement, column);

    internal string GetString(int column) => raw.sqlite3_column_text(Statement, column).utf8_to_string();

    internal byte[] GetBytes(int column) => raw.sqlite3_column_blob(Statement, column).ToArray();

    /// <summary>The bytes of a blob, or of a text as it is stored, without a copy.</summary>
    internal ReadOnlySpan<byte> GetSpan(int column) => raw.sqlite3_column_blob(Statement, column);

    internal bool IsBlob(int column) => raw.sqlite3_column_type(Statement, column) == raw.SQLITE_BLOB;

    internal bool IsText(int column) => raw.sqlite3_column_type(Statement, column) == raw.SQLITE_TEXT;

    internal bool IsInteger(int column) => raw.sqlite3_column_type(Statement, column) == raw.SQLITE_INTEGER;
}
