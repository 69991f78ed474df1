using System.Security.Cryptography;
using Dapper;
using Griot.Ledger.Checking;
using Griot.Ledger.Signing;
using Griot.Ledger.Tests.Signing;
using Griot.Testing;

namespace Griot.Ledger.Tests.Checking;

/// <summary>What the check says of stores that nobody altered, and of those that can't be read.</summary>
public sealed class StoreCheckTests(WholeStore whole) : IClassFixture<WholeStore>, IDisposable
{
    private readonly AlteredStore store = whole.Copy();

    [Fact]
    public async Task A_whole_store_has_no_fault_and_all_of_it_is_checked()
    {
        var (lines, report) = await store.CheckAsync();

        Assert.Empty(lines);
        Assert.Empty(report.Warnings);
        Assert.Null(report.Frozen);
        Assert.Equal(store.Ask<long>("SELECT count(*) FROM entries"), report.Entries);
        Assert.Equal(store.Ask<long>("SELECT count(*) FROM salts"), report.Contents);
        Assert.True(report.Removed > 40, $"{report.Removed} removed parts");
        Assert.Equal((report.Entries, 1), (report.Signed, report.Tiles));
    }

    [Fact]
    public async Task Nothing_is_written_by_it()
    {
        using (var writer = store.Raw())
        {
            // Another process has the store open, and something stands in the write-ahead log alone.
            await writer.ExecuteAsync("PRAGMA wal_autocheckpoint = 0; UPDATE channels SET every = 60");
            var before = await HashAsync();

            Assert.Empty((await store.CheckAsync()).Lines);

            Assert.Equal(before, await HashAsync());
        }
    }

    [Fact]
    public async Task It_finds_no_fault_in_a_store_that_grows_and_is_signed_meanwhile()
    {
        await using var log = new TestLog();
        await log.AppendAsync(400);
        await log.SignAsync();
        using var ending = new CancellationTokenSource();
        var growing = Task.Run(async () =>
        {
            while (!ending.IsCancellationRequested)
            {
                await log.AppendAsync(30);
                await log.SignAsync();
            }
        });

        for (var time = 0; time < 5; time++)
        {
            var faults = new List<Fault>();
            await new StoreCheck(log.Options, TimeProvider.System).RunAsync(faults.Add, _ => { }, CancellationToken.None);
            Assert.Empty(faults);
        }

        await ending.CancelAsync();
        await growing;
    }

