using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Griot.Record;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests;

public sealed class FeedsTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    private readonly PaperLedger ledger = new();

    [Theory]
    [InlineData("atom", "application/atom+xml")]
    [InlineData("rss", "application/rss+xml")]
    [InlineData("json", "application/feed+json")]
    public async Task Every_entry_names_its_registered_provider(string form, string mediaType)
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get($"/feeds/all.{form}");

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(mediaType, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("public, max-age=60", answer.Headers.CacheControl!.ToString());
        Assert.Contains("Kayes Hebdo", text);
        Assert.Contains(card.Id, text);
        Assert.Contains("https://griot.example/fr/kayes-hebdo", text);
    }

    [Fact]
    public async Task The_source_of_an_item_in_rss_is_its_registered_provider_with_the_address_of_its_own_feed_which_holds_it()
    {
        var cards = new[] { ledger.Register(Some.Provider()), ledger.Register(Some.Provider(slug: "segou-info") with { Name = "Ségou & Info" }) };
        string[] items = [.. cards.Select(card => ledger.Deliver(card, OpaqueId.New(), Some.Piece(card.Slug)).Entry.Item!)];
        await using var site = await Site.Open(ledger);

        foreach (var (card, item) in cards.Zip(items))
            foreach (var address in (string[])["/feeds/all.rss", $"/feeds/{card.Slug}.rss", $"/items/{item}/1/rss"])
            {
                var told = XDocument.Parse(await site.Client.GetStringAsync(address)).Descendants("item").Single(one => one.Element("title")!.Value == card.Slug);
                var source = told.Element("source")!;
                Assert.Equal((card.Name, $"https://griot.example/feeds/{card.Slug}.rss"), (source.Value, source.Attribute("url")!.Value));
                var itself = XDocument.Parse(await site.Client.GetStringAsync(new Uri(source.Attribute("url")!.Value).AbsolutePath));
                Assert.Equal(told.Element("guid")!.Value, Assert.Single(itself.Descendants("item")).Element("guid")!.Value);
            }
    }

    [Fact]
    public async Task The_terms_say_how_much_of_a_piece_stands_in_a_feed()
    {
        foreach (var terms in Enum.GetValues<Terms>())
            ledger.Deliver(ledger.Register(Some.Provider(slug: Word.Of(terms))), OpaqueId.New(), Some.Piece(Word.Of(terms), terms: terms));
        await using var site = await Site.Open(ledger);

        var entries = XDocument.Parse(await site.Client.GetStringAsync("/feeds/all.atom")).Root!.Elements(Atom + "entry")
            .ToDictionary(entry => entry.Element(Atom + "title")!.Value);

        Assert.Equal("<p>Après deux mois de travaux, le pont rouvre.</p>", entries["full"].Element(Atom + "content")!.Value);
        Assert.Null(entries["excerpt"].Element(Atom + "content"));
        Assert.Equal("Après deux mois de travaux.", entries["excerpt"].Element(Atom + "summary")!.Value);
        Assert.Null(entries["link"].Element(Atom + "content"));
        Assert.Null(entries["link"].Element(Atom + "summary"));
    }

    [Theory]
    [InlineData("atom")]
    [InlineData("rss")]
    [InlineData("json")]
    public async Task The_pages_lead_back_to_the_first_item_and_bring_each_one_once(string form)
    {
        var (first, second) = (ledger.Register(Some.Provider()), ledger.Register(Some.Provider(slug: "segou-info")));
        var items = Enumerable.Range(0, 23).Select(_ => OpaqueId.New()).ToArray();
        foreach (var item in items) ledger.Deliver(item[0] > '8' ? first : second, item, Some.Piece());
        foreach (var item in items.Where((_, i) => i % 4 == 0)) ledger.Deliver(ledger.Card(ledger.History(item)[0].Entry.Provider!)!, item, Some.Piece(signal: Signal.Update));
        await using var site = await Site.Open(ledger, feedSize: 5);

        var (seen, pages) = (new List<string>(), 0);
        for (var next = $"/feeds/all.{form}"; next is not null; pages++)
        {
            var (ids, following) = Read(form, await site.Client.GetStringAsync(next));
            seen.AddRange(ids);
            next = following?.Replace(Site.PublicUrl, "");
        }

        Assert.Equal(5, pages);
        Assert.Equal(items.Select(item => $"urn:griot:item:{item}").Order(), seen.Order());
    }

    [Fact]
    public async Task What_has_gone_is_a_deleted_entry_in_atom_and_not_there_elsewhere()
    {
        var card = ledger.Register(Some.Provider());
        var item = OpaqueId.New();
        ledger.Deliver(card, item, Some.Piece());
        var withdrawal = ledger.Deliver(card, item, Some.Withdrawal());
        await using var site = await Site.Open(ledger);

        var gone = XDocument.Parse(await site.Client.GetStringAsync("/feeds/kayes-hebdo.atom")).Root!.Element(Tombstones + "deleted-entry")!;

        Assert.Equal($"urn:griot:item:{item}", gone.Attribute("ref")!.Value);
        Assert.Equal(withdrawal.Entry.Time, DateTimeOffset.Parse(gone.Attribute("when")!.Value));
        Assert.Equal("Kayes Hebdo", gone.Element(Tombstones + "by")!.Element(Atom + "name")!.Value);
        Assert.Equal("Publié par erreur.", gone.Element(Tombstones + "comment")!.Value);
        Assert.Equal($"https://griot.example/fr/kayes-hebdo/{item}", gone.Element(Atom + "link")!.Attribute("href")!.Value);
        Assert.DoesNotContain(item, await site.Client.GetStringAsync("/feeds/kayes-hebdo.rss"));
        Assert.DoesNotContain(item, await site.Client.GetStringAsync("/feeds/kayes-hebdo.json"));
    }

    [Theory]
    [InlineData(HouseOrigin.Produced)]
    [InlineData(HouseOrigin.Commissioned)]
    public async Task A_piece_of_the_house_says_how_it_came_to_be_and_by_whom(HouseOrigin origin)
    {
        var house = ledger.Register(Some.Provider(slug: "la-maison") with { Name = "La rédaction", Kind = ProviderKind.House });
        ledger.Deliver(house, OpaqueId.New(), Some.Piece() with { Origin = origin });
        await using var site = await Site.Open(ledger);

        var entry = XDocument.Parse(await site.Client.GetStringAsync("/feeds/all.atom")).Root!.Element(Atom + "entry")!;
        var item = JsonDocument.Parse(await site.Client.GetStringAsync("/feeds/all.json")).RootElement.GetProperty("items")[0];

        Assert.Contains(Word.Of(origin), entry.Elements(Atom + "category").Select(category => category.Attribute("term")!.Value));
        Assert.Equal("A. Diarra", entry.Element(Atom + "author")!.Value.Trim());
        Assert.Equal(Word.Of(origin), item.GetProperty("_griot").GetProperty("origin").GetString());
        Assert.Equal("house", item.GetProperty("_griot").GetProperty("provider").GetProperty("kind").GetString());
        Assert.Contains($">{Word.Of(origin)}</category>", await site.Client.GetStringAsync("/feeds/all.rss"));
    }

    [Fact]
    public async Task What_an_old_record_lets_act_does_not_leave_the_house()
    {
        var record = Some.Piece("\u202Etitre") with
        {
            Bodies = [new TextValue("<p onclick=\"steal()\">Texte<script>alert(1)</script></p>")],
            Descriptions = [new TextValue("Un \u202Erésumé\nen deux\u2066 lignes")],
            UsageTerms = "Selon \u202Dnos règles",
            Link = "javascript:alert(1)",
        };
        ledger.Deliver(ledger.Register(Some.Provider()), OpaqueId.New(), record);
        await using var site = await Site.Open(ledger);

        foreach (var form in (string[])["atom", "rss", "json"])
        {
            var text = await site.Client.GetStringAsync($"/feeds/all.{form}");
            Assert.Contains("Texte", text);
            Assert.DoesNotContain("onclick", text);
            Assert.DoesNotContain("alert", text);
            Assert.DoesNotContain(text, letter => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
            Assert.DoesNotMatch(@"\\u20(2[a-e]|6[6-9])", text);
        }

        Assert.Contains("\"summary\":\"Un résumé\\nen deux lignes\"", (await site.Client.GetStringAsync("/feeds/all.json")).Replace(": ", ":", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_operator_signs_for_what_it_holds()
    {
        var item = OpaqueId.New();
        ledger.Deliver(ledger.Register(Some.Provider()), item, Some.Piece());
        ledger.Say(EntryKind.Hold, item, notice: new Notice { Reason = "legal" });
        await using var site = await Site.Open(ledger);

        var gone = XDocument.Parse(await site.Client.GetStringAsync("/feeds/all.atom")).Root!.Element(Tombstones + "deleted-entry")!;

        Assert.Equal("La maison", gone.Element(Tombstones + "by")!.Element(Atom + "name")!.Value);
        Assert.Equal("legal", gone.Element(Tombstones + "comment")!.Value);
    }

    [Theory]
    [InlineData("atom")]
    [InlineData("rss")]
    [InlineData("json")]
    public async Task A_feed_that_did_not_change_is_not_sent_again(string form)
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        await using var site = await Site.Open(ledger);
        using var first = await site.Get($"/feeds/all.{form}");
        var tag = first.Headers.ETag!.ToString();
        var date = first.Content.Headers.LastModified!.Value.ToString("R");

        // Compressed, it is other bytes under the same tag. Who has it from before the tag said so is still known.
        Assert.True(first.Headers.ETag.IsWeak);
        foreach (var known in (string[])[tag, tag["W/".Length..], "*"]) Assert.Equal(HttpStatusCode.NotModified, await Status(site, form, ("If-None-Match", known)));
        Assert.Equal(HttpStatusCode.NotModified, await Status(site, form, ("If-None-Match", $"\"x\", {tag}")));
        Assert.Equal(HttpStatusCode.NotModified, await Status(site, form, ("If-Modified-Since", date)));
        Assert.Equal(HttpStatusCode.OK, await Status(site, form, ("If-None-Match", "\"x\""), ("If-Modified-Since", date)));
        ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        Assert.Equal(HttpStatusCode.OK, await Status(site, form, ("If-None-Match", tag)));
        Assert.Equal(HttpStatusCode.OK, await Status(site, form, ("If-Modified-Since", date)));
    }

    [Theory]
    [InlineData(EntryKind.Hold, EntryKind.Restore)]
    [InlineData(EntryKind.Removal, null)]
    public async Task What_is_shown_again_is_dated_when_that_happened_so_that_a_taker_follows(EntryKind taken, EntryKind? back)
    {
        var card = ledger.Register(Some.Provider());
        var item = OpaqueId.New();
        ledger.Deliver(card, item, Some.Piece("Un"));
        ledger.Deliver(card, item, Some.Piece("Deux", Signal.Update));
        await using var site = await Site.Open(ledger);
        var before = Updated(await site.Client.GetStringAsync("/feeds/all.atom"));
        ledger.Say(taken, item, taken == EntryKind.Removal ? 2 : null, new Notice { Reason = "legal" });
        if (back is { } kind) ledger.Say(kind, item);

        var after = Updated(await site.Client.GetStringAsync("/feeds/all.atom"));

        Assert.All(before.Zip(after), pair => Assert.True(pair.First < pair.Second, $"{pair.First:O} then {pair.Second:O}"));
        Assert.Equal(2, after.Count);
    }

    private static List<DateTimeOffset> Updated(string feed) =>
        [.. System.Xml.Linq.XDocument.Parse(feed).Descendants(System.Xml.Linq.XName.Get("updated", "http://www.w3.org/2005/Atom")).Select(date => DateTimeOffset.Parse(date.Value, System.Globalization.CultureInfo.InvariantCulture))];

    [Fact]
    public async Task Narrower_terms_change_a_feed_though_no_item_did()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        await using var site = await Site.Open(ledger);
        using var first = await site.Get("/feeds/all.json");
        ledger.Register(card with { Terms = Terms.Link });

        using var second = await site.Get("/feeds/all.json", ("If-Modified-Since", first.Content.Headers.LastModified!.Value.ToString("R")));

        Assert.DoesNotContain("Après deux mois", await second.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task A_former_slug_leads_to_the_present_one_and_an_unknown_one_nowhere()
    {
        ledger.Register(Some.Provider(slug: "kayes-info") with { FormerSlugs = ["kayes-hebdo"] });
        await using var site = await Site.Open(ledger);

        using var former = await site.Get("/feeds/kayes-hebdo.rss?before=7");
        using var unknown = await site.Get("/feeds/nobody.rss");
        using var cursor = await site.Get("/feeds/all.rss?before=-7");

        Assert.Equal(HttpStatusCode.MovedPermanently, former.StatusCode);
        Assert.Equal("https://griot.example/feeds/kayes-info.rss?before=7", former.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, cursor.StatusCode);
    }

    [Fact]
    public async Task A_head_request_tells_the_length_and_sends_nothing()
    {
        ledger.Deliver(ledger.Register(Some.Provider()), OpaqueId.New(), Some.Piece());
        await using var site = await Site.Open(ledger);
        using var request = new HttpRequestMessage(HttpMethod.Head, "/feeds/all.atom");

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal((await site.Client.GetByteArrayAsync("/feeds/all.atom")).Length, answer.Content.Headers.ContentLength);
        Assert.NotNull(answer.Headers.ETag);
    }

    [Fact]
    public async Task A_house_without_a_piece_has_a_feed_too()
    {
        await using var site = await Site.Open(ledger);

        Assert.Empty(XDocument.Parse(await site.Client.GetStringAsync("/feeds/all.atom")).Root!.Elements(Atom + "entry"));
    }

    private static async Task<HttpStatusCode> Status(Site site, string form, params (string Name, string Value)[] headers)
    {
        using var answer = await site.Get($"/feeds/all.{form}", headers);
        return answer.StatusCode;
    }

    private static (IEnumerable<string> Ids, string? Next) Read(string form, string text)
    {
        if (form == "json")
        {
            var json = JsonDocument.Parse(text).RootElement;
            return (json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!), json.TryGetProperty("next_url", out var url) ? url.GetString() : null);
        }

        var xml = XDocument.Parse(text).Root!;
        var next = xml.Descendants(Atom + "link").FirstOrDefault(link => link.Attribute("rel")!.Value == "next")?.Attribute("href")!.Value;
        return (form == "atom" ? xml.Elements(Atom + "entry").Elements(Atom + "id").Select(id => id.Value) : xml.Descendants("guid").Select(guid => guid.Value), next);
    }
}
