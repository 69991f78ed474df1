using Dapper;
using Griot.Ledger.Sqlite;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Checking;

/// <summary>
/// Tables, indexes and triggers, word for word against those of a store that was made just now: what holds the tables
/// append-only must be there, and nothing besides.
/// </summary>
internal static class SchemaCheck
{
    // What ANALYZE writes is statistics, and says nothing of the store.
    private const string Sql = "SELECT type || ' ' || name, type || ' ' || name || ' on ' || tbl_name || char(10) || coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'";

    internal static void Run(CheckedStore store, Findings findings)
    {
        using var model = new SqliteConnection("Data Source=:memory:");
        model.Open();
        Schema.Ensure(model);
        foreach (var pragma in (string[])["application_id", "user_version"])
        {
            var (wanted, found) = (model.ExecuteScalar<long>("PRAGMA " + pragma), -1L);
            if (store.Each("ledger.db", "PRAGMA " + pragma, row => found = row.GetInt64(0)) && found != wanted)
                findings.Add("ledger.db", $"{pragma} is {found}, and not {wanted}");
        }

        var expected = model.Query<(string Name, string Text)>(Sql).ToDictionary(row => row.Name, row => row.Text, StringComparer.Ordinal);
        var isWhole = store.Each("sqlite_schema", Sql, row => Compare(row.GetString(0), row.GetString(1), expected, findings));
        if (isWhole) foreach (var name in expected.Keys.Order(StringComparer.Ordinal)) findings.Add(name, "missing");
    }

    private static void Compare(string name, string text, Dictionary<string, string> expected, Findings findings)
    {
        if (!expected.Remove(name, out var wanted)) findings.Add(name, "is none of this program's");
        else if (wanted != text) findings.Add(name, "differs from what this program makes");
    }
}
