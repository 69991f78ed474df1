using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Griot.Enrichment;
using Griot.Enrichment.Search;
using Griot.Ledger;
using Griot.Record;
using Griot.Record.Tests.Showing;
using Griot.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Syndication.Tests;

/// <summary>The sitemaps, with a real store and a real index, held to the rules of sitemaps.org and of news sitemaps.</summary>
public sealed class SitemapTests : IAsyncLifetime
{
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace News = "http://www.google.com/schemas/sitemap-news/0.9";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 10, 31, 23, 0, 0, TimeSpan.Zero));
    private readonly ProviderCard card = Some.Provider();
    private LedgerStore store = null!;
    private ServiceProvider room = null!;
    private Site site = null!;

    public async ValueTask InitializeAsync()
    {
        store = LedgerStore.Open(folder.Path, time);
        await RegisterAsync(card);
        room = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time).AddSingleton<ILedgerReader>(store).AddEnrichment(folder.Path).BuildServiceProvider();
        site = await Site.Open(room.GetRequiredService<Shelf>(), search: room.GetRequiredService<ArticleSearch>(), months: room.GetRequiredService<PieceMonths>(), time: time);
    }

    [Fact]
    public async Task Each_piece_stands_in_the_edition_of_its_language_alone_by_the_month_of_its_arrival()
    {
        var october = await DeliverAsync("La digue");
        time.Advance(TimeSpan.FromHours(2));
        var november = await DeliverAsync("The dam", "en-GB");
        var hausa = await DeliverAsync("Madatsar ruwa", "ha");

        var names = (await IndexAsync()).Keys.Select(address => address.Split('/')[^1]);

        Assert.Equal(["news-fr.xml", "pages-fr.xml", "news-en.xml", "pages-en.xml", "en-2026-11.xml", "fr-2026-10.xml", "fr-2026-11.xml"], names);
        Assert.Equal([Page("fr", october)], (await PiecesAsync("fr-2026-10")).Keys);
        Assert.Equal([Page("en", november)], (await PiecesAsync("en-2026-11")).Keys);
        Assert.Equal([Page("fr", hausa)], (await PiecesAsync("fr-2026-11")).Keys);
    }

    [Fact]
    public async Task The_last_change_is_the_moment_of_the_newest_version()
    {
        var item = await DeliverAsync("La digue");
        time.Advance(TimeSpan.FromDays(3));
        await DeliverAsync("La digue, corrigée", item: item, signal: Signal.Correction);

        Assert.Equal("2026-11-03T23:02:00Z", (await PiecesAsync("fr-2026-10"))[Page("fr", item)]);
        Assert.Equal("2026-11-03T23:02:00Z", (await IndexAsync())["https://griot.example/sitemaps/fr-2026-10.xml"]);
    }

    [Fact]
    public async Task What_can_not_be_read_stands_in_none_of_them()
    {
        var stays = await DeliverAsync("La digue");
        var withdrawn = await DeliverAsync("Retirée");
        await DeliverAsync("Retirée", item: withdrawn, signal: Signal.Withdrawal);
        var held = await DeliverAsync("Suspendue");
        await store.AppendAsync(new Draft { Kind = EntryKind.Hold, Provider = card.Id, Item = held, Follows = store.History(held)[^1].Index, Record = new Notice { Reason = "legal" }.ToBytes() }, default);
        await DeliverAsync("Sous embargo", status: PubStatus.Embargoed);

        Assert.Equal([Page("fr", stays)], (await PiecesAsync("fr-2026-10")).Keys);
        Assert.Equal(["La digue"], (await NewsAsync()).Select(piece => piece.Title));
    }

    [Fact]
    public async Task What_was_sealed_about_a_piece_a_moment_ago_is_not_spoken_of_until_the_index_knows_it()
    {
        var item = await DeliverAsync("La digue");
        Follow();
        await store.AppendAsync(new Draft { Kind = EntryKind.Hold, Provider = card.Id, Item = item, Follows = store.History(item)[^1].Index, Record = new Notice { Reason = "legal" }.ToBytes() }, default);

        Assert.DoesNotContain(item, await (await site.Get("/sitemaps/fr-2026-10.xml")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(item, await (await site.Get("/sitemaps/news-fr.xml")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_leads_search_engines_to_its_own_pages_has_none_of_its_pieces_listed()
    {
        await DeliverAsync("La digue");
        await RegisterAsync(card with { Canonical = CanonicalPage.Provider });
        Follow();

        Assert.Equal(HttpStatusCode.NotFound, (await site.Get("/sitemaps/fr-2026-10.xml")).StatusCode);
        Assert.Empty(await NewsAsync());
        Assert.Contains("https://griot.example/fr/kayes-hebdo", (await PiecesAsync("pages-fr")).Keys);
    }

    [Fact]
    public async Task A_provider_that_decides_so_later_is_followed_and_back_again()
    {
        await DeliverAsync("La digue");
        Follow();
        Assert.Single(await NewsAsync());
        await RegisterAsync(card with { Canonical = CanonicalPage.Provider });
        Follow();
        Assert.Empty(await NewsAsync());
        await RegisterAsync(card with { Canonical = null });
        Follow();
        Assert.Single(await NewsAsync());
    }

    [Fact]
    public async Task The_news_are_of_two_days_with_the_newest_first_and_name_their_provider()
    {
        await DeliverAsync("Ancienne");
        time.Advance(TimeSpan.FromHours(47));
        await DeliverAsync("Hier & avant-hier \uFFFF<b>");
        time.Advance(TimeSpan.FromHours(2));
        await DeliverAsync("Neuve");

        var news = await NewsAsync();

        Assert.Equal(["Neuve", "Hier & avant-hier <b>"], news.Select(piece => piece.Title));
        Assert.All(news, piece => Assert.Equal((card.Name, "fr"), (piece.Publication, piece.Language)));
    }

    [Fact]
    public async Task What_an_import_of_an_archive_brought_is_no_news_though_it_has_no_date_or_one_to_come()
    {
        await DeliverAsync("Neuve");
        await DeliverAsync("Sans date", isArchived: true);
        await DeliverAsync("De demain", isArchived: true, dated: time.GetUtcNow().AddDays(1));
        var old = await DeliverAsync("D’autrefois", isArchived: true, dated: time.GetUtcNow().AddDays(-3));

        Assert.Equal(["Neuve"], (await NewsAsync()).Select(piece => piece.Title));
        Assert.Contains(Page("fr", old), (await PiecesAsync("fr-2026-10")).Keys);
        // What its provider says of it from now on is of now, but it came when it came.
        await DeliverAsync("D’autrefois, corrigé", item: old, signal: Signal.Correction);
        Assert.Equal(["Neuve"], (await NewsAsync()).Select(piece => piece.Title));
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(5)]
    [InlineData(null)]
    public async Task A_piece_that_was_under_embargo_was_published_when_that_ended_and_not_before(int? minutes)
    {
        var item = await DeliverAsync("Sous embargo", status: PubStatus.Embargoed, dated: minutes is { } said ? time.GetUtcNow().AddMinutes(said) : null);
        time.Advance(TimeSpan.FromMinutes(4));
        await store.AppendAsync(new Draft { Kind = EntryKind.Release, Provider = card.Id, Item = item, Version = 1, Follows = store.History(item)[^1].Index, Status = PubStatus.Usable }, default);

        var date = Assert.Single((await DocumentAsync("/sitemaps/news-fr.xml")).Descendants(News + "publication_date")).Value;

        Assert.Equal(time.GetUtcNow(), DateTimeOffset.Parse(date, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("/sitemaps/fr-2026-09.xml")]
    [InlineData("/sitemaps/fr-2026-10-2.xml")]
    [InlineData("/sitemaps/fr-2026-10-1.xml")]
    [InlineData("/sitemaps/zz-2026-10.xml")]
    [InlineData("/sitemaps/news-zz.xml")]
    [InlineData("/sitemaps/fr-99999-10.xml")]
    [InlineData("/sitemaps/..%2F..%2Fetc.xml")]
    public async Task There_is_nothing_at_an_address_that_the_index_does_not_name(string address)
    {
        await DeliverAsync("La digue");
        Follow();

        Assert.Equal(HttpStatusCode.NotFound, (await site.Get(address)).StatusCode);
    }

    [Fact]
    public async Task Who_has_it_already_is_told_so_and_robots_are_told_where_they_are()
    {
        await DeliverAsync("La digue");
        Follow();
        using var first = await site.Get("/sitemaps/fr-2026-10.xml");
        foreach (var known in (string[])[first.Headers.ETag!.ToString(), "*"])
        {
            using var again = await site.Get("/sitemaps/fr-2026-10.xml", ("If-None-Match", known));
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        }

        Assert.Contains("Sitemap: https://griot.example/sitemap.xml\n", await (await site.Get("/robots.txt")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_month_of_more_than_fifty_thousand_pieces_has_several_parts() =>
        Assert.Equal(
            ["fr-2026-10.xml", "fr-2026-10-2.xml", "fr-2026-10-3.xml"],
            new Sitemaps.SitemapIndex(new Addresses(Settings), Settings, Sitemaps.GetSitemaps.MostAddresses)
                .Write([new PieceMonth("2026-10", "fr", 60_000, time.GetUtcNow()), new PieceMonth("2026-10", null, 40_001, time.GetUtcNow())])
                .SelectMany(line => line.Split("<loc>").Skip(1).Select(place => place.Split("</loc>")[0].Split('/')[^1])).Where(name => name.StartsWith("fr-", StringComparison.Ordinal)));

    [Fact]
    public async Task Who_finds_a_hole_is_told_where_to_say_so_and_until_when_that_holds()
    {
        using var answer = await site.Get("/.well-known/security.txt");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line.Split(": ")[0], line => line.Split(": ", 2)[1]);

        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(["Contact", "Expires", "Preferred-Languages", "Canonical"], lines.Keys);
        Assert.Equal("https://griot.example/fr/contact", lines["Contact"]);
        Assert.InRange(DateTimeOffset.Parse(lines["Expires"], CultureInfo.InvariantCulture), time.GetUtcNow().AddDays(1), time.GetUtcNow().AddDays(365));
        Assert.Equal("https://griot.example/.well-known/security.txt", lines["Canonical"]);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await room.DisposeAsync();
        await store.DisposeAsync();
        folder.Dispose();
    }

    private static SyndicationSettings Settings { get; } = new() { PublicUrl = new Uri(Site.PublicUrl) };

    private string Page(string edition, string item) => $"https://griot.example/{edition}/{card.Slug}/{item}";

    private void Follow() => room.GetRequiredService<Followers>().CatchUp(TestContext.Current.CancellationToken);

    private async Task<Dictionary<string, string?>> IndexAsync() => Places(await DocumentAsync("/sitemap.xml"), "sitemapindex", "sitemap");

    private async Task<Dictionary<string, string?>> PiecesAsync(string name) => Places(await DocumentAsync($"/sitemaps/{name}.xml"), "urlset", "url");

    private async Task<List<(string Publication, string Language, string Title)>> NewsAsync()
    {
        var document = await DocumentAsync("/sitemaps/news-fr.xml");
        Assert.All(Places(document, "urlset", "url").Values, Assert.Null);
        return [.. document.Root!.Elements(Map + "url").Select(url => url.Element(News + "news")!).Select(Told)];
    }

    // developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap: each of these once, in this order.
    private static (string, string, string) Told(XElement news)
    {
        Assert.Equal([News + "publication", News + "publication_date", News + "title"], news.Elements().Select(one => one.Name));
        var publication = news.Element(News + "publication")!;
        Assert.Equal([News + "name", News + "language"], publication.Elements().Select(one => one.Name));
        Assert.Matches("^[a-z]{2,3}$", publication.Element(News + "language")!.Value);
        Assert.True(DateTimeOffset.TryParse(news.Element(News + "publication_date")!.Value, CultureInfo.InvariantCulture, out _));
        return (publication.Element(News + "name")!.Value, publication.Element(News + "language")!.Value, news.Element(News + "title")!.Value);
    }

    // sitemaps.org/protocol.html: one loc each, absolute, below 2,048 characters, of this very host; lastmod in W3C's form.
    private static Dictionary<string, string?> Places(XDocument document, string root, string entry)
    {
        Assert.Equal(Map + root, document.Root!.Name);
        Assert.All(document.Root.Elements(), one => Assert.Equal(Map + entry, one.Name));
        Assert.InRange(document.Root.Elements().Count(), 0, 50_000);
        return document.Root.Elements().ToDictionary(
            one => Assert.Single(one.Elements(Map + "loc")).Value is { Length: < 2048 } address && address.StartsWith(Site.PublicUrl + "/", StringComparison.Ordinal) ? address : throw new InvalidOperationException(one.ToString()),
            one => one.Element(Map + "lastmod") is { } changed && DateTimeOffset.TryParseExact(changed.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? changed.Value : null);
    }

    private async Task<XDocument> DocumentAsync(string address)
    {
        Follow();
        using var answer = await site.Get(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
        Assert.Equal("application/xml; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        return XDocument.Parse(await answer.Content.ReadAsStringAsync());
    }

    private async Task RegisterAsync(ProviderCard provider) => Assert.IsType<AppendOutcome.Sealed>(await store.AppendAsync(
        new Draft { Kind = EntryKind.Provider, Provider = provider.Id, Record = provider.ToBytes(), Slug = provider.Slug, Follows = store.CardEntry(provider.Id) }, default));

    private async Task<string> DeliverAsync(string headline, string language = "fr", string? item = null, Signal signal = Signal.New, PubStatus status = PubStatus.Usable, bool isArchived = false, DateTimeOffset? dated = null)
    {
        time.Advance(TimeSpan.FromMinutes(1));
        var follows = item is null ? (long?)null : store.History(item)[^1].Index;
        item ??= OpaqueId.New();
        var record = Some.Piece(headline, signal) with { Language = language, PubStatus = status, FirstCreated = dated };
        Assert.IsType<AppendOutcome.Sealed>(await store.AppendAsync(
            new Draft
            {
                Kind = EntryKinds.For(signal),
                Provider = card.Id,
                Channel = card.Channels[0].Id,
                Item = item,
                Follows = follows,
                Status = signal == Signal.Withdrawal ? PubStatus.Canceled : status,
                Evidence = Evidence.Tls,
                Delivery = System.Text.Encoding.UTF8.GetBytes(headline),
                Record = record.ToBytes(),
                Summary = PaperLedger.SummaryOf(record).ToBytes(),
                ArchivedAt = isArchived ? (dated ?? time.GetUtcNow()).ToUnixTimeSeconds() : null,
            },
            default));
        return item;
    }
}
