using Dapper;
using Griot.Ledger.Sqlite;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Checking;

/// <summary>SQLite's own check of all its pages, tables and indexes, and of rows that name others.</summary>
internal sealed class OwnCheck(CheckedStore store, Findings findings)
{
    // More would say nothing new.
    private const int Lines = 1000;

    // Of these each row was compared with its entry already.
    private static readonly HashSet<string> Compared = [.. ContentRows.Tables.Select(table => table.Table), "salts", "removals"];

    internal void Run()
    {
        foreach (var table in References()) store.Each(table, $"PRAGMA foreign_key_check(\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\")", Tell);
        store.Each("ledger.db", $"PRAGMA integrity_check({Lines})", row =>
        {
            if (row.GetString(0) is not "ok" and var line) findings.Add("ledger.db", line.ReplaceLineEndings("; "));
        });
    }

    private void Tell(Row row) => findings.Add(row.GetString(0), $"{(row.IsDBNull(1) ? "a row" : $"row {row.GetInt64(1)}")} names a row of {row.GetString(2)} that is not there");

    private List<string> References()
    {
        try
        {
            return [.. store.Connection.Query<string>("SELECT DISTINCT m.name FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) WHERE m.type = 'table'").Where(table => !Compared.Contains(table))];
        }
        catch (SqliteException fault) when (CheckedStore.IsDamage(fault))
        {
            findings.Add("sqlite_schema", $"can't be read: {fault.Message}");
            return [];
        }
    }
}
