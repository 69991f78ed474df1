using Dapper;
using Griot.Ledger.Checking;
using Griot.Ledger.Signing;
using Griot.Record;

namespace Griot.Ledger.Tests.Signing;

/// <summary>The way out of a frozen store where somebody has kept what is missing.</summary>
public sealed class RecoveryTests : IAsyncDisposable
{
    private readonly TestLog log = new();

    [Fact]
    public async Task A_newer_copy_gives_entries_and_contents_back()
    {
        await using var store = await FrozenAsync();
        var copy = Path.Combine(log.Ledger.Folder, "copy");
        log.CopyStore(copy);
        var recovery = new Recovery(store, Options);
        var (from, end) = recovery.Missing!.Value;

        var done = Assert.IsType<RecoveryOutcome.Done>(recovery.Run(Recovery.EntriesOf(copy, from, end), copy));

        Assert.Equal((7L, 7L, 0), (done.Entries, done.Contents, recovery.Bare().Count));
        Assert.Null(store.Freeze);
        for (var entry = from; entry < end; entry++)
            foreach (var part in (Part[])[Part.Delivery, Part.Record, Part.Summary, Part.Envelope])
                Assert.Equal(log.Store.Content(entry, part), store.Content(entry, part));
        using (var signer = await Signer.OpenAsync(store, Options, log.Ledger.Time, thorough: true, CancellationToken.None))
        {
            Assert.Null(store.Freeze);
            await store.AppendAsync(log.Ledger.Article(OpaqueId.New()), CancellationToken.None);
            await signer.SignAsync(CancellationToken.None);
        }

        Assert.Equal(308, new LogReader(store, Options).Published!.Size);
    }

    [Fact]
    public async Task A_mirror_gives_the_entries_and_says_which_have_lost_their_content()
    {
        await using var store = await FrozenAsync();
        var recovery = new Recovery(store, Options);

        var done = Assert.IsType<RecoveryOutcome.Done>(recovery.Run(Lost(recovery), copy: null));

        Assert.Equal((7L, 0L), (done.Entries, done.Contents));
        Assert.Equal(Enumerable.Range(300, 7).Select(entry => (long)entry), recovery.Bare());
        Assert.Equal(log.Store.Root().Root, store.Root().Root);
        Assert.Null(store.Content(303, Part.Record));
    }

    [Fact]
    public async Task What_is_not_what_was_published_is_refused_and_changes_nothing()
    {
        await using var store = await FrozenAsync();
        var recovery = new Recovery(store, Options);
        var entries = Lost(recovery).ToList();

        Assert.IsType<RecoveryOutcome.Refused>(recovery.Run([.. entries.SkipLast(1)], copy: null));
        Assert.IsType<RecoveryOutcome.Refused>(recovery.Run([entries[1], entries[0], .. entries.Skip(2)], copy: null));
        entries[3] = [.. entries[3][..^1], 0];
        Assert.IsType<RecoveryOutcome.Refused>(recovery.Run(entries, copy: null));

        Assert.Equal(300, store.Size);
        Assert.NotNull(store.Freeze);
    }

    [Fact]
    public async Task Content_that_the_entry_does_not_commit_to_is_not_taken()
    {
        await using var store = await FrozenAsync();
        var copy = Path.Combine(log.Ledger.Folder, "copy");
        log.CopyStore(copy);
        using (var forger = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(copy, LedgerStore.FileName)};Pooling=False"))
        {
            forger.Open();
            forger.Execute("DROP TRIGGER records_no_update; UPDATE records SET bytes = x'00' WHERE entry = 302");
        }

        var recovery = new Recovery(store, Options);
        var done = Assert.IsType<RecoveryOutcome.Done>(recovery.Run(Lost(recovery), copy));

        Assert.Equal(6, done.Contents);
        Assert.Equal([302L], recovery.Bare());
        Assert.Null(store.Content(302, Part.Record));
        Assert.NotNull(store.Content(302, Part.Delivery));
    }

    [Fact]
    public async Task Content_that_was_lost_is_filled_from_a_copy_that_is_found_later_and_only_where_it_fits()
    {
        await using var store = await FrozenAsync();
        var copy = Path.Combine(log.Ledger.Folder, "copy");
        log.CopyStore(copy);
        using (var forger = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(copy, LedgerStore.FileName)};Pooling=False"))
        {
            forger.Open();
            forger.Execute("DROP TRIGGER records_no_update; UPDATE records SET bytes = x'00' WHERE entry = 302");
        }

        var recovery = new Recovery(store, Options);
        Assert.Throws<LedgerFrozenException>(() => recovery.Fill(copy));
        Assert.IsType<RecoveryOutcome.Done>(recovery.Run(Lost(recovery), copy: null));

        Assert.Equal(6, recovery.Fill(copy));

        Assert.Equal([302L], recovery.Bare());
        Assert.Equal(1, recovery.Fill(log.Ledger.Folder));
        Assert.Equal(log.Store.Content(302, Part.Record), store.Content(302, Part.Record));
        Assert.Equal(log.Store.Salt(302, Part.Record), store.Salt(302, Part.Record));
    }

