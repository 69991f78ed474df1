using System.Net;
using System.Text.Json;
using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Outputs.Tests;

/// <summary>A provider's terms besides how much is shown, wherever its text leaves the house.</summary>
public sealed class RightsTests
{
    private const string Text = "The text of the bridge at Kayes is long and no more.";

    [Fact]
    public async Task Who_reserves_its_texts_from_machines_says_so_by_its_path_in_headers_pages_robots_and_tdmrep()
    {
        await using var house = await House.OpenAsync();
        var (licensed, item) = await PublishAsync(house, "Kayes Hebdo", new UsageDetails { Ai = "licence=https://kayes.example/ai" });
        var (silent, other) = await PublishAsync(house, "Gao Info", null);

        foreach (var path in (string[])[$"/en/{licensed.Slug}/{item}", $"/en/{licensed.Slug}", $"/items/{item}", $"/items/{item}/1/ninjs", $"/items/{item}/1/atom", $"/items/{item}/1/record", $"/feeds/{licensed.Slug}.atom"])
        {
            using var answer = await house.AskAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("1", Assert.Single(answer.Headers.GetValues("tdm-reservation")));
            Assert.Equal("https://kayes.example/ai", Assert.Single(answer.Headers.GetValues("tdm-policy")));
        }

        using var nothing = await house.AskAsync($"/en/{silent.Slug}/{other}");
        Assert.False(nothing.Headers.Contains("tdm-reservation"));
        var page = (await house.GetAsync($"/en/{licensed.Slug}/{item}")).Text;
        Assert.True(page.Contains("""<meta name="tdm-reservation" content="1" />""", StringComparison.Ordinal), page[..1500]);
        Assert.DoesNotContain("tdm-", (await house.GetAsync($"/en/{silent.Slug}/{other}")).Text, StringComparison.Ordinal);

        using var rules = JsonDocument.Parse((await house.GetAsync("/.well-known/tdmrep.json")).Text);
        Assert.Equal([.. from edition in (string[])["fr", "en"] from end in (string[])["$", "?", "/"] select $"/{edition}/{licensed.Slug}{end}", $"/feeds/{licensed.Slug}.", $"/feeds/{licensed.Slug}/"], rules.RootElement.EnumerateArray().Select(rule => rule.GetProperty("location").GetString()!));
        Assert.All(rules.RootElement.EnumerateArray(), rule => Assert.Equal((1, "https://kayes.example/ai"), (rule.GetProperty("tdm-reservation").GetInt32(), rule.GetProperty("tdm-policy").GetString())));

        var robots = (await house.GetAsync("/robots.txt")).Text.Split('\n');
        Assert.Contains("User-agent: GPTBot", robots);
        Assert.Contains($"Disallow: /en/{licensed.Slug}/", robots);
        Assert.DoesNotContain(robots, line => line.Contains(silent.Slug, StringComparison.Ordinal));
        // Whole texts of everybody stand there too.
        foreach (var path in (string[])["/items/", "/feeds/all.", "/feeds/all/", "/feeds/answers.", "/feeds/country/", "/feeds/genre/", "/feeds/language/", "/feeds/region/", "/feeds/subject/", "/changes", "/log/entry/", $"/feeds/{licensed.Slug}/"]) Assert.Contains($"Disallow: {path}", robots);
        foreach (var path in (string[])["/en$", "/en?", "/fr/search?", "/fr/search/", "/en/day/", "/en/country/", "/fr/subject/", "/en/documents$", "/en/answers?", "/en/corrections$"]) Assert.Contains($"Disallow: {path}", robots);
        // By its prefix a rule would shut the pages of a provider that is called "ask-media".
        Assert.DoesNotContain("Disallow: /en/ask", robots);
        // Programs for everybody's use are not kept from anybody's text.
        Assert.True(Array.IndexOf(robots, $"Disallow: /en/{licensed.Slug}/") > Array.IndexOf(robots, "User-agent: GPTBot"));
        Assert.Equal("Allow: /", robots[3]);
    }

