using System.Globalization;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Tests;

/// <summary>What the file itself refuses, whoever opens it.</summary>
public sealed class AppendOnlyTests : IAsyncLifetime
{
    private const int Constraint = 19;

    private static readonly string[] Contents = ["deliveries", "records", "summaries", "envelopes", "signatures", "media", "cards"];

    private static readonly string[] Parts = ["delivery", "record", "summary", "envelope", "signature"];

    private readonly TestLedger ledger = new();
    private readonly SqliteConnection raw;

    public AppendOnlyTests() => raw = ledger.Raw();

    public static TheoryData<string> AppendOnly => [.. Contents, "entries", "salts", "removals", "removed_keys", "identities", "slugs"];

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
        foreach (var part in Parts) Run($"INSERT INTO removals SELECT {target}, '{part}', {order} WHERE NOT EXISTS (SELECT 1 FROM removals WHERE target = {target} AND part = '{part}')");

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
        foreach (var part in Parts) Run($"INSERT INTO removals SELECT {target}, '{part}', min(idx) FROM entries WHERE kind = 'removal'");
        Run($"DELETE FROM {table} WHERE entry = {target}");

        AssertAborts($"INSERT INTO {table} SELECT * FROM temp.kept");
    }

    [Fact]
    public void Only_an_entry_of_kind_removal_removes()
    {
        AssertAborts("INSERT INTO removals SELECT 0, 'record', idx FROM entries WHERE kind = 'article' AND idx <> 0");
        AssertAborts("INSERT INTO removals VALUES (0, 'record', 999)");
        AssertAborts("INSERT INTO removed_keys SELECT 'c', x'02', idx, 'p', item, 1, NULL FROM entries WHERE kind = 'article'");
    }

    [Fact]
    public void A_part_that_was_removed_takes_no_other_with_it()
    {
        Run("INSERT INTO removals SELECT a.idx, 'signature', r.idx FROM entries a, entries r WHERE a.kind = 'article' AND r.kind = 'removal' AND a.idx > 0 LIMIT 1");
        var target = Scalar("SELECT target FROM removals WHERE part = 'signature'");

        Run($"DELETE FROM signatures WHERE entry = {target}");
        Run($"DELETE FROM salts WHERE entry = {target} AND part = 'signature'");

        foreach (var table in (string[])["deliveries", "records", "summaries", "envelopes"]) AssertAborts($"DELETE FROM {table} WHERE entry = {target}");
        AssertAborts($"DELETE FROM salts WHERE entry = {target} AND part = 'record'");
    }

    [Fact]
    public void By_an_order_for_one_version_its_item_is_still_known()
    {
        AssertAborts("DELETE FROM identities WHERE kind IS NULL");
    }

    [Fact]
    public void What_lies_in_quarantine_is_emptied_by_an_order_alone()
    {
        const string empty = "UPDATE quarantine SET bytes = x'', context = NULL, envelope = NULL";
        AssertAborts(empty);
        AssertAborts($"{empty}, removed = (SELECT idx FROM entries WHERE kind = 'article')");
        AssertAborts("UPDATE quarantine SET removed = (SELECT idx FROM entries WHERE kind = 'removal')");
        AssertAborts($"{empty}, code = 'other', removed = (SELECT idx FROM entries WHERE kind = 'removal')");
        Run($"{empty}, removed = (SELECT idx FROM entries WHERE kind = 'removal')");
        AssertAborts("UPDATE quarantine SET bytes = x'01', removed = NULL");
    }

    [Theory]
    [InlineData("INSERT OR REPLACE INTO origins SELECT number + 1, origin, 1 FROM origins")]
    [InlineData("REPLACE INTO origins SELECT number, 'other.example/log', 0 FROM origins")]
    [InlineData("UPDATE OR REPLACE origins SET origin = 'other.example/log'")]
    [InlineData("DELETE FROM origins")]
    public void The_name_of_a_log_can_be_taken_from_it_by_nobody(string sql)
    {
        Run("INSERT INTO origins VALUES (1, 'griot.example/log', 0)");

        AssertAborts(sql);
    }

    [Theory]
    [InlineData("INSERT OR REPLACE INTO quarantine SELECT * FROM quarantine")]
    [InlineData("REPLACE INTO quarantine (id, provider, channel, code, message, hash, bytes, first_seen, last_seen, times) SELECT id, provider, channel, 'other', message, hash, x'', 0, 0, 1 FROM quarantine")]
    [InlineData("REPLACE INTO quarantine (provider, channel, code, message, hash, bytes, first_seen, last_seen, times) SELECT provider, channel, code, message, hash, x'', 0, 0, 1 FROM quarantine")]
    public void What_lies_in_quarantine_is_written_over_by_nobody(string sql) => AssertAborts(sql);

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
        Run("INSERT INTO removals SELECT 0, 'delivery', min(idx) FROM entries WHERE kind = 'removal'");
        Run("INSERT INTO removed_keys SELECT 'channel', x'01', idx, provider, item, version, 'content' FROM entries WHERE kind = 'removal' LIMIT 1");
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