    [Fact]
    public async Task A_removal_that_came_back_is_due_and_the_check_says_that_it_is_not_obeyed()
    {
        await log.AppendAsync(300);
        var item = OpaqueId.New();
        var article = await log.Ledger.SealAsync(log.Ledger.Article(item));
        await using var store = await FrozenAsync(async () => Assert.IsType<AppendOutcome.Sealed>(await log.Store.RemoveAsync(
            new Removal
            {
                Entry = new Draft { Kind = EntryKind.Removal, Provider = log.Ledger.Provider, Item = item, Follows = article, Status = PubStatus.Canceled, Record = new Notice().ToBytes() },
                Targets = [new EntryPart(article, Part.Record)],
            }, CancellationToken.None)));
        var recovery = new Recovery(store, Options);

        recovery.Run(Lost(recovery), copy: null);

        Assert.Equal([301L], store.RemovalsDue().Select(due => due.Index));
        var faults = new List<Fault>();
        using (var signer = await Signer.OpenAsync(store, Options, log.Ledger.Time, thorough: false, CancellationToken.None)) await signer.SignAsync(CancellationToken.None);
        await new StoreCheck(Options, TimeProvider.System).RunAsync(faults.Add, _ => { }, CancellationToken.None);
        Assert.Equal(["entry 301: record is missing, and no removal stands for it", "entry 301: this removal came back with a recovery and is not obeyed yet: what it names may be in the store again (griot status obeys it, or says why not)"], faults.Where(fault => fault.Entry is not null).Select(fault => fault.ToString()));
        await store.ObeyAsync(301, new Removal { Entry = new Draft { Kind = EntryKind.Removal, Provider = log.Ledger.Provider, Item = item }, Targets = [new EntryPart(article, Part.Record)] }, CancellationToken.None);
        Assert.Empty(store.RemovalsDue());
        Assert.Equal(301, store.RemovedBy(article, Part.Record));
    }

    [Fact]
    public async Task What_is_published_after_a_recovery_is_what_was_published_before_the_next_signature_too()
    {
        await using var store = await FrozenAsync();
        var recovery = new Recovery(store, Options);

        recovery.Run(Lost(recovery), copy: null);

        Assert.Equal(307, new LogReader(store, Options).Published!.Size);
    }

    [Fact]
    public async Task Nothing_is_put_back_while_another_process_signs()
    {
        await using var store = await FrozenAsync();
        using var held = SignerLock.Take(Options);
        var recovery = new Recovery(store, Options);

        Assert.Throws<SignerBusyException>(() => recovery.Run(Lost(recovery), copy: null));
        await Assert.ThrowsAsync<SignerBusyException>(() => new Succession(store, Options).BeginAsync(CancellationToken.None));

        Assert.Equal((300, true), (store.Size, store.Freeze is not null));
    }

    [Fact]
    public async Task A_store_that_is_not_frozen_misses_nothing()
    {
        await log.AppendAsync(1);
        await log.SignAsync();

        Assert.Null(new Recovery(log.Store, log.Options).Missing);
        Assert.IsType<RecoveryOutcome.Refused>(new Recovery(log.Store, log.Options).Run([], copy: null));
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();

    private LogOptions Options => new(Path.Combine(log.Ledger.Folder, "restored")) { CheckpointCopy = log.Options.CheckpointCopy };

    private IReadOnlyList<byte[]> Lost(Recovery recovery) => Recovery.EntriesOf(log.Ledger.Folder, recovery.Missing!.Value.From, recovery.Missing.Value.End);

    private Task<LedgerStore> FrozenAsync() => FrozenAsync(() => log.AppendAsync(7));

    private async Task<LedgerStore> FrozenAsync(Func<Task> lost)
    {
        if (log.Store.Size == 0) await log.AppendAsync(300);
        await log.SignAsync();
        log.CopyStore(Options.Folder);
        await lost();
        await log.SignAsync();
        File.Copy(log.Options.KeyFile, Options.KeyFile);
        var store = LedgerStore.Open(Options.Folder, log.Ledger.Time);
        using var signer = await Signer.OpenAsync(store, Options, log.Ledger.Time, thorough: true, CancellationToken.None);
        Assert.NotNull(store.Freeze);
        return store;
    }
}
