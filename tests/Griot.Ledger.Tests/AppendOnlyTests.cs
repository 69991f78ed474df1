using System.Globalization;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Tests;

/// <summary>What the file itself refuses, whoever opens it.</summary>
public sealed class AppendOnlyTests : IAsyncLifetime
{
    private const int Constraint = 19;

    private static readonly string[] Contents = ["deliveries", "records", "summaries", "envelopes", "signatures", "media", "cards"];

    private readonly TestLedger ledger = new();
    private readonly SqliteConnection raw;

    public AppendOnlyTests() => raw = ledger.Raw();

    public static TheoryData<string> AppendOnly => [.. Contents, "entries", "salts", "removals", "identities", "slugs"];

    public static TheoryData<string> OfAnEntry => [.. Contents, "salts"];

    [Theory, MemberData(nameof(AppendOnly))]
    public void A_row_can_be_changed_by_nobody(string table)
    {
        foreach (var column in Columns(table))
        {
            AssertAborts($"UPDATE {table} SET {column} = {column}");
            AssertAborts($"UPDATE OR REPLACE {table} SET {column} = {column}");
            AssertAborts($"UPDATE OR IGNORE {table} SET {column} = {column}");
        }
    }

    [Theory, MemberData(nameof(AppendOnly))]
    public void A_row_can_be_deleted_by_nobody(string table)
    {
        AssertAborts($"DELETE FROM {table}");
        AssertAborts($"PRAGMA recursive_triggers = ON; DELETE FROM {table} WHERE 1");
    }

    [Theory, MemberData(nameof(AppendOnly))]
    public void A_row_can_be_written_over_by_nobody(string table)
    {
        var (columns, first) = (string.Join(", ", Columns(table)), Columns(table)[0]);
        var row = $"SELECT {columns} FROM {table} WHERE true LIMIT 1";
        AssertAborts($"INSERT INTO {table} {row}");
        AssertAborts($"INSERT OR REPLACE INTO {table} {row}");
        AssertAborts($"REPLACE INTO {table} {row}");
        AssertAborts($"INSERT OR IGNORE INTO {table} {row}");
        AssertAborts($"INSERT INTO {table} {row} ON CONFLICT DO UPDATE SET {first} = {first}");
        AssertAborts($"INSERT INTO {table} {row} ON CONFLICT DO NOTHING");
    }

    [Theory]
    [InlineData("entries"), InlineData("deliveries"), InlineData("records"), InlineData("summaries"), InlineData("envelopes")]
    [InlineData("signatures"), InlineData("media"), InlineData("cards"), InlineData("removals")]
    public void A_row_can_be_moved_by_nobody(string table)
    {
        AssertAborts($"UPDATE {table} SET rowid = rowid + 1000");
        AssertAborts($"UPDATE {table} SET _rowid_ = 1000");
    }

    [Theory]
    [InlineData("(SELECT max(idx) + 2 FROM entries)"), InlineData("-1"), InlineData("NULL"), InlineData("9223372036854775807")]
    public void An_entry_goes_to_the_end_of_the_log_and_nowhere_else(string index) =>
        AssertAborts($"INSERT INTO entries SELECT {index}, bytes, leaf, kind, time, provider, item, version FROM entries LIMIT 1");

    [Theory, MemberData(nameof(OfAnEntry))]
    public void What_was_removed_by_order_can_be_deleted_and_nothing_beside_it(string table)
    {
        var column = table == "salts" ? "entry, part" : "entry";
        var target = Scalar($"SELECT entry FROM {table} LIMIT 1");
        var order = Scalar("SELECT idx FROM entries WHERE kind = 'removal'");
        Run($"INSERT OR IGNORE INTO removals SELECT {target}, {order} WHERE NOT EXISTS (SELECT 1 FROM removals WHERE target = {target})");

        Run($"DELETE FROM {table} WHERE entry = {target}");

        Assert.Equal(0, Scalar($"SELECT count(*) FROM {table} WHERE entry = {target}"));
        AssertAborts($"UPDATE {table} SET entry = {target}");
        if (Scalar($"SELECT count(*) FROM (SELECT {column} FROM {table})") > 0) AssertAborts($"DELETE FROM {table}");
        AssertAborts($"DELETE FROM entries WHERE idx = {target}");
    }

    [Theory, MemberData(nameof(OfAnEntry))]
    public void What_was_removed_by_order_does_not_come_back(string table)
    {
        var columns = string.Join(", ", Columns(table));
        var target = Scalar($"SELECT entry FROM {table} WHERE entry NOT IN (SELECT target FROM removals) LIMIT 1");
        Run($"CREATE TEMP TABLE kept AS SELECT {columns} FROM {table} WHERE entry = {target}");
        Run($"INSERT INTO removals SELECT {target}, min(idx) FROM entries WHERE kind = 'removal'");
        Run($"DELETE FROM {table} WHERE entry = {target}");

        AssertAborts($"INSERT INTO {table} SELECT * FROM temp.kept");
    }

    [Fact]
    public void Only_an_entry_of_kind_removal_removes()
    {
        AssertAborts("INSERT INTO removals SELECT 0, idx FROM entries WHERE kind = 'article' AND idx <> 0");
        AssertAborts("INSERT INTO removals VALUES (0, 999)");
    }

    [Fact]
    public void What_lies_in_quarantine_stays_as_it_came()
    {
        AssertAborts("UPDATE quarantine SET bytes = x'00'");
        AssertAborts("DELETE FROM quarantine");
        Run("UPDATE quarantine SET handled = 1");
    }

    public async ValueTask InitializeAsync()
    {
        foreach (var name in (string[])["one", "two"])
        {
            var item = OpaqueId.New();
            var article = await ledger.SealAsync(ledger.Article(item, name) with { Identity = TestLedger.Bytes(name), Cut = TestLedger.Bytes(name), Signature = TestLedger.Bytes("signed") });
            var media = await ledger.SealAsync(new Draft { Kind = EntryKind.Media, Provider = ledger.Provider, Item = item, Follows = article, Version = 1, Delivery = [1], Record = [2] });
            await ledger.SealAsync(new Draft { Kind = EntryKind.Removal, Provider = ledger.Provider, Item = item, Follows = media, Version = 1, Record = [3] });
            await ledger.SealAsync(new Draft { Kind = EntryKind.Provider, Provider = OpaqueId.New(), Slug = name, Record = [4] });
        }

        await ledger.Store.AppendAsync(new Batch { Quarantined = [new Quarantined { Provider = ledger.Provider, Channel = ledger.Channel, Code = "unreadable", Message = "", Bytes = [1] }] }, CancellationToken.None);
        Run("INSERT INTO removals SELECT 0, min(idx) FROM entries WHERE kind = 'removal'");
    }

    public async ValueTask DisposeAsync()
    {
        await raw.DisposeAsync();
        await ledger.DisposeAsync();
    }

    private List<string> Columns(string table)
    {
        using var command = Command($"SELECT name FROM pragma_table_info('{table}')");
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read()) columns.Add(reader.GetString(0));
        return columns;
    }

    private void AssertAborts(string sql)
    {
        var before = Scalar("SELECT count(*) FROM entries");
        var fault = Assert.Throws<SqliteException>(() => Run(sql));
        Assert.True(fault.SqliteErrorCode == Constraint, $"{sql}: {fault.Message}");
        Assert.Equal(before, Scalar("SELECT count(*) FROM entries"));
    }

    private void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private long Scalar(string sql)
    {
        using var command = Command(sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private SqliteCommand Command(string sql)
    {
        var command = raw.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