    [Fact]
    public async Task A_provider_speaks_for_its_own_addresses_to_machines_and_for_nobody_elses_whatever_it_is_called()
    {
        await using var house = await House.OpenAsync();
        // Words that stand in addresses of all providers, and one that begins like another's.
        foreach (var name in (string[])["Archive", "Record", "1", "En", "Atom"]) await PublishAsync(house, name, new UsageDetails { Ai = "deny" });
        var (open, openItem) = await PublishAsync(house, "Archive Ouverte", new UsageDetails { Ai = "allow" });
        var (silent, silentItem) = await PublishAsync(house, "Gao Info", null);
        var agent = new TdmAgent((await house.GetAsync("/.well-known/tdmrep.json")).Text);

        foreach (var (slug, item, said) in (IEnumerable<(string, string, int?)>)[("archive", "x", 1), ("record", "x", 1), ("1", "x", 1), ("en", "x", 1), ("atom", "x", 1), (open.Slug, openItem, 0), (silent.Slug, silentItem, null)])
            foreach (var path in (string[])[$"/en/{slug}", $"/fr/{slug}?before=7", $"/en/{slug}/{item}", $"/fr/{slug}/{item}/1", $"/en/{slug}/{item}/1/document/1", $"/feeds/{slug}.atom", $"/feeds/{slug}.json?before=7", $"/feeds/{slug}/archive/7.atom"])
                Assert.True(said == agent.ReservationOf(path), $"{path}: {agent.ReservationOf(path)}");
        // What is of no provider by its address says so in its headers.
        foreach (var path in (string[])[$"/items/{silentItem}", $"/items/{silentItem}/1", $"/items/{silentItem}/1/record", $"/items/{silentItem}/1/atom", "/feeds/all.atom", "/feeds/all/archive/7.atom", "/en", "/en/providers", "/log/entry/1", "/changes"])
            Assert.Null(agent.ReservationOf(path));
    }

