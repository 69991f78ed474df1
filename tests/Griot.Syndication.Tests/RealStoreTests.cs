using System.Net;
using System.Text;
using System.Xml.Linq;
using Griot.Ledger;
using Griot.Record;
using Griot.Record.Tests.Showing;
using Griot.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Syndication.Tests;

/// <summary>The same room on the real ledger, in a folder of its own.</summary>
public sealed class RealStoreTests : IAsyncDisposable
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    private readonly LedgerStore store;
    private readonly ProviderCard card = Some.Provider();

    public RealStoreTests() => store = LedgerStore.Open(folder.Path, time);

    [Fact]
    public async Task What_was_sealed_comes_out_byte_for_byte_and_opens_its_commitments()
    {
        var item = await Deliver(Some.Piece());
        await using var site = await Site.Open(new Shelf(store));
        var entry = store.History(item)[0];

        foreach (var (part, name) in new[] { (Part.Delivery, "delivery"), (Part.Record, "record"), (Part.Summary, "summary") })
        {
            var bytes = await site.Client.GetByteArrayAsync($"/items/{item}/1/{name}");
            Assert.Equal(entry.Entry.CommitmentTo(part), Commitment.Of(part, store.Salt(entry.Index, part)!, bytes));
        }
    }

    [Fact]
    public async Task The_pages_of_a_feed_bring_every_item_once()
    {
        var items = new List<string>();
        for (var i = 0; i < 17; i++) items.Add(await Deliver(Some.Piece($"Nouvelle {i}")));
        await Say(items[3], EntryKind.Hold);
        await Say(items[3], EntryKind.Restore);
        await using var site = await Site.Open(new Shelf(store), feedSize: 4);

        var seen = new List<string>();
        for (var next = "/feeds/kayes-hebdo.atom"; next is not null;)
        {
            var feed = XDocument.Parse(await site.Client.GetStringAsync(next)).Root!;
            seen.AddRange(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value["urn:griot:item:".Length..]));
            next = feed.Elements(Atom + "link").FirstOrDefault(link => link.Attribute("rel")!.Value == "next")?.Attribute("href")!.Value.Replace(Site.PublicUrl, "");
        }

        Assert.Equal(items[3], seen[0]);
        Assert.Equal(items.Order(), seen.Order());
    }

    [Theory]
    [InlineData("all")]
    [InlineData("kayes-hebdo")]
    public async Task The_archives_of_a_feed_lead_back_to_the_first_item(string name)
    {
        var items = new List<string>();
        for (var i = 0; i < 19; i++) items.Add(await Deliver(Some.Piece($"Nouvelle {i}")));
        await Say(items[3], EntryKind.Hold);
        await Say(items[3], EntryKind.Restore);
        await using var site = await Site.Open(new Shelf(store), feedSize: 4);

        var (seen, archives, next) = (new HashSet<string>(), 0, $"/feeds/{name}.atom");
        for (; next is not null; archives++)
        {
            var feed = XDocument.Parse(await site.Client.GetStringAsync(next)).Root!;
            seen.UnionWith(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value["urn:griot:item:".Length..]));
            next = feed.Elements(Atom + "link").FirstOrDefault(link => link.Attribute("rel")!.Value == "prev-archive")?.Attribute("href")!.Value.Replace(Site.PublicUrl, "");
        }

        Assert.Equal(6, archives);
        Assert.Equal(items.Order(), seen.Order());
    }

    [Fact]
    public async Task What_is_counted_and_read_forward_is_what_is_read_backward()
    {
        for (var i = 0; i < 7; i++) await Deliver(Some.Piece($"Nouvelle {i}"));

        foreach (var provider in (string?[])[null, card.Id, OpaqueId.New()])
        {
            var backward = store.Changes(provider, long.MaxValue, 99).Reverse().Select(entry => entry.Index).ToList();
            Assert.Equal(backward, store.ChangesFrom(provider, 0, 99).Select(entry => entry.Index));
            Assert.Equal(backward.Skip(2).Take(3), store.ChangesFrom(provider, 3, 3).Select(entry => entry.Index));
            for (var before = 0; before < 10; before++) Assert.Equal(backward.Count(index => index < before), store.CountChanges(provider, before));
        }
    }

    [Fact]
    public async Task A_held_piece_leaves_the_feed_at_once_though_the_feed_was_asked_for_before()
    {
        var item = await Deliver(Some.Piece());
        await using var site = await Site.Open(new Shelf(store));
        var before = await site.Client.GetStringAsync("/feeds/all.rss");

        await Say(item, EntryKind.Hold);
        using var answer = await site.Get($"/items/{item}/1/delivery");

        Assert.Contains(item, before);
        Assert.DoesNotContain(item, await site.Client.GetStringAsync("/feeds/all.rss"));
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task Readers_of_a_feed_and_a_writer_do_not_disturb_each_other()
    {
        await Deliver(Some.Piece());
        await using var site = await Site.Open(new Shelf(store));

        var reading = Enumerable.Range(0, 40).Select(_ => site.Client.GetByteArrayAsync("/feeds/all.atom")).ToArray();
        for (var i = 0; i < 20; i++) await Deliver(Some.Piece($"Nouvelle {i}"));
        foreach (var bytes in await Task.WhenAll(reading)) XDocument.Parse(Encoding.UTF8.GetString(bytes));

        Assert.Equal(21, XDocument.Parse(await site.Client.GetStringAsync("/feeds/all.atom")).Root!.Elements(Atom + "entry").Count());
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    private async Task<string> Deliver(ArticleRecord record)
    {
        if (store.Card(card.Id) is null)
            await store.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug }, default);
        var item = OpaqueId.New();
        await store.AppendAsync(
            new Draft
            {
                Kind = EntryKind.Article,
                Provider = card.Id,
                Channel = card.Channels[0].Id,
                Item = item,
                Status = PubStatus.Usable,
                Evidence = Evidence.Tls,
                Delivery = "<item/>"u8.ToArray(),
                Record = record.ToBytes(),
                Summary = PaperLedger.SummaryOf(record).ToBytes(),
            },
            default);
        return item;
    }

    private async Task Say(string item, EntryKind kind) => Assert.IsType<AppendOutcome.Sealed>(await store.AppendAsync(
        new Draft { Kind = kind, Provider = card.Id, Item = item, Follows = store.History(item)[^1].Index, Record = new Notice { Reason = "legal" }.ToBytes() },
        default));
}
