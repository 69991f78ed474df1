using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Tests.Signing;

/// <summary>Files of the log that are missing, cut short, altered or closed: what is served stays true, and nothing breaks off.</summary>
public sealed class BrokenFileTests : IAsyncDisposable
{
    private readonly TestLog log = new();

    [Theory]
    [InlineData("missing"), InlineData("empty"), InlineData("cut"), InlineData("flipped"), InlineData("a folder")]
    public async Task A_full_tile_is_never_served_as_its_broken_file_has_it(string how)
    {
        await log.AppendAsync(600);
        await log.SignAsync();
        var whole = log.Reader.Tile("0/001")!;

        Break(Tile("0/001"), how);

        Assert.Equal(whole, log.Reader.Tile("0/001"));
    }

    [Theory]
    [InlineData("missing"), InlineData("empty"), InlineData("cut"), InlineData("a folder")]
    public async Task A_broken_tile_does_not_keep_a_store_that_differs_from_being_frozen(string how)
    {
        await log.AppendAsync(600);
        await log.SignAsync();
        using (var raw = log.Ledger.Raw()) Run(raw, "DROP TRIGGER entries_no_update; UPDATE entries SET bytes = x'61' WHERE idx = 300");
        Break(Tile("0/001"), how);

        using var signer = await log.OpenAsync();

        Assert.Equal("frozen: differs from the published checkpoint at entry 256", log.Store.Freeze?.ToString());
    }

    [Fact]
    public async Task A_tile_of_which_neither_the_file_nor_the_store_has_what_was_signed_is_not_served()
    {
        await log.AppendAsync(600);
        await log.SignAsync();
        using (var raw = log.Ledger.Raw()) Run(raw, "DROP TRIGGER entries_no_update; UPDATE entries SET leaf = zeroblob(32) WHERE idx = 300");
        Break(Tile("0/001"), "flipped");

        Assert.Null(log.Reader.Tile("0/001"));
        Assert.NotNull(log.Reader.Tile("0/000"));
    }

    [Fact]
    public async Task A_key_that_can_not_be_read_takes_nothing_of_the_published_log_away()
    {
        if (OperatingSystem.IsWindows()) return;
        await log.AppendAsync(300);
        await log.SignAsync();
        File.SetUnixFileMode(log.Options.KeyFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Equal(300, log.Reader.Published!.Size);
        Assert.NotNull(log.Reader.Tile("0/000"));
        Assert.NotNull(log.Reader.Path(7));
    }

    [Fact]
    public async Task A_checkpoint_that_replaces_another_within_the_same_tick_of_the_file_s_time_is_served()
    {
        await log.AppendAsync(3);
        await log.SignAsync();
        var reader = log.Reader;
        var written = File.GetLastWriteTimeUtc(log.PublishedFile);
        Assert.Equal(3, reader.Published!.Size);

        await log.AppendAsync(3);
        await log.SignAsync();
        File.SetLastWriteTimeUtc(log.PublishedFile, written);

        Assert.Equal(6, reader.Published!.Size);
    }

    [Fact]
    public async Task A_new_key_is_shown_before_anything_is_signed_with_it()
    {
        var made = Assert.IsType<KeyOutcome.Done>(await new KeyRotation(log.Store, log.Options, log.Ledger.Time).MakeAsync(CancellationToken.None));
        Assert.Equal(made.Key, log.Reader.Key);

        await log.AppendAsync(1);
        await log.SignAsync();
        var reader = log.Reader;
        Assert.Equal(made.Key, reader.Key);
        var next = Assert.IsType<KeyOutcome.Done>(await new KeyRotation(log.Store, log.Options, log.Ledger.Time).RotateAsync(CancellationToken.None));
        Assert.Equal(next.Key, reader.Key);
    }

    [Fact]
    public async Task A_frozen_log_s_key_is_not_rotated()
    {
        await log.AppendAsync(3);
        await log.SignAsync();
        var key = await File.ReadAllTextAsync(log.Options.KeyFile);
        using (var keys = LogKeys.Load("griot.example/log", log.Options.KeyFile)!)
            await File.WriteAllBytesAsync(log.Options.CheckpointCopy!, keys.Sign(new Checkpoint("griot.example/log", 9, new byte[32])));
        using var signer = await log.OpenAsync();
        Assert.NotNull(log.Store.Freeze);

        await Assert.ThrowsAsync<LedgerFrozenException>(() => new KeyRotation(log.Store, log.Options, log.Ledger.Time).RotateAsync(CancellationToken.None));

        Assert.Equal(key, await File.ReadAllTextAsync(log.Options.KeyFile));
    }

    [Fact]
    public async Task Two_that_rotate_at_once_leave_a_chain_of_keys_of_which_each_signs()
    {
        await log.AppendAsync(1);
        await log.SignAsync();
        var first = log.Key.ToString();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var store = log.Ledger.Another();
            return await new KeyRotation(store, log.Options, log.Ledger.Time).RotateAsync(CancellationToken.None);
        })));

        var done = Assert.Single(outcomes.OfType<KeyOutcome.Done>());
        Assert.Equal(done.Key, log.Key.ToString());
        await log.SignAsync();
        var note = SignedNote.Parse(await File.ReadAllBytesAsync(log.PublishedFile))!;
        Assert.True(note.IsSignedBy(VerifierKey.Parse(first)!) && note.IsSignedBy(VerifierKey.Parse(done.Key)!));
    }

    [Fact]
    public async Task A_data_folder_that_was_copied_signs_no_second_log_behind_the_first()
    {
        await log.AppendAsync(10);
        await log.SignAsync();
        var twin = Path.Combine(log.Ledger.Folder, "twin");
        log.CopyStore(twin);
        File.Copy(log.Options.KeyFile, Path.Combine(twin, "log.key"));
        await using var store = LedgerStore.Open(twin, log.Ledger.Time);
        var options = new LogOptions(twin) { CheckpointCopy = log.Options.CheckpointCopy };
        using var signer = await Signer.OpenAsync(store, options, log.Ledger.Time, thorough: true, CancellationToken.None);
        await log.AppendAsync(2);
        await log.SignAsync();

        // It was started before the first one went on, so that it is not frozen.
        Assert.Null(store.Freeze);
        await store.AppendAsync(log.Ledger.Article(OpaqueId.New()), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidDataException>(() => signer.SignAsync(CancellationToken.None));

        Assert.Equal(12, PublishedFile.Read(log.Options.CheckpointCopy!)!.Size);
        Assert.Null(PublishedFile.Read(options.PublishedFile));
    }

    [Fact]
    public void A_long_name_has_a_copy_of_its_own_all_the_same()
    {
        var names = (string[])["griot.example/log", new string('ش', 200), new string('ش', 199)];
        var files = names.Select(name => Path.GetFileName(new LogOptions(log.Ledger.Folder).CopyOf(name))).ToList();

        Assert.Equal("griot.example%2Flog.checkpoint", files[0]);
        Assert.Equal(3, files.Distinct().Count());
        Assert.All(files, file => Assert.True(file.Length <= 240));
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();

    private string Tile(string tile) => Path.Combine(log.Ledger.Folder, "log", "tile", tile);

    private static void Run(SqliteConnection raw, string sql)
    {
        using var command = raw.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Break(string file, string how)
    {
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        if (how == "a folder") Directory.CreateDirectory(file);
        if (how == "empty") File.WriteAllBytes(file, []);
        if (how == "cut") File.WriteAllBytes(file, bytes[..100]);
        bytes[^1] ^= 1;
        if (how == "flipped") File.WriteAllBytes(file, bytes);
    }
}