    [Fact]
    public async Task What_is_reserved_at_an_address_is_not_open_at_the_same_in_other_letters()
    {
        await using var house = await House.OpenAsync();
        var (licensed, item) = await PublishAsync(house, "Kayes Hebdo", new UsageDetails { Ai = "deny" });
        house.Follow();

        foreach (var path in (string[])[$"/en/{licensed.Slug}/{item}", $"/en/{licensed.Slug}", $"/feeds/{licensed.Slug}.atom", "/feeds/all.rss", $"/items/{item}", $"/items/{item}/1/record", $"/items/{item}/1/ninjs", "/changes", "/search.json?q=bridge", "/en/search?q=bridge", "/en", "/en/day/2026-11-23"])
        {
            Assert.Equal((path, 200), (path, (await house.GetAsync(path)).Status));
            var words = path.Split('/', '.', '?').Where(word => word.Length > 1 && word != item && word.All(char.IsAsciiLetter));
            foreach (var other in words.SelectMany(word => (string[])[path.Replace(word, word.ToUpperInvariant(), StringComparison.Ordinal), path.Replace(word, char.ToUpperInvariant(word[0]) + word[1..], StringComparison.Ordinal)]))
            {
                // A query is for everybody, and none of an address's letters.
                if (other.Split('?')[0] == path.Split('?')[0]) continue;
                var (status, text) = await house.GetAsync(other);
                Assert.Equal((other, 404), (other, status));
                Assert.DoesNotContain("at Kayes is long", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Where_nobody_reserves_anything_robots_names_no_program()
    {
        await using var house = await House.OpenAsync();
        await PublishAsync(house, "Gao Info", new UsageDetails { Ai = "allow" });

        Assert.DoesNotContain("GPTBot", (await house.GetAsync("/robots.txt")).Text, StringComparison.Ordinal);
        Assert.Contains("\"tdm-reservation\": 0", (await house.GetAsync("/.well-known/tdmrep.json")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_for_some_countries_is_headline_and_link_in_every_public_output()
    {
        await using var house = await House.OpenAsync();
        var (card, item) = await PublishAsync(house, "Kayes Hebdo", new UsageDetails { Territory = "ML,SN", Resale = "deny", Attribution = "© Kayes Hebdo" });

        foreach (var path in (string[])[$"/en/{card.Slug}/{item}", $"/items/{item}", "/en", $"/en/{card.Slug}", "/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json"])
        {
            var (status, text) = await house.GetAsync(path);
            Assert.Equal(200, status);
            Assert.Contains("Bridge", text, StringComparison.Ordinal);
            Assert.DoesNotContain("at Kayes is long", text, StringComparison.Ordinal);
        }

        foreach (var form in (string[])["ninjs", "atom", "rss", "jsonfeed"]) Assert.DoesNotContain("at Kayes is long", (await house.GetAsync($"/items/{item}/1/{form}")).Text, StringComparison.Ordinal);
        foreach (var path in (string[])["/changes", $"/items/{item}/1/proof"]) Assert.DoesNotContain("at Kayes is long", (await house.GetAsync(path)).Text, StringComparison.Ordinal);
        using var changes = JsonDocument.Parse((await house.GetAsync("/changes")).Text);
        var told = changes.RootElement.GetProperty("changes").EnumerateArray().ToList();
        Assert.Equal(("ML,SN", "deny", "© Kayes Hebdo"), RightsOf(told[^1]));
        Assert.Equal(("ML,SN", "deny", "© Kayes Hebdo"), RightsOf(told.Last(change => change.TryGetProperty("card", out _)).GetProperty("card")));
        foreach (var part in (string[])["record", "delivery"]) Assert.Equal(403, (await house.GetAsync($"/items/{item}/1/{part}")).Status);
        // It was sealed without an excerpt, so that what is shown can be proven.
        Assert.Equal(200, (await house.GetAsync($"/items/{item}/1/summary")).Status);
        Assert.Contains("""territory="ML,SN" resale="deny" attribution="© Kayes Hebdo" """.Trim(), (await house.GetAsync("/feeds/all.atom")).Text, StringComparison.Ordinal);
        using var answer = JsonDocument.Parse((await house.GetAsync($"/items/{item}")).Text);
        Assert.Equal("ML,SN", answer.RootElement.GetProperty("rights").GetProperty("territory").GetString());
        Assert.Contains("Mali", (await house.GetAsync($"/en/{card.Slug}/{item}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terms_that_end_leave_headline_and_link_of_all_that_their_provider_delivered()
    {
        await using var house = await House.OpenAsync();
        var (card, item) = await PublishAsync(house, "Kayes Hebdo", new UsageDetails { Until = "2026-11-24" });
        Assert.Contains(Text, (await house.GetAsync($"/items/{item}")).Text, StringComparison.Ordinal);

        house.Time.Advance(TimeSpan.FromDays(1));
        await house.ReleaseAsync();

        foreach (var path in (string[])[$"/items/{item}", $"/en/{card.Slug}/{item}", "/feeds/all.json"])
            Assert.DoesNotContain(Text, (await house.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal(Answer.Link, new Shelf(house.Store).Take(item)!.Answer);
    }

    private static (string?, string?, string?) RightsOf(JsonElement told) =>
        told.GetProperty("rights") is var rights ? (rights.GetProperty("territory").GetString(), rights.GetProperty("resale").GetString(), rights.GetProperty("attribution").GetString()) : default;

    private static string FeedOf(string name) => name.Replace(' ', '-');

    private static async Task<(ProviderCard Card, string Item)> PublishAsync(House house, string name, UsageDetails? usage)
    {
        var card = await house.AddAsync(new ProviderDetails { Name = name, Kind = ProviderKind.Press, Languages = ["en"], Usage = usage }, FeedOf(name));
        await house.PollAsync(FeedOf(name), $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:{FeedOf(name)}</id><title>{name}</title><updated>2026-11-23T00:00:00Z</updated><entry><id>urn:{FeedOf(name)}:1</id><title>Bridge</title><updated>2026-11-23T05:00:00Z</updated><content type=\"text\">{Text}</content></entry></feed>");
        return (card, Assert.Single(new Shelf(house.Store).Latest(card.Id, long.MaxValue, 9, tombstones: false)).State.Item);
    }
}
