using System.Security.Cryptography;
using Dapper;
using Griot.Record;

namespace Griot.Ledger.Tests;

/// <summary>Several processes on one folder, and processes that are killed.</summary>
public sealed class ProcessTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();

    [Fact]
    public async Task Two_stores_take_turns_and_none_sees_a_locked_database()
    {
        await using var other = ledger.Another();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => Task.Run(async () =>
        {
            var store = i % 2 == 0 ? ledger.Store : other;
            _ = store.Size;
            return await store.AppendAsync(ledger.Article(OpaqueId.New()), CancellationToken.None);
        })));

        Assert.Equal(Enumerable.Range(1, 600).Select(i => (long)i), outcomes.Cast<AppendOutcome.Sealed>().Select(done => done.Index).Order());
        Assert.Equal(ledger.Store.Root().Root, other.Root().Root);
    }

    [Fact]
    public async Task Many_that_open_a_new_folder_at_once_make_one_store()
    {
        using var folder = new Griot.Testing.TemporaryFolder();

        var stores = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => LedgerStore.Open(folder.Path, ledger.Time))));

        await stores[0].AppendAsync(TestLedger.CardDraft(ledger.Card), CancellationToken.None);
        var outcomes = await Task.WhenAll(stores.Select(store => store.AppendAsync(ledger.Article(OpaqueId.New()), CancellationToken.None)));
        Assert.Equal(12, outcomes.Cast<AppendOutcome.Sealed>().Select(done => done.Index).Distinct().Count());
        foreach (var store in stores) await store.DisposeAsync();
    }

    [Fact]
    public async Task What_another_process_has_acknowledged_counts_at_once()
    {
        using var writer = new WriterProcess(ledger.Folder, 200);
        var behind = 0;

        await writer.AcknowledgedAsync(heard: index => behind += ledger.Store.Size > index ? 0 : 1);

        Assert.Equal(0, behind);
        Assert.Equal(202, ledger.Store.Size);
    }

    [Fact]
    public async Task Processes_that_come_and_go_do_not_disturb_each_other()
    {
        using var one = new WriterProcess(ledger.Folder, 150);
        using var two = new WriterProcess(ledger.Folder, 150);
        var (ofOne, ofTwo) = (one.AcknowledgedAsync(), two.AcknowledgedAsync());
        for (var i = 0; i < 50; i++)
        {
            await using var brief = ledger.Another();
            await brief.AppendAsync(ledger.Article(OpaqueId.New()), CancellationToken.None);
        }

        var acknowledged = (List<(long Index, string Item)>)[.. await ofOne, .. await ofTwo];
        Assert.Equal("", await one.ErrorsAsync() + await two.ErrorsAsync());
        Assert.Equal(300, acknowledged.Select(done => done.Index).Distinct().Count());
        Assert.Equal(350 + 3, ledger.Store.Size);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_killed_process_loses_nothing_that_it_acknowledged_and_leaves_nothing_twice()
    {
        var acknowledged = new List<(long Index, string Item)>();
        for (var round = 0; round < 20; round++)
        {
            using var writer = new WriterProcess(ledger.Folder, int.MaxValue);
            acknowledged.AddRange(await writer.AcknowledgedAsync(killAfter: RandomNumberGenerator.GetInt32(1, 400)));
            await ledger.SealAsync(ledger.Article(OpaqueId.New()));
        }

        Assert.All(acknowledged, done => Assert.Equal(done.Item, ledger.Store.At(done.Index)?.Entry.Item));
        Assert.Equal(acknowledged.Count, acknowledged.Select(done => done.Index).Distinct().Count());
        AssertWhole();
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private void AssertWhole()
    {
        using var raw = ledger.Raw();
        Assert.Equal("ok", raw.ExecuteScalar<string>("PRAGMA integrity_check"));
        Assert.Empty(raw.Query("PRAGMA foreign_key_check"));
        var size = ledger.Store.Size;
        Assert.Equal(size, raw.ExecuteScalar<long>("SELECT count(*) FROM entries"));
        Assert.Equal(size, raw.ExecuteScalar<long>("SELECT count(DISTINCT coalesce(item, provider)) FROM entries"));
        for (var index = 0L; index < size; index++) AssertOpens(index);
        Assert.Equal(ledger.Store.Root().Root, MerkleTree.Root(raw.Query<byte[]>("SELECT bytes FROM entries ORDER BY idx").Select(bytes => MerkleTree.Leaf(bytes))));
    }

    private void AssertOpens(long index)
    {
        var entry = ledger.Store.At(index)!.Entry;
        foreach (var part in Enum.GetValues<Part>().Where(part => entry.CommitmentTo(part) is not null))
            Assert.Equal(entry.CommitmentTo(part), Commitment.Of(part, ledger.Store.Salt(index, part)!, ledger.Store.Content(index, part)!));
    }
}
