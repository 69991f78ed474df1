using Griot.Ledger.Tests.Signing;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Checking;

/// <summary>What somebody can do to the files beside the database.</summary>
public sealed class TamperedFileTests(WholeStore whole) : IClassFixture<WholeStore>, IDisposable
{
    private readonly AlteredStore store = whole.Copy();

    private Checkpoint Published => Checkpoint.Parse(SignedNote.Parse(File.ReadAllBytes(store.Checkpoint))!.Text)!;

    [Fact]
    public async Task A_bit_in_a_tile_of_level_0()
    {
        AlteredStore.Turn(store.Tile("0/000"), (17 * 32) + 5);

        Assert.Equal(["tile 0/000: differs from entry 17"], (await store.CheckAsync()).Lines);
    }

    [Fact]
    public async Task A_bit_in_a_tile_of_level_1()
    {
        await using var log = new TestLog();
        for (var batch = 0; batch < 33; batch++) await log.AppendAsync(2000);
        await log.SignAsync();
        AlteredStore.Turn(log.Options.TileFile("1/000"), (200 * 32) + 31, 7);
        AlteredStore.Turn(log.Options.TileFile("0/130"), 0);
        var lines = new List<string>();

        var report = await new Griot.Ledger.Checking.StoreCheck(log.Options, TimeProvider.System).RunAsync(fault => lines.Add(fault.ToString()), _ => { }, CancellationToken.None);

        Assert.Equal([$"tile 0/130: differs from entry {130 * 256}", "tile 1/000: differs from the root of tile 0/200"], lines);
        Assert.Equal(258, report.Tiles);
    }

    [Fact]
    public async Task A_tile_that_is_missing()
    {
        File.Delete(store.Tile("0/000"));

        Assert.Equal(["tile 0/000: missing"], (await store.CheckAsync()).Lines);
    }

    [Fact]
    public async Task A_tile_that_was_cut_short_or_that_others_may_write()
    {
        AlteredStore.Overwrite(store.Tile("0/000"), File.ReadAllBytes(store.Tile("0/000"))[..8000]);
        Assert.Equal(["tile 0/000: has 8000 bytes, and not 8192"], (await store.CheckAsync()).Lines);
    }

    [Fact]
    public async Task A_file_among_the_tiles_that_is_none()
    {
        await File.WriteAllBytesAsync(store.Tile("0/001"), new byte[8192], TestContext.Current.CancellationToken);

        Assert.Equal(["tile 0/001: is no full tile of this log"], (await store.CheckAsync()).Lines);
    }

    [Fact]
    public async Task Files_that_others_may_read_or_write()
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(store.Database, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.SetUnixFileMode(store.Tile("0/000"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(
            ["ledger.db: is open to others than its owner (mode 0640)", "tile 0/000: its file can be changed (mode 0600, and not 0444)"],
            (await store.CheckAsync()).Lines.Where(line => !line.StartsWith("ledger.db-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_key_that_others_may_read_checks_nothing()
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(store.Options.KeyFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.All((await store.CheckAsync()).Lines, line => Assert.StartsWith("log.key: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_checkpoint_that_was_rolled_back()
    {
        await using var log = new TestLog();
        await log.AppendAsync(3);
        await log.SignAsync();
        var older = await File.ReadAllBytesAsync(log.PublishedFile, TestContext.Current.CancellationToken);
        await log.AppendAsync(2);
        await log.SignAsync();
        await File.WriteAllBytesAsync(log.PublishedFile, older, TestContext.Current.CancellationToken);
        var lines = new List<string>();

        await new Griot.Ledger.Checking.StoreCheck(log.Options, TimeProvider.System).RunAsync(fault => lines.Add(fault.ToString()), _ => { }, CancellationToken.None);

        Assert.Equal(["checkpoint: is of 3 entries, and 5 were signed: it was put back, or not published yet"], lines.Select(line => line));
    }

    [Fact]
    public async Task A_checkpoint_that_is_gone()
    {
        File.Delete(store.Checkpoint);

        Assert.Equal([$"checkpoint: missing, although {Checkpoint.Parse(SignedNote.Parse(await File.ReadAllBytesAsync(store.Options.CheckpointCopy!, TestContext.Current.CancellationToken))!.Text)!.Size} entries were signed"], (await store.CheckAsync()).Lines);
    }

    [Fact]
    public async Task A_checkpoint_of_another_origin()
    {
        using var other = SigningKey.New("other.example/log");
        Publish(new Checkpoint("other.example/log", Published.Size, Published.Root), other);

        var (lines, report) = await store.CheckAsync();

        Assert.Equal(["checkpoint: is of the log other.example/log, and this one is flips.example/log"], lines);
        Assert.Null(report.Frozen);
    }

    [Fact]
    public async Task A_signature_that_is_forged()
    {
        using var forger = SigningKey.New("flips.example/log");
        Publish(new Checkpoint("flips.example/log", 1_000_000, new byte[32]), forger);

        var (lines, report) = await store.CheckAsync();

        Assert.Equal("checkpoint: bears no signature of our key that holds", lines[0]);
        Assert.Null(report.Frozen);
    }

    [Fact]
    public async Task A_signature_that_was_altered()
    {
        var note = SignedNote.Parse(await File.ReadAllBytesAsync(store.Checkpoint, TestContext.Current.CancellationToken))!;
        var altered = note.Signatures[0].Signature.ToArray();
        altered[9] ^= 1;
        AlteredStore.Overwrite(store.Checkpoint, new SignedNote(note.Text, [note.Signatures[0] with { Signature = altered }]).ToBytes());

        Assert.Equal(["checkpoint: bears no signature of our key that holds"], (await store.CheckAsync()).Lines);
    }

    [Fact]
    public async Task A_signature_that_is_missing()
    {
        AlteredStore.Overwrite(store.Checkpoint, System.Text.Encoding.UTF8.GetBytes(Published.Text));

        Assert.Equal(["checkpoint: is no checkpoint with a signature"], (await store.CheckAsync()).Lines);
    }

    [Fact]
    public async Task A_split_view_with_our_own_signature()
    {
        using var ours = SigningKey.Load(store.Options.KeyFile);
        var size = Published.Size - 3;
        Publish(new Checkpoint("flips.example/log", size, new byte[32]), ours, copyToo: true);

        var (lines, report) = await store.CheckAsync();

        Assert.Contains($"checkpoint: its root over {size} entries is not theirs", lines);
        Assert.Contains($"checkpoint copy: its root over {size} entries is not theirs", lines);
        Assert.Equal("frozen: differs from the published checkpoint at entry 256", report.Frozen!.ToString());
    }

    public void Dispose() => store.Dispose();

    private void Publish(Checkpoint checkpoint, SigningKey key, bool copyToo = false)
    {
        var note = new SignedNote(checkpoint.Text, [key.Sign(checkpoint.Text)]).ToBytes();
        AlteredStore.Overwrite(store.Checkpoint, note);
        if (copyToo) AlteredStore.Overwrite(store.Options.CheckpointCopy!, note);
    }
}
