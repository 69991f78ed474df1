using Dapper;
using Griot.Ledger.Sqlite;
using Griot.Testing;

namespace Griot.Ledger.Tests;

/// <summary>What ARCHITECTURE.md and interfaces.md say of the file: whoever changes one of these lists changes them too.</summary>
public sealed class SchemaTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();

    [Fact]
    public void These_tables_are_append_only_and_these_may_change()
    {
        using var raw = ledger.Raw();
        string Tables(string condition) => string.Join(' ', raw.Query<string>(
            $"""
            SELECT name FROM sqlite_schema t WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND {condition} (
                SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = t.name AND name = t.name || '_no_update')
            ORDER BY name
            """));

        Assert.Equal("cards deliveries entries envelopes identities log_keys media origins records removals removed_keys salts signatures slugs summaries tile_roots", Tables("EXISTS"));
        Assert.Equal("alarms archived backups channel_identities channel_incidents channel_keys channel_states channels cuts head hub_subscriptions kept_answers latest_cuts link_files mail_tokens picture_calls picture_place provider_links quarantine quarantine_room removals_due samples_due schedule used_signatures volumes wiped", Tables("NOT EXISTS"));
    }

    [Fact]
    public void The_file_says_what_it_is_and_keeps_a_write_ahead_log()
    {
        using var raw = ledger.Raw();

        Assert.Equal("wal", raw.ExecuteScalar<string>("PRAGMA journal_mode"));
        Assert.Equal(0x6772696F, raw.ExecuteScalar<long>("PRAGMA application_id"));
        Assert.Equal("ok", raw.ExecuteScalar<string>("PRAGMA integrity_check"));
    }

    [Fact]
    public void The_writer_syncs_each_commit_and_overwrites_what_is_deleted()
    {
        using var folder = new TemporaryFolder();
        using var writer = Connections.OpenWriter(folder.File("new.db"));

        Assert.Equal(2, writer.ExecuteScalar<long>("PRAGMA synchronous"));
        Assert.Equal(1, writer.ExecuteScalar<long>("PRAGMA secure_delete"));
        Assert.Equal(1, writer.ExecuteScalar<long>("PRAGMA foreign_keys"));
        Assert.Equal("wal", writer.ExecuteScalar<string>("PRAGMA journal_mode"));
    }

    [Fact]
    public void What_a_backup_is_copied_from_is_synced_as_a_writer_does()
    {
        using var source = Connections.OpenSource(Path.Combine(ledger.Folder, LedgerStore.FileName));

        Assert.Equal(2, source.ExecuteScalar<long>("PRAGMA synchronous"));
        Assert.Equal(1, source.ExecuteScalar<long>("PRAGMA secure_delete"));
    }

    [Fact]
    public void A_reader_can_write_nothing()
    {
        using var reader = Connections.OpenReader(Path.Combine(ledger.Folder, LedgerStore.FileName));

        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => reader.Execute("DELETE FROM cuts"));
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();
}
