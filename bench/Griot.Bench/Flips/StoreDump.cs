using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Griot.Bench.Flips;

/// <summary>
/// All values of a store, as SQLite reads them, table by table: what tells a flip in free space from one that changed
/// something. A table that can't be read to its end has changed.
/// </summary>
internal sealed record StoreDump(IReadOnlyDictionary<string, string> Tables)
{
    private const string Schema = "sqlite_schema";

    internal static StoreDump Of(string file)
    {
        var tables = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
            connection.Open();
            tables[Schema] = Digest(connection, "SELECT * FROM sqlite_schema");
            foreach (var table in Names(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'"))
                tables[table] = Digest(connection, $"SELECT * FROM \"{table}\" NOT INDEXED");
        }
        catch (SqliteException fault)
        {
            tables[Schema] = fault.Message;
        }

        return new StoreDump(tables);
    }

    /// <summary>The tables whose triggers refuse every change, in a store that is whole.</summary>
    internal static HashSet<string> AppendOnly(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        connection.Open();
        return [.. Names(connection, "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name = tbl_name || '_no_update'"), Schema];
    }

    /// <summary>The tables that this store and another hold other values in.</summary>
    internal IEnumerable<string> Differing(StoreDump other) =>
        Tables.Keys.Union(other.Tables.Keys, StringComparer.Ordinal).Where(table => Tables.GetValueOrDefault(table) != other.Tables.GetValueOrDefault(table));

    private static List<string> Names(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read()) names.Add(rows.GetString(0));
        return names;
    }

    private static string Digest(SqliteConnection connection, string sql)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var rows = command.ExecuteReader();
            while (rows.Read())
                for (var column = 0; column < rows.FieldCount; column++) Add(hash, rows.GetValue(column));
            return Convert.ToHexString(hash.GetHashAndReset());
        }
        catch (SqliteException fault)
        {
            return fault.Message;
        }
    }

    private static void Add(IncrementalHash hash, object value)
    {
        var (type, bytes) = value switch
        {
            byte[] blob => ('b', blob),
            string text => ('t', Encoding.UTF8.GetBytes(text)),
            long number => ('i', BitConverter.GetBytes(number)),
            double number => ('r', BitConverter.GetBytes(number)),
            _ => ('n', Array.Empty<byte>()),
        };
        Span<byte> length = stackalloc byte[5];
        length[4] = (byte)type;
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
