using Dapper;
using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Tests.Signing;

public sealed class SignerTests : IAsyncDisposable
{
    private readonly TestLog log = new();

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(700)]
    public async Task What_is_signed_is_the_root_over_all_entries(int entries)
    {
        await log.AppendAsync(entries);
        await log.SignAsync();

        var note = SignedNote.Parse(await File.ReadAllBytesAsync(log.PublishedFile))!;
        Assert.True(note.IsSignedBy(log.Key));
        Assert.Equal(("griot.example/log", (long)entries), (log.Published.Origin, log.Published.Size));
        Assert.Equal(log.Store.Root().Root, log.Published.Root);
    }

    [Fact]
    public async Task Every_size_on_the_way_is_reached_from_the_one_before()
    {
        await log.AppendAsync(1);
        await log.SignAsync();
        var before = log.Published;
        foreach (var more in (int[])[1, 3, 200, 51, 1, 300, 255, 2])
        {
            await log.AppendAsync(more);
            await log.SignAsync();
            var now = log.Published;
            var proof = ConsistencyProof.Of(before.Size, now.Size, Tiles(now.Size));
            Assert.True(ConsistencyProof.Verify(before.Size, now.Size, proof, before.Root, now.Root));
            before = now;
        }
    }

    [Fact]
    public async Task Tiles_of_three_levels_give_the_root_and_every_proof()
    {
        const int Many = 66_000;
        await log.AppendAsync(Many / 2);
        await log.SignAsync();
        await log.AppendAsync(Many / 2);
        await log.SignAsync();

        var hashes = Tiles(Many);
        Assert.Equal(log.Published.Root, MerkleRoot.Of(Many, hashes));
        foreach (var entry in (long[])[0, 255, 256, 65_535, 65_536, Many - 1])
        {
            var path = log.Reader.Path(entry)!;
            Assert.True(InclusionProof.Verify(entry, Many, MerkleTree.Leaf(log.Reader.EntryBytes(entry)!), path.Hashes, log.Published.Root));
        }
    }

    [Fact]
    public async Task Bundles_hold_the_entries_as_they_were_sealed()
    {
        await log.AppendAsync(300);
        await log.SignAsync();

        var entries = TileId.BundlesOf(300).SelectMany(bundle => EntryBundle.Read(log.Reader.Tile(bundle.Path)!)!).ToList();

        Assert.Equal(300, entries.Count);
        Assert.All(entries.Index(), entry => Assert.Equal(log.Store.At(entry.Index)!.Entry.ToBytes(), entry.Item));
    }

    [Fact]
    public async Task Nothing_beyond_the_published_checkpoint_is_served()
    {
        await log.AppendAsync(10);
        await log.SignAsync();
        await log.AppendAsync(10);

        Assert.NotNull(log.Reader.Tile("0/000.p/10"));
        Assert.NotNull(log.Reader.Tile("0/000.p/3"));
        foreach (var path in (string[])["0/000.p/11", "0/000", "0/001.p/1", "1/000.p/1", "entries/000.p/11", "0/0", "0/000.p/0", "-1/000", "entries/../0/000"])
            Assert.Null(log.Reader.Tile(path));
        Assert.Null(log.Reader.Path(10));
        Assert.Null(log.Reader.EntryBytes(10));
        Assert.Equal(log.Store.At(10)!.Entry.Time, log.Reader.UnsignedSince);
        await log.SignAsync();
        Assert.Null(log.Reader.UnsignedSince);
    }

    [Fact]
    public async Task An_empty_log_makes_no_key_and_publishes_nothing()
    {
        await log.SignAsync();

        Assert.False(File.Exists(log.Options.KeyFile));
        Assert.Null(log.Reader.Published);
    }

    [Fact]
    public async Task The_name_can_be_changed_only_while_the_log_is_empty()
    {
        await log.SignAsync();
        using (await Signer.OpenAsync(log.Store, log.Options with { Origin = "other.example/log" }, log.Ledger.Time, thorough: true, CancellationToken.None)) Assert.Equal("other.example/log", log.Store.Origin);
        await log.AppendAsync(1);

        await Assert.ThrowsAsync<LogException>(() => log.OpenAsync());
        Assert.Equal("other.example/log", log.Store.Origin);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("https://a.example/log")]
    [InlineData("a\nb")]
    public async Task A_name_that_no_note_can_bear_is_refused(string name) =>
        await Assert.ThrowsAsync<LogException>(() => Signer.OpenAsync(log.Store, log.Options with { Origin = name }, log.Ledger.Time, thorough: true, CancellationToken.None));

    [Fact]
    public async Task A_key_of_another_log_signs_nothing()
    {
        await log.AppendAsync(1);
        await log.SignAsync();
        File.Delete(log.Options.KeyFile);
        using (var other = SigningKey.New("other.example/log")) other.Save(log.Options.KeyFile);

        await Assert.ThrowsAsync<LogException>(() => log.OpenAsync());
    }

    [Fact]
    public async Task A_missing_key_is_told_and_none_is_made_in_its_place()
    {
        await log.AppendAsync(1);
        await log.SignAsync();
        File.Delete(log.Options.KeyFile);
        await log.AppendAsync(1);

        using var signer = await log.OpenAsync();
        await signer.SignAsync(CancellationToken.None);

        Assert.Contains("missing", Assert.Single(signer.Warnings), StringComparison.Ordinal);
        Assert.False(File.Exists(log.Options.KeyFile));
        Assert.Equal(1, log.Published.Size);
    }

    [Fact]
    public async Task Two_signers_take_turns_and_leave_nothing_unsigned()
    {
        await log.AppendAsync(1);
        await log.SignAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var store = log.Ledger.Another();
            for (var i = 0; i < 20; i++)
            {
                await store.AppendAsync(log.Ledger.Article(OpaqueId.New()), CancellationToken.None);
                await log.SignAsync(store);
            }
        })));

        Assert.Equal(81, log.Published.Size);
        Assert.Equal(log.Store.Root().Root, log.Published.Root);
    }

    [Fact]
    public async Task A_tile_left_by_a_run_that_was_killed_must_hold_the_same_bytes()
    {
        await log.AppendAsync(256);
        Directory.CreateDirectory(Path.Combine(log.Ledger.Folder, "log", "tile", "0"));
        await File.WriteAllBytesAsync(Path.Combine(log.Ledger.Folder, "log", "tile", "0", "000"), new byte[8192]);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(log.SignAsync);
        Assert.Contains("tile 0/000", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(log.PublishedFile));
    }

    [Fact]
    public async Task An_altered_leaf_hash_is_not_signed()
    {
        await log.AppendAsync(5);
        using (var raw = log.Ledger.Raw()) raw.Execute("DROP TRIGGER entries_no_update; UPDATE entries SET leaf = zeroblob(32) WHERE idx = 3");

        await Assert.ThrowsAsync<InvalidDataException>(log.SignAsync);
        Assert.False(File.Exists(log.PublishedFile));
    }

    [Fact]
    public async Task Killed_before_the_signature_it_signs_the_same_root_again()
    {
        await log.AppendAsync(300);
        await log.SignAsync();
        var before = log.Published;
        File.Delete(log.PublishedFile);
        File.Delete(log.Options.CheckpointCopy!);

        await log.SignAsync();

        Assert.Equal(before, log.Published);
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();

    // The log as a stranger reads it: by its tiles alone.
    private SubtreeHash Tiles(long size) => TileHashes.Of(size, tile => log.Reader.Tile(tile.Path)!);
}
