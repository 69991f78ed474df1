using System.Text;
using Dapper;
using Griot.Record;

namespace Griot.Ledger.Tests;

/// <summary>What stands and what does not when things go wrong, and what a group of appends costs.</summary>
public sealed class TransactionTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();

    [Fact]
    public async Task The_state_of_a_channel_waits_for_the_pieces_that_have_to_be_judged_again()
    {
        var item = OpaqueId.New();
        await ledger.RegisterAsync();
        await ledger.SealAsync(ledger.Article(item));

        var outcomes = await ledger.Store.AppendAsync(
            new Batch { Drafts = [ledger.Article(item, "stale"), ledger.Article(OpaqueId.New())], Channel = State("etag of a document that was not wholly taken in") }, default);

        Assert.Equal([typeof(AppendOutcome.Stale), typeof(AppendOutcome.Sealed)], outcomes.Select(outcome => outcome.GetType()));
        Assert.Null(ledger.Store.Channels()[0].State);
    }

    [Fact]
    public async Task The_state_of_a_channel_stands_with_what_it_brought_or_not_at_all()
    {
        await ledger.RegisterAsync();
        var bad = ledger.Article("no id");

        await Assert.ThrowsAsync<ArgumentException>(() => ledger.Store.AppendAsync(
            new Batch { Drafts = [ledger.Article(OpaqueId.New()), bad], Channel = State("etag"), Quarantined = [Quarantined()] }, default));

        Assert.Equal(2, ledger.Store.Size);
        Assert.Null(ledger.Store.Channels()[0].State);
        Assert.Empty(ledger.Store.Quarantine());
        Assert.IsType<AppendOutcome.Sealed>((await ledger.Store.AppendAsync(new Batch { Drafts = [ledger.Article(OpaqueId.New())], Channel = State("etag") }, default))[0]);
        Assert.Equal("etag", ledger.Store.Channels()[0].State!.ETag);
    }

    [Fact]
    public async Task A_slug_that_a_failed_card_claimed_is_free()
    {
        var card = new Draft { Kind = EntryKind.Provider, Provider = OpaqueId.New(), Channel = "no id", Slug = "l-autre", Record = [1] };
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.Store.AppendAsync(card, default));

        await ledger.SealAsync(card with { Provider = OpaqueId.New(), Channel = null, Record = [2] });
    }

    [Fact]
    public async Task Many_appends_at_once_are_few_transactions()
    {
        const int Appends = 400;
        using var raw = ledger.Raw();
        var writer = raw.BeginTransaction();
        var waiting = Enumerable.Range(0, Appends).Select(_ => ledger.Store.AppendAsync(ledger.Article(OpaqueId.New()), default)).ToList();
        await writer.DisposeAsync();
        await Task.WhenAll(waiting);

        Assert.Equal(Appends + 1, ledger.Store.Size);
        Assert.InRange(CommitsInLog(), 1, Appends / 8);
    }

    [Fact]
    public async Task A_full_disk_is_told_to_all_who_wait_and_what_comes_after_is_sealed()
    {
        await ledger.SealAsync(ledger.Article(OpaqueId.New()));
        var pages = ledger.Store.Writer.ExecuteScalar<long>("PRAGMA page_count");
        ledger.Store.Writer.Execute($"PRAGMA max_page_count = {pages}");

        var big = new string('x', 100_000);
        foreach (var append in Enumerable.Range(0, 20).Select(_ => ledger.Store.AppendAsync(ledger.Article(OpaqueId.New(), big), default)).ToList())
        {
            var fault = await Assert.ThrowsAnyAsync<Exception>(() => append);
            Assert.Contains("full", StoreFaults.Explain(fault), StringComparison.Ordinal);
        }

        ledger.Store.Writer.Execute("PRAGMA max_page_count = 1000000");
        Assert.Equal(2, await ledger.SealAsync(ledger.Article(OpaqueId.New(), big)));
        Assert.Equal(big, Encoding.UTF8.GetString(ledger.Store.Content(2, Part.Delivery)!));
    }

    [Fact]
    public async Task What_comes_again_after_it_was_handled_waits_again()
    {
        await ledger.Store.AppendAsync(new Batch { Quarantined = [Quarantined()] }, default);
        await ledger.Store.MarkHandledAsync(1, default);

        await ledger.Store.AppendAsync(new Batch { Quarantined = [Quarantined()] }, default);

        var row = Assert.Single(ledger.Store.Quarantine());
        Assert.Equal(2, row.Times);
        Assert.Null(row.Handled);
    }

    [Fact]
    public async Task A_read_that_outlives_its_store_leaves_nothing_open()
    {
        await using var other = ledger.Another();
        _ = other.Size;
        await other.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => other.Size);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => other.AppendAsync(ledger.Article(OpaqueId.New()), default));
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    // The log has 32 bytes of header, then frames of 24 bytes and a page; the last frame of a commit says the size of the
    // file (SQLite, file format, section 4.1). The store was new and small: nothing has been checkpointed.
    private int CommitsInLog()
    {
        using var file = new FileStream(Path.Combine(ledger.Folder, LedgerStore.FileName + "-wal"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var log = new byte[file.Length];
        file.ReadExactly(log);
        var page = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(8));
        var commits = 0;
        for (var at = 32; at + 24 + page <= log.Length; at += 24 + page)
            if (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(at + 4)) != 0) commits++;
        return commits;
    }

    private ChannelState State(string etag) => new() { Channel = ledger.Channel, ETag = etag };

    private Quarantined Quarantined() => new() { Provider = ledger.Provider, Channel = ledger.Channel, Code = "unreadable", Message = "It can't be read.", Bytes = [1, 2] };
}
