using System.Text;
using Dapper;
using Griot.Ledger.Backups;
using Griot.Record;
using Griot.Testing;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Tests.Backups;

/// <summary>Copies of a ledger, and the list of the backups that they went into.</summary>
public sealed class LedgerBackupTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();
    private readonly TemporaryFolder shelf = new();

    private LedgerBackups Backups => new(ledger.Store, ledger.Time);

    [Fact]
    public async Task A_copy_that_is_made_while_others_append_holds_all_that_was_acknowledged_before_and_a_prefix_of_the_log()
    {
        using var writer = new WriterProcess(ledger.Folder, 3_000);
        var appending = writer.AcknowledgedAsync();
        while (ledger.Store.Size < 500) await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        var before = ledger.Store.Size;

        var copy = await CopyAsync("one");

        var acknowledged = await appending;
        Assert.Null(copy.Fault);
        Assert.InRange(copy.Size, before, ledger.Store.Size);
        Assert.Equal(copy, LedgerBackups.Check(shelf.File("one")), (a, b) => a.Size == b.Size && a.Root.AsSpan().SequenceEqual(b.Root) && b.Fault is null);
        AssertPrefix(shelf.File("one"), copy.Size);
        using var raw = Raw(shelf.File("one"));
        foreach (var (index, item) in acknowledged.Where(done => done.Index < before))
            Assert.Equal(item, raw.ExecuteScalar<string>("SELECT item FROM entries WHERE idx = @index", new { index }));
    }

    [Fact]
    public async Task A_copy_opens_as_a_ledger_and_every_commitment_in_it_opens()
    {
        for (var i = 0; i < 20; i++) await ledger.SealAsync(ledger.Article(OpaqueId.New(), $"text {i}"));
        await CopyAsync("ledger.db");

        await using var restored = LedgerStore.Open(shelf.Path, ledger.Time);
        Assert.Equal(ledger.Store.Root().Root, restored.Root().Root);
        for (var index = 0L; index < restored.Size; index++)
            foreach (var part in Enum.GetValues<Part>().Where(part => restored.At(index)!.Entry.CommitmentTo(part) is not null))
                Assert.Equal(restored.At(index)!.Entry.CommitmentTo(part), Commitment.Of(part, restored.Salt(index, part)!, restored.Content(index, part)!));
        var appended = await restored.AppendAsync(ledger.Article(OpaqueId.New()), CancellationToken.None);
        Assert.Equal(ledger.Store.Size, Assert.IsType<AppendOutcome.Sealed>(appended).Index);
    }

    [Fact]
    public async Task A_backup_that_was_made_while_a_text_lay_in_quarantine_may_hold_it_though_its_entry_came_later()
    {
        var before = await Backups.BeginAsync("/before", withKey: false, CancellationToken.None);
        await Backups.FinishAsync(before, ledger.Store.Size, CancellationToken.None);
        ledger.Time.Advance(TimeSpan.FromDays(1));
        var since = ledger.Time.GetUtcNow();
        ledger.Time.Advance(TimeSpan.FromDays(1));
        var during = await Backups.BeginAsync("/during", withKey: false, CancellationToken.None);
        await Backups.FinishAsync(during, ledger.Store.Size, CancellationToken.None);
        var entry = await ledger.SealAsync(ledger.Article(OpaqueId.New()));

        Assert.Empty(Backups.Holding(entry, entry + 1));
        Assert.Equal("/during", Assert.Single(Backups.Holding(entry, entry + 1, since)).Path);
    }

    [Fact]
    public async Task A_link_that_works_once_is_not_in_a_copy_and_keys_that_hold_in_it_are_counted()
    {
        var (now, used) = (ledger.Time.GetUtcNow(), new byte[32]);
        var open = new byte[32];
        open[0] = 1;
        await ledger.RegisterAsync();
        foreach (var hash in (byte[][])[used, open])
            await ledger.Store.AddLinkAsync(new ProviderLink(hash, ledger.Provider, ledger.Channel, null, Evidence.Authenticated, now, now.AddDays(1)), CancellationToken.None);
        await ledger.Store.UseLinkAsync(used, CancellationToken.None);
        foreach (var key in (string[])["a", "b"]) await ledger.Store.AddKeyAsync(new ChannelKey(key, ledger.Channel, ChannelKeyKind.Bearer, System.Security.Cryptography.SHA256.HashData(TestLedger.Bytes(key)), null, now), CancellationToken.None);
        await ledger.Store.EndKeyAsync("a", CancellationToken.None);
        await CopyAsync("ledger.db");

        Assert.Equal(1, LedgerBackups.Keys(shelf.File("ledger.db")));
        await using var restored = LedgerStore.Open(shelf.Path, ledger.Time);
        Assert.Null(restored.Link(open));
        Assert.Equal(now, restored.Link(used)!.Used);
        Assert.NotNull(ledger.Store.Link(open));
    }

    [Fact]
    public async Task What_was_removed_is_not_in_a_copy_although_a_careless_program_left_it_in_a_free_page()
    {
        var secret = new string('q', 20_000);
        await ledger.SealAsync(ledger.Article(OpaqueId.New(), secret));
        using (var raw = ledger.Raw())
        {
            // The walls are for the honest: here somebody took them down and deleted without overwriting.
            raw.Execute("PRAGMA secure_delete = OFF; DROP TRIGGER deliveries_no_delete; DROP TRIGGER records_no_delete; DROP TRIGGER summaries_no_delete; DROP TRIGGER envelopes_no_delete");
            raw.Execute("DELETE FROM deliveries; DELETE FROM records; DELETE FROM summaries; DELETE FROM envelopes; PRAGMA wal_checkpoint(TRUNCATE)");
        }

        await CopyAsync("one");

        Assert.True(Holds(Path.Combine(ledger.Folder, LedgerStore.FileName), secret));
        Assert.False(Holds(shelf.File("one"), secret));
    }

    [Fact]
    public async Task A_damaged_entry_is_named()
    {
        for (var i = 0; i < 5; i++) await ledger.SealAsync(ledger.Article(OpaqueId.New()));
        using (var raw = ledger.Raw())
        {
            raw.Execute("DROP TRIGGER entries_no_update");
            raw.Execute("UPDATE entries SET bytes = CAST(bytes || x'0a' AS BLOB) WHERE idx = 3");
        }

        Assert.Equal("entry 3: differs from its hash", (await CopyAsync("one")).Fault);
        Assert.Equal("entry 3: differs from its hash", LedgerBackups.Check(shelf.File("one")).Fault);
    }

    [Fact]
    public async Task A_missing_entry_is_named()
    {
        for (var i = 0; i < 5; i++) await ledger.SealAsync(ledger.Article(OpaqueId.New()));
        await CopyAsync("one");
        using (var raw = Raw(shelf.File("one")))
        {
            raw.Execute("PRAGMA foreign_keys = OFF; DROP TRIGGER entries_no_delete; DELETE FROM entries WHERE idx = 2");
            foreach (var table in (string[])["deliveries", "records", "summaries", "envelopes", "salts"])
                raw.Execute($"DROP TRIGGER {table}_no_delete; DELETE FROM {table} WHERE entry = 2");
        }

        Assert.Equal("entry 2 is missing", LedgerBackups.Check(shelf.File("one")).Fault);
    }

    [Theory]
    [InlineData("PRAGMA application_id = 1", "no ledger")]
    [InlineData("PRAGMA user_version = 1000", "newer release")]
    [InlineData("PRAGMA foreign_keys = OFF; INSERT INTO deliveries VALUES (900, x'00')", "belong to no entry")]
    public async Task What_is_no_ledger_of_ours_is_told(string sql, string told)
    {
        await ledger.SealAsync(ledger.Article(OpaqueId.New()));
        await CopyAsync("one");
        using (var raw = Raw(shelf.File("one"))) raw.Execute(sql);
        Assert.Contains(told, LedgerBackups.Check(shelf.File("one")).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_is_told()
    {
        File.WriteAllText(shelf.File("one"), new string('x', 5_000));
        Assert.Contains("can't read it", LedgerBackups.Check(shelf.File("one")).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_flipped_bit_of_a_copy_is_survived()
    {
        for (var i = 0; i < 5; i++) await ledger.SealAsync(ledger.Article(OpaqueId.New()));
        await CopyAsync("one");
        var bytes = File.ReadAllBytes(shelf.File("one"));
        CsCheck.Check.Sample(CsCheck.Gen.Int[0, (bytes.Length * 8) - 1], bit =>
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(shelf.File("changed"), changed);
            _ = LedgerBackups.Check(shelf.File("changed"));
        }, iter: 100, threads: 1);
    }

    [Fact]
    public async Task A_copy_can_be_broken_off()
    {
        await ledger.SealAsync(ledger.Article(OpaqueId.New()));
        var row = await Backups.BeginAsync("/backups/one", withKey: false, default);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backups.CopyAsync(row, shelf.File("one"), (_, _) => { }, cancelled.Token));
    }

    [Fact]
    public async Task The_list_says_what_was_made_and_what_was_broken_off()
    {
        await ledger.SealAsync(ledger.Article(OpaqueId.New()));
        var first = await Backups.BeginAsync("/backups/one", withKey: true, default);
        await Backups.FinishAsync(first, first.Size, default);
        var second = await Backups.BeginAsync("/backups/two", withKey: false, default);

        Assert.Equal([first with { IsFinished = true }, second], Backups.List());
    }

    [Fact]
    public async Task A_file_that_is_written_over_is_one_backup_the_last()
    {
        await Backups.FinishAsync(await Backups.BeginAsync("/backups/one", withKey: false, default), 0, default);
        await Backups.BeginAsync("/backups/one", withKey: false, default);
        var last = await Backups.BeginAsync("/backups/one", withKey: false, default);
        Assert.Equal(2, Backups.List().Count);

        await Backups.FinishAsync(last, 0, default);
        Assert.Equal(last.Id, Assert.Single(Backups.List()).Id);
    }

    [Fact]
    public async Task What_came_to_nothing_or_is_gone_is_struck_off()
    {
        await Backups.DropAsync(await Backups.BeginAsync("/backups/one", withKey: false, default), default);
        Assert.Empty(Backups.List());
        await Backups.FinishAsync(await Backups.BeginAsync("/backups/two", withKey: false, default), 0, default);
        Assert.True(await Backups.ForgetAsync("/backups/two", default));
        Assert.False(await Backups.ForgetAsync("/backups/two", default));
        Assert.Empty(Backups.List());
    }

    [Fact]
    public async Task The_backups_that_may_hold_a_removed_text_are_those_between_its_entry_and_its_removal()
    {
        await MakeAsync("/backups/before", 5);
        await MakeAsync("/backups/with", 6);
        await MakeAsync("/backups/with-too", 9);
        await MakeAsync("/backups/after", 10);
        await Backups.BeginAsync("/backups/unfinished", withKey: false, default);

        Assert.Equal(["/backups/with", "/backups/with-too", "/backups/unfinished"], Backups.Holding(entry: 5, removal: 9).Select(row => row.Path));
    }

    [Fact]
    public async Task A_copy_says_of_itself_that_it_is_finished()
    {
        await ledger.SealAsync(ledger.Article(OpaqueId.New()));
        await CopyAsync("ledger.db");
        await using var restored = LedgerStore.Open(shelf.Path, ledger.Time);
        var row = Assert.Single(new LedgerBackups(restored, ledger.Time).List());
        Assert.Equal((true, ledger.Store.Size), (row.IsFinished, row.Size));
    }

    [Fact]
    public void No_store_is_opened_where_a_restore_is_at_work_or_was_broken_off()
    {
        Directory.CreateDirectory(shelf.File(UnfinishedRestoreException.WorkFolder));
        var refused = Assert.Throws<UnfinishedRestoreException>(() => LedgerStore.Open(shelf.Path, ledger.Time));
        Assert.True(StoreFaults.IsInUse(refused));
        Assert.False(File.Exists(shelf.File(LedgerStore.FileName)));
    }

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        shelf.Dispose();
    }

    private async Task<CopyCheck> CopyAsync(string name)
    {
        var row = await Backups.BeginAsync("/backups/" + name, withKey: false, default);
        return await Backups.CopyAsync(row, shelf.File(name), (_, _) => { }, default);
    }

    private async Task MakeAsync(string path, long size) => await Backups.FinishAsync(await Backups.BeginAsync(path, withKey: false, default), size, default);

    private void AssertPrefix(string copy, long size)
    {
        using var raw = Raw(copy);
        Assert.Equal(size, raw.ExecuteScalar<long>("SELECT count(*) FROM entries"));
        Assert.Equal(0, raw.ExecuteScalar<long>("SELECT count(*) FROM entries WHERE item IS NOT NULL AND (idx NOT IN (SELECT entry FROM deliveries) OR idx NOT IN (SELECT entry FROM records) OR idx NOT IN (SELECT entry FROM salts))"));
        using var live = ledger.Raw();
        Assert.Equal(live.Query<byte[]>("SELECT leaf FROM entries WHERE idx < @size ORDER BY idx", new { size }), raw.Query<byte[]>("SELECT leaf FROM entries ORDER BY idx"));
    }

    private static SqliteConnection Raw(string path)
    {
        var raw = new SqliteConnection($"Data Source={path};Pooling=False");
        raw.Open();
        return raw;
    }

    private static bool Holds(string path, string text)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes).Contains(text[..200], StringComparison.Ordinal);
    }
}
