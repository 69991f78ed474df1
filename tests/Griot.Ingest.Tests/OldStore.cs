using Dapper;
using Griot.Ledger;
using Griot.Ledger.Sqlite;
using Microsoft.Data.Sqlite;

namespace Griot.Ingest.Tests;

/// <summary>What a store would be if an earlier release had written it: its schema, and of the rows what that release knew.</summary>
internal static class OldStore
{
    /// <summary>The migrations of 0.1.0.</summary>
    private const int FirstLight = 2;

    /// <summary>Makes such a store, in a folder of its own, of the one in <paramref name="from"/>.</summary>
    public static void Write(string from, string to)
    {
        using (var old = Connections.OpenWriter(Path.Combine(to, LedgerStore.FileName))) Schema.Ensure(old, FirstLight);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(to, LedgerStore.FileName)};Pooling=False");
        connection.Open();
        connection.Execute("ATTACH @file AS present", new { file = Path.Combine(from, LedgerStore.FileName) });
        using var transaction = connection.BeginTransaction();
        foreach (var table in connection.Query<string>("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name <> 'entries', name <> 'channels'", transaction: transaction).ToList())
        {
            var columns = string.Join(", ", connection.Query<string>("SELECT name FROM pragma_table_info(@table, 'main')", new { table }, transaction));
            var rows = table == "identities" ? "WHERE kind IS NULL" : table == "entries" ? "ORDER BY idx" : "";
            connection.Execute($"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM present.{table} {rows}", transaction: transaction);
        }

        transaction.Commit();
    }
}
