using System.Security.Cryptography;
using System.Text;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Ledger.Tests;

public sealed class AppendTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    private readonly LedgerStore store;
    private readonly string provider = OpaqueId.New();
    private readonly string channel = OpaqueId.New();

    public AppendTests() => store = LedgerStore.Open(folder.Path, time);

    // Entry 0: the card, without which nothing of its provider is sealed.
    public async ValueTask InitializeAsync()
    {
        var card = new ProviderCard { Id = provider, Slug = "le-journal", Name = "Le Journal", Kind = ProviderKind.Press, Channels = [new CardChannel(channel, ChannelKind.Feed, null, true)] };
        Assert.IsType<AppendOutcome.Sealed>(await store.AppendAsync(TestLedger.CardDraft(card), default));
    }

    [Fact]
    public async Task Versions_of_an_item_follow_each_other_without_a_gap()
    {
        var item = OpaqueId.New();

        var first = await store.AppendAsync(Article(item, "one"), default);
        var second = await store.AppendAsync(Article(item, "two") with { Kind = EntryKind.Update, Follows = 1 }, default);

        Assert.Equal(new AppendOutcome.Sealed(1, 1), first);
        Assert.Equal(new AppendOutcome.Sealed(2, 2), second);
        Assert.Equal([null, 1L], store.History(item).Select(entry => entry.Entry.Prev));
    }

    [Fact]
    public async Task What_is_sealed_opens_its_commitments()
    {
        await store.AppendAsync(Article(OpaqueId.New(), "the text"), default);

        var entry = store.At(1)!.Entry;
        Assert.Equal("the text", Encoding.UTF8.GetString(store.Content(1, Part.Delivery)!));
        Assert.Equal(entry.Delivery, Commitment.Of(Part.Delivery, store.Salt(1, Part.Delivery)!, "the text"u8));
        Assert.Null(entry.Signature);
    }

    [Fact]
    public async Task A_draft_that_did_not_see_the_newest_entry_is_stale_and_writes_nothing()
    {
        var item = OpaqueId.New();
        await store.AppendAsync(Article(item, "one"), default);

        Assert.IsType<AppendOutcome.Stale>(await store.AppendAsync(Article(item, "again"), default));
        Assert.Equal(2, store.Size);
    }

    [Fact]
    public async Task Two_processes_that_read_the_same_piece_seal_it_once()
    {
        await using var other = LedgerStore.Open(folder.Path, time);
        var identity = SHA256.HashData("guid-1"u8);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            (i % 2 == 0 ? store : other).AppendAsync(Article(OpaqueId.New(), "same") with { Identity = identity }, default)));

        Assert.Single(outcomes.OfType<AppendOutcome.Sealed>());
        Assert.Equal(39, outcomes.OfType<AppendOutcome.Stale>().Count());
    }

    [Fact]
    public async Task Bad_work_in_a_group_costs_only_itself()
    {
        var good = Enumerable.Range(0, 20).Select(_ => store.AppendAsync(Article(OpaqueId.New(), "good"), default)).ToList();
        var bad = store.AppendAsync(Article("no id", "bad"), default);

        Assert.All(await Task.WhenAll(good), outcome => Assert.IsType<AppendOutcome.Sealed>(outcome));
        await Assert.ThrowsAsync<ArgumentException>(() => bad);
    }

    [Fact]
    public async Task A_store_opened_again_goes_on_where_it_was()
    {
        await store.AppendAsync(Article(OpaqueId.New(), "one"), default);
        var root = store.Root();
        await store.DisposeAsync();

        await using var again = LedgerStore.Open(folder.Path, time);
        Assert.Equal(root.Root, again.Root().Root);
        Assert.Equal(new AppendOutcome.Sealed(2, 1), await again.AppendAsync(Article(OpaqueId.New(), "two"), default));
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    private Draft Article(string item, string text) => new()
    {
        Kind = EntryKind.Article,
        Provider = provider,
        Channel = channel,
        Item = item,
        Status = PubStatus.Usable,
        Evidence = Evidence.Tls,
        Delivery = Encoding.UTF8.GetBytes(text),
        Record = "{}"u8.ToArray(),
        Summary = "{}"u8.ToArray(),
        Envelope = "{}"u8.ToArray(),
    };
}