    [Fact]
    public async Task A_log_that_succeeds_another_is_whole_too()
    {
        await using var log = new TestLog();
        await log.AppendAsync(300);
        await log.SignAsync();
        var older = Path.Combine(log.Ledger.Folder, "restored");
        log.CopyStore(older);
        await log.AppendAsync(300);
        await log.SignAsync();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(older, LedgerStore.FileName), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.CreateDirectory(Path.Combine(older, "log", "tile", "0"));
        File.Copy(Path.Combine(log.Ledger.Folder, "log", "tile", "0", "000"), Path.Combine(older, "log", "tile", "0", "000"));
        foreach (var file in (string[])["log.key", Path.Combine("log", "checkpoint")]) File.Copy(Path.Combine(log.Ledger.Folder, file), Path.Combine(older, file));
        var options = log.Options with { Folder = older, KeyFile = Path.Combine(older, "log.key"), Origin = null };
        await using (var restored = LedgerStore.Open(older, log.Ledger.Time))
        {
            using (await Signer.OpenAsync(restored, options, log.Ledger.Time, thorough: true, CancellationToken.None)) await new Succession(restored, options).BeginAsync(CancellationToken.None);
            using var signer = await Signer.OpenAsync(restored, options, log.Ledger.Time, thorough: true, CancellationToken.None);
            await signer.SignAsync(CancellationToken.None);
        }

        var faults = new List<string>();
        await new StoreCheck(options, TimeProvider.System).RunAsync(fault => faults.Add(fault.ToString()), _ => { }, CancellationToken.None);

        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_store_that_is_empty_is_whole()
    {
        using var folder = new TemporaryFolder();
        await LedgerStore.Open(folder.Path, TimeProvider.System).DisposeAsync();

        var report = await new StoreCheck(new LogOptions(folder.Path), TimeProvider.System).RunAsync(fault => Assert.Fail(fault.ToString()), _ => { }, CancellationToken.None);

        Assert.Equal((0, null), (report.Entries, report.Signed));
    }

    [Fact]
    public async Task A_folder_without_a_store_is_told_and_gets_none()
    {
        using var folder = new TemporaryFolder();

        await Assert.ThrowsAsync<FileNotFoundException>(() => new StoreCheck(new LogOptions(folder.Path), TimeProvider.System).RunAsync(_ => { }, _ => { }, CancellationToken.None));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_key_or_a_copy_that_is_missing_is_no_fault_and_is_told()
    {
        File.Delete(store.Options.KeyFile);
        File.Delete(store.Options.CheckpointCopy!);

        var (lines, report) = await store.CheckAsync();

        Assert.Empty(lines);
        Assert.Collection(report.Warnings, key => Assert.Contains("key", key, StringComparison.Ordinal), copy => Assert.Contains("copy", copy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_from_a_backup_is_frozen_and_says_by_how_many_entries_it_is_behind()
    {
        await using var log = new TestLog();
        await log.AppendAsync(10);
        await log.SignAsync();
        log.CopyStore(store.Folder + "/older");
        await log.AppendAsync(7);
        await log.SignAsync();
        var options = log.Options with { Folder = store.Folder + "/older" };

        var report = await new StoreCheck(options, TimeProvider.System).RunAsync(_ => { }, _ => { }, CancellationToken.None);

        Assert.Equal("frozen: 7 entries behind the published checkpoint", report.Frozen!.ToString());
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_a_fault_and_no_crash()
    {
        await File.WriteAllBytesAsync(store.Database, RandomNumberGenerator.GetBytes(50_000), TestContext.Current.CancellationToken);

        Assert.Equal("ledger.db: can't be opened: SQLite Error 26: 'file is not a database'.", Assert.Single((await store.CheckAsync()).Lines));
    }

    [Fact]
    public async Task Behind_a_damaged_page_everything_else_is_checked()
    {
        var (lost, other) = (store.Ask<long>("SELECT entry FROM deliveries WHERE length(bytes) < 1000 ORDER BY entry LIMIT 1"), store.Ask<long>("SELECT max(entry) FROM summaries"));
        var text = store.Ask<byte[]>("SELECT bytes FROM deliveries WHERE entry = @lost", new { lost });
        store.Alter("UPDATE summaries SET bytes = x'00' WHERE entry = @other", new { other });
        var bytes = await File.ReadAllBytesAsync(store.Database, TestContext.Current.CancellationToken);
        bytes.AsSpan(bytes.AsSpan().IndexOf(text) / 4096 * 4096, 64).Fill(0xff);
        AlteredStore.Overwrite(store.Database, bytes);

        var (lines, report) = await store.CheckAsync();

        Assert.Contains(lines, line => line.Contains("row in deliveries can't be read", StringComparison.Ordinal) && Covers(line, lost));
        Assert.Contains($"entry {other}: summary differs from its commitment", lines);
        Assert.Null(report.Frozen);
        Assert.Equal(store.Ask<long>("SELECT max(idx) + 1 FROM entries"), report.Entries);
    }

    [Theory]
    [InlineData("entries"), InlineData("records"), InlineData("salts"), InlineData("removals"), InlineData("tile_roots"), InlineData("identities"), InlineData("slugs"), InlineData("head"), InlineData("origins"), InlineData("sqlite_schema")]
    public async Task A_table_that_is_lost_as_a_whole_is_a_fault_and_no_crash(string table)
    {
        var root = table == "sqlite_schema" ? 1 : store.Ask<int>("SELECT rootpage FROM sqlite_schema WHERE name = @table", new { table });
        var bytes = await File.ReadAllBytesAsync(store.Database, TestContext.Current.CancellationToken);
        bytes.AsSpan(((root - 1) * 4096) + (root == 1 ? 100 : 0), 64).Fill(0xff);
        AlteredStore.Overwrite(store.Database, bytes);

        Assert.NotEmpty((await store.CheckAsync()).Lines);
    }

    public void Dispose() => store.Dispose();

    private async Task<string> HashAsync() => Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(store.Database)));

    private static bool Covers(string line, long entry)
    {
        var range = line[..line.IndexOf(':', StringComparison.Ordinal)].Split(' ').Select(word => long.TryParse(word, out var number) ? number : -1).Where(number => number >= 0).ToList();
        return range[0] <= entry && entry <= range[^1];
    }
}
