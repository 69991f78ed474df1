using Dapper;
using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Tests.Signing;

/// <summary>A store that is behind what was published, or differs from it (hostile-input.md, L02).</summary>
public sealed class FreezeTests : IAsyncDisposable
{
    private readonly TestLog log = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task L02_a_store_from_a_backup_is_frozen_and_says_by_how_many_entries_it_is_behind(bool thorough)
    {
        await using var restored = await RestoredAsync(before: 300, after: 7);

        using var signer = await Signer.OpenAsync(restored, log.Options with { Origin = null }, log.Ledger.Time, thorough, CancellationToken.None);

        Assert.Equal("frozen: 7 entries behind the published checkpoint", restored.Freeze!.ToString());
        await Assert.ThrowsAsync<LedgerFrozenException>(() => restored.AppendAsync(log.Ledger.Article(OpaqueId.New()), CancellationToken.None));
        await signer.SignAsync(CancellationToken.None);
        Assert.Equal(307, log.Published.Size);
        Assert.Equal(300, restored.Size);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task L02_a_store_that_was_put_back_without_its_key_is_frozen_all_the_same(bool thorough)
    {
        await using var restored = await RestoredAsync(before: 10, after: 7);

        using var signer = await Signer.OpenAsync(restored, WithoutKey, log.Ledger.Time, thorough, CancellationToken.None);

        Assert.Equal("frozen: 7 entries behind the published checkpoint", restored.Freeze!.ToString());
        Assert.Equal((true, false, false), (signer.Lacks.Key, signer.Lacks.Copy, signer.Lacks.Unproven));
        await Assert.ThrowsAsync<LedgerFrozenException>(() => restored.AppendAsync(log.Ledger.Article(OpaqueId.New()), CancellationToken.None));
        Assert.Equal(log.Reader.Key, new LogReader(restored, WithoutKey).Key);
    }

    [Fact]
    public async Task Without_its_key_too_only_our_own_signature_freezes()
    {
        await using var restored = await RestoredAsync(before: 10, after: 7);
        using var forger = SigningKey.New("griot.example/log");
        var forged = new Checkpoint("griot.example/log", 1_000_000, new byte[32]);
        await File.WriteAllBytesAsync(log.Options.CheckpointCopy!, new SignedNote(forged.Text, [forger.Sign(forged.Text)]).ToBytes());

        using var signer = await Signer.OpenAsync(restored, WithoutKey, log.Ledger.Time, thorough: true, CancellationToken.None);

        Assert.Null(restored.Freeze);
        Assert.True(signer.Lacks.Unproven);
        Assert.Contains("not believed", string.Join('\n', signer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_was_signed_is_given_no_other_key_although_all_else_of_its_log_is_gone()
    {
        await using var restored = await RestoredAsync(before: 10, after: 7);
        File.Delete(log.Options.CheckpointCopy!);
        using var signer = await Signer.OpenAsync(restored, WithoutKey, log.Ledger.Time, thorough: true, CancellationToken.None);
        await restored.AppendAsync(log.Ledger.Article(OpaqueId.New()), CancellationToken.None);

        await signer.SignAsync(CancellationToken.None);

        Assert.False(File.Exists(WithoutKey.KeyFile));
        Assert.IsType<KeyOutcome.Refused>(await new KeyRotation(restored, WithoutKey, log.Ledger.Time).MakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_checkpoint_of_a_key_that_was_rotated_since_freezes_a_store_that_knew_only_the_one_before()
    {
        await using var restored = await RestoredAsync(before: 10, after: 7);
        Assert.IsType<KeyOutcome.Done>(await new KeyRotation(log.Store, log.Options, log.Ledger.Time).RotateAsync(CancellationToken.None));
        await log.SignAsync();

        using var signer = await Signer.OpenAsync(restored, WithoutKey, log.Ledger.Time, thorough: true, CancellationToken.None);

        Assert.Equal(8, restored.Freeze!.Behind);
    }

    [Fact]
    public async Task A_missing_copy_is_told_loudly_until_something_is_signed_again()
    {
        await log.AppendAsync(3);
        using (var first = await log.OpenAsync()) Assert.Empty(first.Warnings);
        await log.SignAsync();
        File.Delete(log.Options.CheckpointCopy!);

        using (var signer = await log.OpenAsync()) Assert.Contains("the copy of the last published checkpoint is missing", Assert.Single(signer.Warnings), StringComparison.Ordinal);
        await log.AppendAsync(1);
        await log.SignAsync();

        using (var signer = await log.OpenAsync()) Assert.Empty(signer.Warnings);
    }

    [Fact]
    public async Task A_frozen_log_has_no_answer_to_tiles_that_it_lacks()
    {
        await using var restored = await RestoredAsync(before: 10, after: 600);
        using var signer = await Signer.OpenAsync(restored, WithoutKey, log.Ledger.Time, thorough: true, CancellationToken.None);
        var reader = new LogReader(restored, WithoutKey);

        Assert.Null(reader.Tile("0/001"));
        Assert.Null(reader.Tile("entries/001"));
        Assert.NotNull(reader.Tile("0/000.p/10"));
    }

    [Fact]
    public async Task A_frozen_log_serves_the_published_checkpoint()
    {
        await using var restored = await RestoredAsync(before: 10, after: 2);
        File.Delete(log.PublishedFile);

        using var signer = await Signer.OpenAsync(restored, log.Options, log.Ledger.Time, thorough: true, CancellationToken.None);

        Assert.Equal(12, new LogReader(restored, log.Options).Published!.Size);
    }

    [Fact]
    public async Task A_frozen_log_says_why_and_gives_no_way_that_does_not_lead_to_the_published_root()
    {
        await using var behind = await RestoredAsync(before: 300, after: 7);
        using var signer = await Signer.OpenAsync(behind, log.Options, log.Ledger.Time, thorough: true, CancellationToken.None);
        var reader = new LogReader(behind, log.Options);

        Assert.Equal(new FrozenLog(7, null), reader.Frozen);
        Assert.All((long[])[0, 255, 256, 299, 303], entry => Assert.Null(reader.Path(entry)));
        Assert.NotNull(log.Reader.Path(299));
        Assert.Null(log.Reader.Frozen);
    }

    [Fact]
    public async Task A_store_that_differs_gives_no_way_from_what_it_altered_and_the_right_one_where_it_still_has_it()
    {
        await log.AppendAsync(600);
        await log.SignAsync();
        using (var raw = log.Ledger.Raw()) raw.Execute("DROP TRIGGER entries_no_update; UPDATE entries SET leaf = zeroblob(32) WHERE idx = 599; UPDATE entries SET bytes = x'61' WHERE idx = 300");

        using var signer = await log.OpenAsync(thorough: true);

        Assert.NotNull(log.Reader.Frozen!.DiffersAt);
        Assert.All((long[])[0, 300, 598], entry => Assert.Null(log.Reader.Path(entry)));
        Assert.NotNull(log.Reader.Path(599));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_says_something_else_is_frozen_and_names_the_first_entry(bool thorough)
    {
        await log.AppendAsync(600);
        await log.SignAsync();
        // Everything that the hash depends on is altered, as somebody would who knows the store.
        using (var raw = log.Ledger.Raw())
        {
            var altered = log.Ledger.Article(OpaqueId.New());
            var entry = new Entry { Kind = EntryKind.Article, Time = log.Ledger.Time.GetUtcNow(), Provider = altered.Provider, Channel = altered.Channel, Item = altered.Item, Version = 1, Status = PubStatus.Usable, Evidence = Evidence.Tls }.ToBytes();
            raw.Execute("DROP TRIGGER entries_no_update; UPDATE entries SET bytes = @entry, leaf = @leaf WHERE idx = 300", new { entry, leaf = MerkleTree.Leaf(entry) });
            raw.Execute("DROP TRIGGER tile_roots_no_update; UPDATE tile_roots SET hash = zeroblob(32) WHERE level = 1 AND idx = 1");
        }

        using var signer = await log.OpenAsync(thorough: thorough);

        Assert.Equal("frozen: differs from the published checkpoint at entry 300", log.Store.Freeze!.ToString());
    }

    [Fact]
    public async Task A_checkpoint_that_somebody_else_signed_freezes_nothing()
    {
        await log.AppendAsync(3);
        await log.SignAsync();
        using var forger = SigningKey.New("griot.example/log");
        var forged = new Checkpoint("griot.example/log", 1_000_000, new byte[32]);
        await File.WriteAllBytesAsync(log.Options.CheckpointCopy!, new SignedNote(forged.Text, [forger.Sign(forged.Text)]).ToBytes());

        using var signer = await log.OpenAsync();

        Assert.Null(log.Store.Freeze);
    }

    [Fact]
    public async Task A_copy_that_is_ahead_of_what_was_published_is_published_by_the_next_signature()
    {
        await log.AppendAsync(3);
        await log.SignAsync();
        var older = await File.ReadAllBytesAsync(log.PublishedFile);
        await log.AppendAsync(3);
        await log.SignAsync();
        await File.WriteAllBytesAsync(log.PublishedFile, older);

        await log.SignAsync();

        Assert.Null(log.Store.Freeze);
        Assert.Equal(6, log.Published.Size);
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();

    private LogOptions WithoutKey => new(Path.Combine(log.Ledger.Folder, "restored")) { CheckpointCopy = log.Options.CheckpointCopy };

    private async Task<LedgerStore> RestoredAsync(int before, int after)
    {
        await log.AppendAsync(before);
        await log.SignAsync();
        var folder = Path.Combine(log.Ledger.Folder, "restored");
        log.CopyStore(folder);
        await log.AppendAsync(after);
        await log.SignAsync();
        return LedgerStore.Open(folder, log.Ledger.Time);
    }
}
