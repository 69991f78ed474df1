using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// A prepared statement with positional parameters: the few statements that run for each article. Owned by one
/// connection and used by one thread at a time.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;

    internal Statement(SqliteConnection connection, string sql, int parameters)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter($"?{i}", null));
    }

    internal SqliteTransaction? Transaction { set => command.Transaction = value; }

    internal void Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        command.ExecuteNonQuery();
    }

    internal T? One<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = command.ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    internal List<T> All<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
