using System.Security.Cryptography;
using Dapper;
using Griot.Record;

namespace Griot.Ledger.Tests;

/// <summary>What an order deletes is in no file of the store any more, and every proof stands.</summary>
public sealed class RemovalTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();

    [Fact]
    public async Task Removed_bytes_salts_and_keys_are_in_no_file_and_those_beside_them_are()
    {
        var pieces = new List<(string Item, long Index, byte[] Key)>();
        for (var i = 0; i < 400; i++) pieces.Add(await PublishAsync($"marker {i:000} {new string((char)('a' + i % 26), i * 20)}"));
        var gone = pieces.Where((_, i) => i % 3 == 0).ToList();
        var traces = gone.SelectMany(piece => Traces(piece.Index).Append(piece.Key)).ToList();
        var kept = pieces.Except(gone).SelectMany(piece => Traces(piece.Index).Append(piece.Key)).ToList();
        Assert.All(traces.Take(10), trace => Assert.True(IsInAFile(trace)));

        foreach (var piece in gone) Assert.IsType<AppendOutcome.Sealed>(await ledger.Store.RemoveAsync(Of(piece.Item), default));
        Assert.True(await ledger.Store.WipeAsync(TimeSpan.FromMinutes(1), default));

        var files = Files();
        Assert.All(traces, trace => Assert.DoesNotContain(files, file => file.AsSpan().IndexOf(trace) >= 0));
        Assert.All(kept, trace => Assert.Contains(files, file => file.AsSpan().IndexOf(trace) >= 0));
        Assert.All(gone, piece => Assert.All(Enum.GetValues<Part>(), part => Assert.True(ledger.Store.Content(piece.Index, part) is null && ledger.Store.Salt(piece.Index, part) is null)));
        using var raw = ledger.Raw();
        Assert.Equal("ok", raw.ExecuteScalar<string>("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Entries_and_the_root_over_them_stay_as_they_were()
    {
        for (var i = 0; i < 5; i++) await PublishAsync($"text {i}");
        var (size, root) = ledger.Store.Root();
        var item = ledger.Store.At(2)!.Entry.Item!;

        await ledger.Store.RemoveAsync(Of(item), default);

        using var raw = ledger.Raw();
        var leaves = raw.Query<byte[]>("SELECT bytes FROM entries ORDER BY idx").Select(bytes => MerkleTree.Leaf(bytes)).ToList();
        Assert.Equal(size + 1, leaves.Count);
        Assert.Equal(root, MerkleTree.Root(leaves.Take((int)size)));
        var removal = ledger.Store.At(size)!.Entry;
        Assert.Equal((EntryKind.Removal, item, 2L), (removal.Kind, removal.Item, removal.Prev));
        Assert.Equal(removal.Delivery, Commitment.Of(Part.Delivery, ledger.Store.Salt(size, Part.Delivery)!, "the order"u8));
    }

    [Fact]
    public async Task What_was_removed_is_told_part_by_part()
    {
        var (item, index, _) = await PublishAsync("text");
        await PublishAsync("other");

        await ledger.Store.RemoveAsync(Of(item), default);

        var row = Assert.Single(ledger.Store.Removals());
        Assert.Equal("court-order", row.Notice!.Reason);
        Assert.Equal(Enum.GetValues<Part>().Where(part => part != Part.Signature).Order(), row.Parts.Select(part => part.Part).Order());
        Assert.All(row.Parts, part => Assert.Equal(index, part.Entry));
        Assert.Equal(ledger.Store.Size - 1, ledger.Store.RemovedBy(index, Part.Record));
        Assert.Null(ledger.Store.RemovedBy(index, Part.Signature));
        Assert.Null(ledger.Store.RemovedBy(index + 1, Part.Record));
    }

    [Fact]
    public async Task The_same_order_twice_at_once_removes_once()
    {
        var (item, _, _) = await PublishAsync("text");
        await using var other = ledger.Another();
        LedgerStore[] stores = [ledger.Store, other];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => stores[i % 2].RemoveAsync(Of(item), default))));

        Assert.Single(outcomes, outcome => outcome is AppendOutcome.Sealed);
        Assert.Equal(2, ledger.Store.History(item).Count);
    }

    [Fact]
    public async Task A_removal_that_did_not_see_the_newest_version_removes_nothing()
    {
        var (item, index, _) = await PublishAsync("text");
        var removal = Of(item);
        await ledger.SealAsync(ledger.Article(item, "newer") with { Kind = EntryKind.Update, Follows = index });

        Assert.IsType<AppendOutcome.Stale>(await ledger.Store.RemoveAsync(removal, default));
        Assert.NotNull(ledger.Store.Content(index, Part.Record));
    }

    [Fact]
    public async Task A_removed_item_is_known_again_by_its_key_which_stands_nowhere()
    {
        var (item, _, key) = await PublishAsync("text");
        await ledger.Store.RemoveAsync(Of(item), default);

        using var raw = ledger.Raw();
        Assert.Equal(0, raw.ExecuteScalar<long>("SELECT count(*) FROM identities") + raw.ExecuteScalar<long>("SELECT count(*) FROM cuts") + raw.ExecuteScalar<long>("SELECT count(*) FROM latest_cuts"));
        Assert.Equal(item, ledger.Store.ItemByIdentity(ledger.Channel, key));
        Assert.Null(ledger.Store.ItemByIdentity(ledger.Channel, SHA256.HashData("another"u8)));
        Assert.Null(ledger.Store.ItemByIdentity(OpaqueId.New(), key));
    }

    [Fact]
    public async Task Nothing_is_learned_or_set_aside_of_an_item_after_its_removal()
    {
        var (item, _, _) = await PublishAsync("text");
        await ledger.Store.RemoveAsync(Of(item), default);

        await ledger.Store.AppendAsync(
            new Batch
            {
                Aliases = [new ItemAlias(ledger.Channel, item, new IdentityKey(KeyKind.Content, SHA256.HashData("text"u8)))],
                Cosmetic = [new CosmeticChange(ledger.Channel, item, SHA256.HashData("t e x t"u8), "t e x t"u8.ToArray())],
                Quarantined = [new Quarantined { Provider = ledger.Provider, Channel = ledger.Channel, Code = "too-many-versions", Message = "", Bytes = "text"u8.ToArray(), Item = item }],
            },
            default);

        Assert.Empty(ledger.Store.KeysOf(item));
        Assert.Empty(ledger.Store.Quarantine());
        using var raw = ledger.Raw();
        Assert.Equal(0, raw.ExecuteScalar<long>("SELECT count(*) FROM latest_cuts"));
    }

    [Fact]
    public async Task What_was_judged_before_a_removal_and_comes_to_be_written_after_it_is_stale_and_nothing_of_the_removed_words_is_kept()
    {
        var (item, _, _) = await PublishAsync("text");
        var words = new IdentityKey(KeyKind.Content, SHA256.HashData("text"u8));
        var (before, other) = (ledger.Store.RemovedSoFar, OpaqueId.New());
        var batch = new Batch
        {
            Removed = before,
            Drafts = [ledger.Article(OpaqueId.New(), "text") with { Claims = [words] }, ledger.Article(other, "another")],
            Quarantined = [Row("text") with { Words = words.Hash }, Row("another") with { Words = SHA256.HashData("another"u8) }],
        };
        await ledger.Store.RemoveAsync(Of(item) with { Words = [words] }, default);
        var size = ledger.Store.Size;

        Assert.All(await ledger.Store.AppendAsync(batch, default), outcome => Assert.IsType<AppendOutcome.Stale>(outcome));
        Assert.Equal(size, ledger.Store.Size);
        Assert.Equal(TestLedger.Bytes("another"), Assert.Single(ledger.Store.Quarantine()).Content.Bytes);
        Assert.All(await ledger.Store.AppendAsync(new Batch { Removed = ledger.Store.RemovedSoFar, Drafts = [batch.Drafts[1]] }, default), outcome => Assert.IsType<AppendOutcome.Sealed>(outcome));
    }

    [Fact]
    public async Task That_samples_have_to_be_forgotten_is_noted_in_the_removals_own_transaction_until_it_is_done()
    {
        var (item, _, _) = await PublishAsync("text");
        await ledger.Store.RemoveAsync(Of(item), default);

        await using (var next = ledger.Another())
        {
            var due = Assert.Single(next.SamplesDue());
            Assert.Equal((ledger.Channel, ledger.Store.Size - 1), (due.Channel, due.Entry));
            await next.SettleAsync([due], default);
        }

        Assert.Empty(ledger.Store.SamplesDue());
    }

    [Fact]
    public async Task A_row_of_the_quarantine_is_emptied_and_stays_to_be_counted()
    {
        var (item, _, _) = await PublishAsync("text");
        await ledger.Store.AppendAsync(new Batch { Quarantined = [Row("<item>broken"), Row("<item>other")] }, default);

        await ledger.Store.RemoveAsync(Of(item) with { Quarantined = [1] }, default);
        await ledger.Store.WipeAsync(TimeSpan.FromMinutes(1), default);

        Assert.False(IsInAFile("<item>broken"u8.ToArray()));
        Assert.False(IsInAFile(SHA256.HashData("<item>broken"u8)));
        Assert.True(IsInAFile("<item>other"u8.ToArray()));
        var row = Assert.Single(ledger.Store.Quarantine(1));
        Assert.Equal((ledger.Store.Size - 1, 0), (row.Removed, row.Content.Bytes.Length));
        Assert.NotNull(row.Handled);
        Assert.Equal([2L], ledger.Store.QuarantineNumbers());
    }

    [Fact]
    public async Task While_a_reader_stands_before_the_removal_the_wiping_waits_and_the_next_to_open_the_store_makes_up_for_it()
    {
        var (item, _, _) = await PublishAsync("the words of the piece");
        using (var raw = ledger.Raw())
        {
            using var reading = raw.BeginTransaction(deferred: true);
            Assert.Equal(1, raw.ExecuteScalar<long>("SELECT count(*) FROM records", transaction: reading));
            await ledger.Store.RemoveAsync(Of(item), default);

            Assert.False(await ledger.Store.WipeAsync(TimeSpan.Zero, default));
            Assert.True(IsInAFile("the words of the piece"u8.ToArray()));
        }

        await using var next = ledger.Another();
        Assert.False(IsInAFile("the words of the piece"u8.ToArray()));
    }

    [Fact]
    public async Task Of_one_version_only_its_own_words_and_bytes_go()
    {
        var (item, first, key) = await PublishAsync("first");
        var words = new IdentityKey(KeyKind.Content, SHA256.HashData("words of the second"u8));
        var second = await ledger.SealAsync(ledger.Article(item, "second") with { Kind = EntryKind.Update, Follows = first, Cut = SHA256.HashData("second"u8), Aliases = [words] });

        await ledger.Store.RemoveAsync(Of(item, 2) with { Targets = [.. Parts(second)], KeptCuts = [SHA256.HashData("cut first"u8)] }, default);

        Assert.Null(ledger.Store.Content(second, Part.Record));
        Assert.NotNull(ledger.Store.Content(first, Part.Record));
        Assert.Equal(item, ledger.Store.ItemByIdentity(ledger.Channel, key));
        Assert.Null(ledger.Store.ItemByIdentity(ledger.Channel, words.Hash));
        Assert.True(ledger.Store.AreWordsRemoved(ledger.Provider, words.Hash));
        Assert.False(ledger.Store.AreWordsRemoved(OpaqueId.New(), words.Hash));
        Assert.True(ledger.Store.HasSeenCut(ledger.Channel, SHA256.HashData("cut first"u8), item));
        Assert.False(ledger.Store.HasSeenCut(ledger.Channel, SHA256.HashData("second"u8), item));
    }

    [Fact]
    public async Task Departures_are_found_by_their_own_index_newest_first()
    {
        var items = new List<string>();
        for (var i = 0; i < 6; i++) items.Add((await PublishAsync($"text {i}")).Item);
        await SayAsync(items[0], EntryKind.Hold, PubStatus.Withheld);
        await SayAsync(items[1], EntryKind.Update, PubStatus.Canceled);
        await SayAsync(items[2], EntryKind.Expiry, PubStatus.Canceled);
        await ledger.Store.RemoveAsync(Of(items[3]), default);
        await SayAsync(items[4], EntryKind.Update, PubStatus.Usable);
        await SayAsync(items[5], EntryKind.Withdrawal, PubStatus.Canceled);

        Assert.Equal([items[5], items[3], items[2], items[1], items[0]], ledger.Store.Departures(null, long.MaxValue, 9).Select(entry => entry.Entry.Item!));
        Assert.Equal([items[2], items[1]], ledger.Store.Departures(ledger.Provider, ledger.Store.History(items[3])[^1].Index, 2).Select(entry => entry.Entry.Item!));
        Assert.Empty(ledger.Store.Departures(OpaqueId.New(), long.MaxValue, 9));
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private async Task<(string Item, long Index, byte[] Key)> PublishAsync(string text)
    {
        var (item, key) = (OpaqueId.New(), SHA256.HashData(TestLedger.Bytes("id of " + text)));
        var draft = ledger.Article(item, text) with { Identity = key, Cut = SHA256.HashData(TestLedger.Bytes("cut " + text)) };
        return (item, await ledger.SealAsync(draft), key);
    }

    private Task<long> SayAsync(string item, EntryKind kind, PubStatus status) =>
        ledger.SealAsync(new Draft
        {
            Kind = kind,
            Provider = ledger.Provider,
            Channel = kind.IsVersion ? ledger.Channel : null,
            Evidence = kind.IsVersion ? Evidence.Tls : null,
            Item = item,
            Follows = ledger.Store.History(item)[^1].Index,
            Status = status,
        });

    private Removal Of(string item, int? version = null)
    {
        var history = ledger.Store.History(item);
        return new Removal
        {
            Entry = new Draft { Kind = EntryKind.Removal, Provider = ledger.Provider, Item = item, Version = version, Follows = history[^1].Index, Delivery = "the order"u8.ToArray(), Record = new Notice { Reason = "court-order", Country = "ML" }.ToBytes() },
            Targets = [.. history.SelectMany(entry => Parts(entry.Index))],
        };
    }

    private IEnumerable<EntryPart> Parts(long index) =>
        Enum.GetValues<Part>().Where(part => ledger.Store.At(index)!.Entry.CommitmentTo(part) is not null).Select(part => new EntryPart(index, part));

    // Contents and salts; of contents what names them.
    private IEnumerable<byte[]> Traces(long index) => Parts(index).SelectMany(part => (byte[][])
        [Marker(ledger.Store.Content(index, part.Part)!), ledger.Store.Salt(index, part.Part)!]);

    private static byte[] Marker(byte[] content) => content.AsSpan(0, content.AsSpan().IndexOf("marker"u8) + "marker 000".Length).ToArray();

    private Quarantined Row(string bytes) => new() { Provider = ledger.Provider, Channel = ledger.Channel, Code = "unreadable-item", Message = "", Bytes = TestLedger.Bytes(bytes) };

    private bool IsInAFile(byte[] trace) => Files().Exists(file => file.AsSpan().IndexOf(trace) >= 0);

    private List<byte[]> Files() => [.. Directory.EnumerateFiles(ledger.Folder).Select(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    })];
}
