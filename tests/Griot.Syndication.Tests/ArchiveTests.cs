using System.Net;
using System.Xml.Linq;
using CsCheck;
using Griot.Record;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests;

/// <summary>Archives of feeds (RFC 5005, section 4).</summary>
public sealed class ArchiveTests
{
    private const int Length = 4;
    private const int Heavy = 6000;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";
    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";

    private readonly PaperLedger ledger = new();

    [Fact]
    public Task The_archives_and_the_present_document_hold_every_item_and_their_membership_never_changes() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).Select((what, which) => (What: what, Which: which)).Array[0, 60].SampleAsync(async story =>
        {
            var paper = new PaperLedger();
            ProviderCard[] cards = [paper.Register(Some.Provider()), paper.Register(Some.Provider(slug: "segou-info"))];
            await using var site = await Site.Open(paper, feedSize: Length);
            var (items, before) = (new List<string>(), new Dictionary<string, HashSet<string>>());
            foreach (var ((what, which), number) in story.Select((step, number) => (step, number)))
            {
                Happen(paper, cards, items, what, which);
                if (number % 13 != 0) continue;
                foreach (var (address, ids) in (await Archived(site, "all", "atom")).Archives) before[address] = ids;
            }

            foreach (var name in (string[])["all", "kayes-hebdo", "segou-info"])
            {
                var (present, archives) = await Archived(site, name, "atom");
                var shown = items.Where(item => paper.Shelf.Take(item) is { } rendition && (name == "all" || rendition.Provider.Slug == name)).ToHashSet();
                Assert.Equal(shown.Order(), archives.Values.Append(present).SelectMany(ids => ids).Distinct().Order());
                Assert.Equal(archives.Values.Sum(ids => ids.Count), archives.Values.SelectMany(ids => ids).Distinct().Count());
                // What was in an archive is in it still, and nothing else.
                if (name == "all") Assert.All(before, archive => Assert.Equal(archive.Value.Order(), archives[archive.Key].Order()));
            }
        }, iter: 60, threads: 1);

    [Fact]
    public Task Documents_are_bounded_by_what_they_hold_and_still_hold_every_item() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 3]).Array[0, 40].SampleAsync(async story =>
        {
            var paper = new PaperLedger();
            ProviderCard[] cards = [paper.Register(Some.Provider()), paper.Register(Some.Provider(slug: "segou-info"))];
            var items = new List<string>();
            foreach (var (what, which, size) in story) Happen(paper, cards, items, what, which, size);
            await using var site = await Site.Open(paper.Shelf, feedSize: Length, change: settings => settings with { FeedBytes = Heavy });

            foreach (var name in (string[])["all", "kayes-hebdo", "segou-info"])
            {
                var shown = items.Where(item => paper.Shelf.Take(item) is { } rendition && (name == "all" || rendition.Provider.Slug == name)).ToHashSet();
                var (present, archives) = await Archived(site, name, "atom");
                Assert.Equal(shown.Order(), archives.Values.Append(present).SelectMany(ids => ids).Distinct().Order());
                Assert.Equal(archives.Values.Sum(ids => ids.Count), archives.Values.SelectMany(ids => ids).Distinct().Count());
                foreach (var address in archives.Keys.Append($"/feeds/{name}.atom")) await BoundedAsync(site, address);
                var listed = new List<string>();
                for (var next = $"/feeds/{name}.atom"; next is not null; next = Link(await BoundedAsync(site, next), "next"))
                    listed.AddRange(Ids(await BoundedAsync(site, next)));
                Assert.Equal(shown.Order(), listed.Distinct().Order());
            }
        }, iter: 60, threads: 1);

    [Fact]
    public async Task What_an_archive_has_no_room_for_stands_in_documents_of_its_own_behind_it_and_what_no_archive_holds_yet_before_them()
    {
        var card = ledger.Register(Some.Provider());
        for (var i = 0; i < 6; i++) ledger.Deliver(card, OpaqueId.New(), Some.Piece(new string('x', Heavy)));
        await using var site = await Site.Open(ledger.Shelf, feedSize: Length, change: settings => settings with { FeedBytes = Heavy });

        var (present, archives) = await Archived(site, "all", "atom");

        Assert.Single(present);
        Assert.Equal(new[] { "below-7", "below-6", "5", "below-4", "below-3", "below-2" }.Select(place => $"https://griot.example/feeds/all/archive/{place}.atom"), archives.Keys);
        Assert.All(archives.Values, ids => Assert.Single(ids));
        foreach (var none in (string[])["below-1", "below-8", "below-05", "below-", "below-0"])
            Assert.Equal(HttpStatusCode.NotFound, (await site.Get($"/feeds/all/archive/{none}.atom")).StatusCode);
    }

    [Fact]
    public async Task An_archive_says_that_it_is_one_and_leads_both_ways()
    {
        var card = ledger.Register(Some.Provider());
        for (var i = 0; i < 13; i++) ledger.Deliver(card, OpaqueId.New(), Some.Piece($"Titre {i}"));
        await using var site = await Site.Open(ledger, feedSize: Length);

        foreach (var form in (string[])["atom", "rss"])
        {
            var present = XDocument.Parse(await site.Client.GetStringAsync($"/feeds/kayes-hebdo.{form}")).Root!;
            Assert.Empty(present.Descendants(History + "archive"));
            Assert.Equal($"https://griot.example/feeds/kayes-hebdo/archive/13.{form}", Link(present, "prev-archive"));
            var middle = XDocument.Parse(await site.Client.GetStringAsync($"/feeds/kayes-hebdo/archive/9.{form}")).Root!;
            Assert.Single(middle.Descendants(History + "archive"));
            Assert.Equal($"https://griot.example/feeds/kayes-hebdo.{form}", Link(middle, "current"));
            Assert.Equal($"https://griot.example/feeds/kayes-hebdo/archive/5.{form}", Link(middle, "prev-archive"));
            Assert.Equal($"https://griot.example/feeds/kayes-hebdo/archive/13.{form}", Link(middle, "next-archive"));
            Assert.Equal($"https://griot.example/feeds/kayes-hebdo/archive/9.{form}", Link(middle, "self"));
            Assert.Null(Link(XDocument.Parse(await site.Client.GetStringAsync($"/feeds/kayes-hebdo/archive/5.{form}")).Root!, "prev-archive"));
            Assert.Null(Link(XDocument.Parse(await site.Client.GetStringAsync($"/feeds/kayes-hebdo/archive/13.{form}")).Root!, "next-archive"));
        }
    }

    [Fact]
    public async Task What_was_taken_back_is_a_tombstone_in_its_archive_and_not_in_one_of_rss()
    {
        var card = ledger.Register(Some.Provider());
        var item = OpaqueId.New();
        ledger.Deliver(card, item, Some.Piece());
        for (var i = 0; i < 9; i++) ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        ledger.Deliver(card, item, Some.Withdrawal(), PubStatus.Canceled);
        await using var site = await Site.Open(ledger, feedSize: Length);

        var archive = XDocument.Parse(await site.Client.GetStringAsync("/feeds/all/archive/5.atom")).Root!;

        Assert.Equal($"urn:griot:item:{item}", archive.Element(Tombstones + "deleted-entry")!.Attribute("ref")!.Value);
        Assert.DoesNotContain(item, await site.Client.GetStringAsync("/feeds/all/archive/5.rss"));
    }

    [Theory]
    [InlineData("all/archive/4.atom", HttpStatusCode.NotFound)]
    [InlineData("all/archive/05.atom", HttpStatusCode.NotFound)]
    [InlineData("all/archive/0.atom", HttpStatusCode.NotFound)]
    [InlineData("all/archive/x.atom", HttpStatusCode.NotFound)]
    [InlineData("all/archive/9999.atom", HttpStatusCode.NotFound)]
    [InlineData("nobody/archive/5.atom", HttpStatusCode.NotFound)]
    [InlineData("all/archive/5.json", HttpStatusCode.NotFound)]
    [InlineData("kayes-info/archive/5.rss", HttpStatusCode.MovedPermanently)]
    [InlineData("all/archive/5.atom", HttpStatusCode.OK)]
    public async Task There_are_no_other_archives(string address, HttpStatusCode status)
    {
        var card = ledger.Register(Some.Provider() with { FormerSlugs = ["kayes-info"] });
        for (var i = 0; i < 6; i++) ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        await using var site = await Site.Open(ledger, feedSize: Length);

        using var answer = await site.Get("/feeds/" + address);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_tombstone_stands_in_the_present_document_for_ninety_days_however_much_comes_after_it()
    {
        var card = ledger.Register(Some.Provider());
        var (recent, back) = (OpaqueId.New(), OpaqueId.New());
        foreach (var item in (string[])[recent, back])
        {
            ledger.Deliver(card, item, Some.Piece());
            ledger.Say(EntryKind.Hold, item, notice: new Notice { Reason = "legal" });
        }

        ledger.Say(EntryKind.Restore, back);
        for (var i = 0; i < 30; i++) ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        await using var site = await Site.Open(ledger, feedSize: Length);

        Assert.Equal([$"urn:griot:item:{recent}"], await Gone());
        ledger.Pass(TimeSpan.FromDays(89));
        ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        Assert.Equal([$"urn:griot:item:{recent}"], await Gone());
        ledger.Pass(TimeSpan.FromDays(2));
        ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        Assert.Empty(await Gone());

        async Task<IEnumerable<string>> Gone() =>
            XDocument.Parse(await site.Client.GetStringAsync("/feeds/all.atom")).Root!.Elements(Tombstones + "deleted-entry").Select(gone => gone.Attribute("ref")!.Value);
    }

    // One piece on its own, whatever it weighs.
    private static async Task<XElement> BoundedAsync(Site site, string address)
    {
        var feed = XDocument.Parse(await site.Client.GetStringAsync(new Uri(new Uri(Site.PublicUrl), address).PathAndQuery)).Root!;
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.True(entries.Count < 2 || entries.Sum(entry => entry.Element(Atom + "title")!.Value.Length) <= Heavy, address);
        return feed;
    }

    private static void Happen(PaperLedger paper, ProviderCard[] cards, List<string> items, int what, int which, int size = 0)
    {
        var headline = new string('x', 10 + (size * Heavy / 3));
        if (what > 4 || items.Count == 0)
        {
            items.Add(OpaqueId.New());
            paper.Deliver(cards[which % 2], items[^1], Some.Piece(headline), what == 5 ? PubStatus.Embargoed : PubStatus.Usable);
            return;
        }

        var item = items[which * items.Count / 10];
        if (what == 0) paper.Deliver(paper.Card(paper.History(item)[0].Entry.Provider!)!, item, Some.Piece(headline, Signal.Update));
        else paper.Say(what switch { 1 => EntryKind.Release, 2 => EntryKind.Hold, 3 => EntryKind.Restore, _ => EntryKind.Media }, item, what is 1 or 4 ? 1 : null);
    }

    private static async Task<(HashSet<string> Present, Dictionary<string, HashSet<string>> Archives)> Archived(Site site, string name, string form)
    {
        var present = XDocument.Parse(await site.Client.GetStringAsync($"/feeds/{name}.{form}")).Root!;
        var archives = new Dictionary<string, HashSet<string>>();
        for (var next = Link(present, "prev-archive"); next is not null;)
        {
            var archive = XDocument.Parse(await site.Client.GetStringAsync(new Uri(next).PathAndQuery)).Root!;
            archives[next] = Ids(archive);
            next = Link(archive, "prev-archive");
        }

        return (Ids(present), archives);
    }

    private static HashSet<string> Ids(XElement feed) =>
        [.. feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).Concat(feed.Elements(Tombstones + "deleted-entry").Select(gone => gone.Attribute("ref")!.Value))
            .Select(id => id["urn:griot:item:".Length..])];

    private static string? Link(XElement feed, string rel) =>
        (feed.Element("channel") ?? feed).Elements(Atom + "link").FirstOrDefault(link => link.Attribute("rel")!.Value == rel)?.Attribute("href")!.Value;
}
