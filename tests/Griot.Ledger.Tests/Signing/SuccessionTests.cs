using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Tests.Signing;

/// <summary>The way out where entries of a log are lost for good.</summary>
public sealed class SuccessionTests : IAsyncDisposable
{
    private readonly TestLog log = new();

    [Fact]
    public async Task The_next_log_names_the_one_before_and_what_is_lost_of_it()
    {
        var (store, options, lost) = await FrozenAsync();
        await using var restored = store;

        var notice = await new Succession(restored, options).BeginAsync(CancellationToken.None);
        using (var signer = await Signer.OpenAsync(restored, options, log.Ledger.Time, thorough: true, CancellationToken.None)) await signer.SignAsync(CancellationToken.None);

        Assert.Equal(("griot.example/log-2", "griot.example/log", 7L), (notice!.Origin, notice.Succeeds, notice.Lost));
        Assert.Equal(lost, notice.LastCheckpoint);
        Assert.Null(restored.Freeze);
        var reader = new LogReader(restored, options);
        Assert.Equal(("griot.example/log-2", 301L), (reader.Published!.Origin, reader.Published.Size));
        Assert.Equal(notice.Key, reader.Key);
        Assert.Equal(new LogBeginning(300, notice), reader.Beginning);
        Assert.Null(log.Reader.Beginning);
        Assert.Equal(EntryKind.Policy, restored.At(300)!.Entry.Kind);
        Assert.Equal(notice, SuccessionNotice.Parse(restored.Content(300, Part.Record)));
        Assert.Equal(restored.Root().Root, Checkpoint.Parse(SignedNote.Parse(reader.Published.Note)!.Text)!.Root);
    }

    [Fact]
    public async Task Killed_before_its_files_were_in_place_it_goes_on_at_the_next_opening()
    {
        var (store, options, _) = await FrozenAsync();
        await using var restored = store;
        using (var next = SigningKey.New("griot.example/log-2")) next.Save(options.KeyFile + ".next");
        restored.SetFreeze(null);
        await restored.SucceedAsync("griot.example/log-2", new Draft { Kind = EntryKind.Policy, Record = [1] }, CancellationToken.None);

        using var signer = await Signer.OpenAsync(restored, options, log.Ledger.Time, thorough: true, CancellationToken.None);
        await signer.SignAsync(CancellationToken.None);

        Assert.Equal("griot.example/log-2", new LogReader(restored, options).Published!.Origin);
        Assert.Null(new LogReader(restored, options).Beginning);
        Assert.True(File.Exists(options.KeyFile + ".griot.example%2Flog"));
    }

    [Fact]
    public async Task A_store_that_is_not_frozen_has_no_successor()
    {
        await log.AppendAsync(1);
        await log.SignAsync();

        Assert.Null(await new Succession(log.Store, log.Options).BeginAsync(CancellationToken.None));
        Assert.Equal("griot.example/log", log.Store.Origin);
    }

    [Fact]
    public async Task The_log_goes_on_growing_under_its_new_name()
    {
        var (store, options, _) = await FrozenAsync();
        await using var restored = store;
        await new Succession(restored, options).BeginAsync(CancellationToken.None);
        for (var i = 0; i < 3; i++)
        {
            await restored.AppendAsync(log.Ledger.Article(OpaqueId.New()), CancellationToken.None);
            using var signer = await Signer.OpenAsync(restored, options, log.Ledger.Time, thorough: true, CancellationToken.None);
            await signer.SignAsync(CancellationToken.None);
        }

        Assert.Equal(304, new LogReader(restored, options).Published!.Size);
        Assert.Null(restored.Freeze);
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();

    // A backup of 300 entries, put back in a folder of its own with the key, after 7 more were published.
    private async Task<(LedgerStore Store, LogOptions Options, string Lost)> FrozenAsync()
    {
        await log.AppendAsync(300);
        await log.SignAsync();
        var folder = Path.Combine(log.Ledger.Folder, "restored");
        log.CopyStore(folder);
        await log.AppendAsync(7);
        await log.SignAsync();
        File.Copy(log.Options.KeyFile, Path.Combine(folder, "log.key"));
        var store = LedgerStore.Open(folder, log.Ledger.Time);
        // The copy lies where the old origin's lies by its name: each origin has a file of its own.
        var options = new LogOptions(folder) { CheckpointCopy = log.Options.CheckpointCopy };
        using var signer = await Signer.OpenAsync(store, options, log.Ledger.Time, thorough: true, CancellationToken.None);
        Assert.NotNull(store.Freeze);
        return (store, options, await File.ReadAllTextAsync(log.Options.CheckpointCopy!));
    }
}
