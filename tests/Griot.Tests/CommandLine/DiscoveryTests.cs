using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class DiscoveryTests : IAsyncLifetime
{
    private readonly DataFolder house = new();
    private WebStand site = null!;

    public async ValueTask InitializeAsync() => site = await WebStand.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        house.Dispose();
        await site.DisposeAsync();
    }

    private static string Feed => Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."));

    private static string Link(string href, string title = "t") => $"<link rel=\"alternate\" type=\"application/rss+xml\" title=\"{title}\" href=\"{href}\">";

    private async Task<(int ExitCode, JsonObject Facts)> InspectAsync(string input)
    {
        var outcome = await house.RunAsync(["inspect", "--json", input, .. DataFolder.Loopback]);
        return (outcome.ExitCode, JsonNode.Parse(Assert.Single(outcome.Lines))!.AsObject());
    }

    private static string Told(JsonObject facts) => facts["incidents"]![0]!["message"]!.GetValue<string>();

    [Fact]
    public async Task A_pages_address_leads_to_its_feed_in_one_line()
    {
        var page = site.Put("/", $"<!doctype html><title>Le Pont</title>{Link("/comments/feed/", "Comments Feed")}{Link("/feed/", "Le Pont")}", "text/html").AbsoluteUri;
        site.Put("/feed/", Feed, "application/rss+xml");
        site.Put("/comments/feed/", Feed, "application/rss+xml");

        var (exit, facts) = await InspectAsync(page);

        Assert.Equal(0, exit);
        Assert.Equal((page, "rss", site.At("/feed/").AbsoluteUri), (facts["input"]!.GetValue<string>(), facts["format"]!.GetValue<string>(), facts["address"]!.GetValue<string>()));
        Assert.Equal("Le pont rouvre", facts["items"]![0]!["headline"]!.GetValue<string>());
        var found = facts["found"]!.AsArray();
        Assert.Equal([site.At("/feed/").AbsoluteUri, site.At("/comments/feed/").AbsoluteUri], found.Select(one => one!["address"]!.GetValue<string>()));
        Assert.Equal(("Le Pont", "application/rss+xml", "link-element"), (found[0]!["title"]!.GetValue<string>(), found[0]!["type"]!.GetValue<string>(), found[0]!["how"]!.GetValue<string>()));
        Assert.Equal(["/", "/feed/"], site.Asked);
    }

    [Fact]
    public async Task A_link_header_names_the_feed_too()
    {
        var page = site.Put("/x", "<!doctype html><title>Le Pont</title>", "text/html", ("Link", "</les-actus>; rel=\"alternate\"; type=\"application/atom+xml\"")).AbsoluteUri;
        site.Put("/les-actus", Feed, "application/rss+xml");

        var (exit, facts) = await InspectAsync(page);

        Assert.Equal(0, exit);
        Assert.Equal("link-header", facts["found"]![0]!["how"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/feed"), InlineData("/feed/"), InlineData("/rss"), InlineData("/rss/"), InlineData("/rss.xml"), InlineData("/feed.xml"), InlineData("/atom.xml"), InlineData("/index.xml")]
    [InlineData("/feeds/posts/default"), InlineData("/?feed=rss2"), InlineData("/spip.php?page=backend")]
    public async Task Where_the_page_names_none_common_places_are_tried_until_the_first_feed(string place)
    {
        site.Put("/fr/une.html", "<html><body>Rien</body></html>", "text/html");
        site.Put(place, Feed, "text/xml");

        var (exit, facts) = await InspectAsync(site.At("/fr/une.html").AbsoluteUri);

        Assert.Equal(0, exit);
        Assert.Equal(site.At(place).AbsoluteUri, facts["address"]!.GetValue<string>());
        Assert.Equal(("common-place", "Le Pont"), (facts["found"]![0]!["how"]!.GetValue<string>(), facts["found"]![0]!["title"]!.GetValue<string>()));
        Assert.Equal(place, site.Asked.Last());
        Assert.InRange(site.Asked.Count, 2, 14);
    }

    [Fact]
    public async Task A_named_feed_that_is_none_is_passed_over_for_the_next()
    {
        site.Put("/", $"<html>{Link("/gone.xml")}{Link("/page.xml")}{Link("/good.xml")}", "text/html");
        site.Put("/page.xml", "<html>Non</html>", "text/html");
        site.Put("/good.xml", Feed, "text/xml");

        Assert.Equal(site.At("/good.xml").AbsoluteUri, (await InspectAsync(site.Address.AbsoluteUri)).Facts["address"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_page_without_any_feed_says_what_was_tried_and_stops()
    {
        site.Put("/", $"<html>{string.Concat(Enumerable.Range(0, 500).Select(number => Link($"/{number}.xml")))}", "text/html");

        var (exit, facts) = await InspectAsync(site.Address.AbsoluteUri);

        Assert.Equal(1, exit);
        Assert.Null(facts["format"]);
        Assert.Equal("not-a-feed", Assert.Single(facts["incidents"]!.AsArray())!["code"]!.GetValue<string>());
        Assert.Contains("/0.xml (404)", Told(facts), StringComparison.Ordinal);
        Assert.Contains("/feed (404)", Told(facts), StringComparison.Ordinal);
        Assert.InRange(site.Asked.Count, 10, 21);
        Assert.Equal(site.Asked.Count - 1, facts["tried"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_server_that_asks_for_rest_is_left_alone()
    {
        site.Put("/", "<html>Rien", "text/html");
        site.Answer("/feed", context =>
        {
            context.Response.StatusCode = 429;
            return Task.CompletedTask;
        });

        Assert.Equal(1, (await InspectAsync(site.Address.AbsoluteUri)).ExitCode);
        Assert.Equal(["/", "/feed"], site.Asked);
    }

    [Fact]
    public async Task What_a_page_names_elsewhere_in_an_opened_network_is_not_fetched()
    {
        await using var other = await WebStand.OpenAsync();
        other.Put("/feed", Feed, "text/xml");
        site.Put("/", $"<html>{Link(other.At("/feed").AbsoluteUri)}{Link($"http://localhost:{other.Address.Port}/feed")}{Link($"http://127.1:{other.Address.Port}/feed")}{Link("/moved")}{Link("file:///etc/passwd")}{Link("javascript:alert(1)")}", "text/html");
        site.Move("/moved", 302, other.At("/feed").AbsoluteUri);

        var (exit, facts) = await InspectAsync(site.Address.AbsoluteUri);

        Assert.Equal(1, exit);
        Assert.Empty(other.Asked);
        Assert.Equal(["special-address", "special-address", "host-form", "special-address"], facts["tried"]!.AsArray().Take(4).Select(one => one!["outcome"]!.GetValue<string>()));
        Assert.Equal(4, facts["found"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_saved_page_lists_its_feeds_and_fetches_nothing()
    {
        var page = house.Write("page.html", $"<html>{Link(site.At("/feed").AbsoluteUri, "Le Pont")}{Link("/relative")}");
        site.Put("/feed", Feed, "text/xml");

        var (exit, facts) = await InspectAsync(page);

        Assert.Equal(1, exit);
        Assert.Equal(site.At("/feed").AbsoluteUri, Assert.Single(facts["found"]!.AsArray())!["address"]!.GetValue<string>());
        Assert.Null(facts["format"]);
        Assert.Empty(site.Asked);
        var outcome = await house.RunAsync("inspect", "--json", "--base", "https://lepont.example/fr/", page);
        Assert.Contains("https://lepont.example/relative", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("--base", Told((await InspectAsync(house.Write("other.html", $"<html>{Link("/relative")}"))).Facts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_sees_which_of_the_feeds_was_read()
    {
        site.Put("/", $"<html>{Link("/feed", "Le Pont\u001b[2J")}{Link("/comments/feed")}", "text/html");
        site.Put("/feed", Feed, "text/xml");

        var outcome = await house.DoAsync(["inspect", site.Address.AbsoluteUri, .. DataFolder.Loopback]);

        Assert.Contains($"* {site.At("/feed").AbsoluteUri}", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"- {site.At("/comments/feed").AbsoluteUri}", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Output);
    }

    [Fact]
    public async Task The_credentials_that_were_typed_open_the_sites_feed_and_are_not_told()
    {
        site.Put("/", $"<html>{Link("/feed")}", "text/html");
        var authorization = "";
        site.Answer("/feed", context =>
        {
            authorization = context.Request.Headers.Authorization;
            return context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Feed)).AsTask();
        });

        var outcome = await house.DoAsync(["inspect", "--json", $"http://awa:s%40cret@127.0.0.1:{site.Address.Port}/", .. DataFolder.Loopback]);

        Assert.Equal($"Basic {Convert.ToBase64String("awa:s@cret"u8)}", authorization);
        Assert.DoesNotContain("cret", JsonNode.Parse(outcome.Output)!["found"]!.ToJsonString() + JsonNode.Parse(outcome.Output)!["address"], StringComparison.Ordinal);
    }
}
