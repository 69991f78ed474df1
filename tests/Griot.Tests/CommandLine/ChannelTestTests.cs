using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class ChannelTestTests : IAsyncLifetime
{
    private readonly DataFolder house = new();
    private WebStand site = null!;

    private static readonly string Long = string.Concat(Enumerable.Repeat("Le bac de Kélo a repris son service entre les deux rives du fleuve. ", 12));

    public async ValueTask InitializeAsync() => site = await WebStand.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        house.Dispose();
        await site.DisposeAsync();
    }

    private static string Item(int number, string more = "", string? text = null, string? date = null) =>
        $"""
        <item><title>Pièce {number}</title><link>https://lepont.example/{number}</link><guid>https://lepont.example/{number}</guid><dc:creator>Awa Sy</dc:creator>
        <pubDate>{date ?? At(number)}</pubDate><description>{WebUtility.HtmlEncode($"<p>{text ?? Long}</p>")}</description>{more}</item>
        """;

    private static string At(int hours) => TimeProvider.System.GetUtcNow().AddHours(-6 * hours).ToString("R", CultureInfo.InvariantCulture);

    private static string Feed(string items, string head = "<title>Le Pont</title><link>https://lepont.example/</link><language>fr</language>") =>
        $"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" xmlns:media="http://search.yahoo.com/mrss/"><channel>{head}{items}</channel></rss>""";

    private static string Good(int count = 8) => Feed(string.Concat(Enumerable.Range(1, count).Select(number => Item(number))));

    private async Task<JsonObject> TestAsync(string input, int exit = 0)
    {
        var outcome = await house.RunAsync(["channel", "test", input, "--json", .. DataFolder.Loopback]);
        Assert.True(outcome.ExitCode == exit, outcome.ToString());
        return JsonNode.Parse(Assert.Single(outcome.Lines))!.AsObject();
    }

    private Task<JsonObject> TestFileAsync(string feed, int exit = 0) => TestAsync(house.Write("feed.xml", feed), exit);

    private static string Odd(JsonObject facts) => string.Join('\n', facts["odd"]!.AsArray().Select(one => one!.GetValue<string>()));

    [Fact]
    public async Task A_good_feed_is_told_with_its_facts_and_nothing_odd()
    {
        var address = site.Put("/feed", Good(), "application/rss+xml", ("ETag", "\"a\"")).AbsoluteUri;

        var facts = await TestAsync(address);

        Assert.True(facts["accepted"]!.GetValue<bool>());
        Assert.Equal("", Odd(facts));
        Assert.StartsWith("This feed can be taken in: 8 items", facts["verdict"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(("rss", "utf-8", address), (facts["format"]!.GetValue<string>(), facts["encoding"]!.GetValue<string>(), facts["register"]!.GetValue<string>()));
        Assert.Equal(("Le Pont", "https://lepont.example/", "fr"), (facts["feed"]!["title"]!.GetValue<string>(), facts["feed"]!["link"]!.GetValue<string>(), facts["feed"]!["language"]!.GetValue<string>()));
        Assert.Equal((8, 8, 0), (facts["items"]!.GetValue<int>(), facts["sealed"]!.GetValue<int>(), facts["quarantined"]!.AsArray().Count));
        Assert.Equal((4.0, "3h"), (facts["rhythm"]!["perDay"]!.GetValue<double>(), facts["rhythm"]!["every"]!.GetValue<string>()));
        Assert.Equal(("guid", 8, 8, 0, 8), (facts["identity"]!["proposed"]!.GetValue<string>(), facts["identity"]!["ids"]!.GetValue<int>(), facts["identity"]!["distinctIds"]!.GetValue<int>(), facts["identity"]!["duplicatedIds"]!.GetValue<int>(), facts["identity"]!["permalinkIds"]!.GetValue<int>()));
        Assert.Equal((8, 8), (facts["languages"]!["fr"]!.GetValue<int>(), facts["dates"]!["forms"]!["RFC 822"]!.GetValue<int>()));
        Assert.Equal((8, "full"), (facts["authors"]!.GetValue<int>(), facts["text"]!["kind"]!.GetValue<string>()));
        Assert.True(facts["fetch"]!["answers304"]!.GetValue<bool>());
        Assert.Equal(["Pièce 1", "Pièce 2", "Pièce 3"], facts["latest"]!.AsArray().Select(piece => piece!["headline"]!.GetValue<string>()));
        Assert.Equal(["/feed", "/feed"], site.Asked);
    }

    [Fact]
    public async Task A_person_reads_a_verdict_the_facts_the_newest_pieces_and_what_is_odd()
    {
        var file = house.Write("feed.xml", Feed(Item(1, text: "Court\u009b2J.") + Item(2) + Item(3) + Item(4)));

        var outcome = await house.DoAsync("channel", "test", file);

        Assert.StartsWith("This feed can be taken in: 4 items", outcome.Lines[0], StringComparison.Ordinal);
        Assert.Contains("  identity  by guid (Each piece has an id of its own): 4 of 4 with an id", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Awa Sy", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("            Pièce 3", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Pièce 4", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u009b', outcome.Output);
        Assert.Empty(outcome.Messages);
    }

    [Fact]
    public async Task Nothing_is_stored()
    {
        await TestFileAsync(Good());
        Assert.False(Directory.Exists(house.Data));
    }

    [Theory]
    [InlineData("<!doctype html><title>Connexion</title><p>Mot de passe", "not-a-feed")]
    [InlineData("", "not-a-feed")]
    [InlineData("<NewsItem xmlns='urn:x'/>", "unsupported-format")]
    public async Task What_can_not_be_taken_in_is_said_first_and_is_exit_code_1(string document, string code)
    {
        var facts = await TestFileAsync(document, exit: 1);

        Assert.StartsWith("This can't be taken in: ", facts["verdict"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains($"({code})", facts["verdict"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(facts["accepted"]!.GetValue<bool>());
        Assert.Null(facts["register"]);
    }

    [Fact]
    public async Task A_feed_of_which_no_item_can_be_read_can_not_be_taken_in()
    {
        var facts = await TestFileAsync(Feed($"<item><title>{new string('x', 5000)}</title><guid>b</guid></item>"), exit: 1);

        Assert.Contains("None of its 1 items can be read", facts["verdict"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("quarantine", Odd(facts), StringComparison.Ordinal);
        Assert.DoesNotContain("language", Odd(facts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_and_a_file_that_is_not_there_are_told_in_the_same_way()
    {
        Assert.Contains("http-status", (await TestAsync(site.At("/none").AbsoluteUri, exit: 1))["verdict"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("unreadable-input", (await TestAsync(house.File("none.xml"), exit: 1))["verdict"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, (await house.RunAsync("channel", "test", site.At("/none").AbsoluteUri)).ExitCode);
        Assert.Equal(2, (await house.RunAsync("channel", "test")).ExitCode);
    }

    [Fact]
    public async Task A_pages_address_is_answered_with_the_feed_to_register()
    {
        site.Put("/", "<html><link rel=alternate type=application/rss+xml href=/feed>", "text/html");
        site.Put("/feed", Good(), "application/rss+xml", ("ETag", "\"a\""));

        var facts = await TestAsync(site.Address.AbsoluteUri);

        Assert.Equal(site.At("/feed").AbsoluteUri, facts["register"]!.GetValue<string>());
        Assert.Contains("You gave a web page", Odd(facts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_has_moved_for_good_is_told_and_one_that_leads_on_for_now_is_not()
    {
        site.Put("/new", Good(), "application/rss+xml", ("ETag", "\"a\""));
        site.Move("/old", 301, "/new");
        site.Move("/now", 302, "/new");

        var moved = await TestAsync(site.At("/old").AbsoluteUri);
        Assert.Equal(site.At("/new").AbsoluteUri, moved["register"]!.GetValue<string>());
        Assert.Contains("changed for good", Odd(moved), StringComparison.Ordinal);

        var leads = await TestAsync(site.At("/now").AbsoluteUri);
        Assert.Equal(site.At("/now").AbsoluteUri, leads["register"]!.GetValue<string>());
        Assert.Equal("", Odd(leads));
    }

    [Fact]
    public async Task A_server_without_conditional_requests_is_told()
    {
        Assert.Contains("neither ETag nor Last-Modified", Odd(await TestAsync(site.Put("/bare", Good(), "application/rss+xml").AbsoluteUri)), StringComparison.Ordinal);
        var ignoring = await TestAsync(site.Put("/ignoring", Good(), "application/rss+xml", ("Last-Modified", At(1))).AbsoluteUri);
        Assert.Contains("answers a conditional request with the whole feed", Odd(ignoring), StringComparison.Ordinal);
        Assert.False(ignoring["fetch"]!["answers304"]!.GetValue<bool>());
        Assert.Contains("text/html", Odd(await TestAsync(site.Put("/html", Good(), "text/html", ("ETag", "\"a\"")).AbsoluteUri)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_that_change_with_every_request_are_found_out()
    {
        var turn = 0;
        var address = site.Answer("/feed", async context =>
        {
            context.Response.Headers.ETag = $"\"{++turn}\"";
            context.Response.ContentType = "application/rss+xml";
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Good().Replace("<guid>", $"<guid>{turn}:", StringComparison.Ordinal)));
        });

        var facts = await TestAsync(address.AbsoluteUri);

        Assert.Contains("change with every request", Odd(facts), StringComparison.Ordinal);
        Assert.Equal("link", facts["identity"]!["proposed"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("guid", "as versions of one piece", "<item><guid>a</guid><title>Le bac</title><pubDate>1</pubDate></item><item><guid>a</guid><title>Le bac</title></item>")]
    [InlineData("link", "2 items bear the id of a different piece (such as “a”)", "<item><guid>a</guid><title>Le bac</title><link>https://x.example/1</link></item><item><guid>a</guid><title>La crue</title><link>https://x.example/2</link></item>")]
    [InlineData("link", "No item has an id: they are known by their pages", "<item><link>https://x.example/1</link></item><item><link>https://x.example/2</link></item>")]
    [InlineData("content", "not each has a page of its own", "<item><title>a</title></item><item><title>b</title></item>")]
    [InlineData("guid", "1 item of 2 have no id", "<item><guid>a</guid><title>a</title></item><item><title>b</title></item>")]
    public async Task How_items_are_told_apart_is_what_the_intake_would_choose_and_says_why(string proposed, string odd, string items)
    {
        await using var stand = await FeedStand.OpenAsync();
        var feed = Feed(items);

        var facts = await TestFileAsync(feed);
        await house.AddAsync("Le Pont", stand.Put("pont", feed));
        await house.PollAsync();
        var live = (await house.AskAsync("channel", "show", "le-pont"))["identity"]!;

        Assert.Equal((proposed, proposed), (facts["identity"]!["proposed"]!.GetValue<string>(), live["policy"]!.GetValue<string>()));
        Assert.Equal(live["why"]!.GetValue<string>(), facts["identity"]!["why"]!.GetValue<string>());
        Assert.Contains(odd, Odd(facts), StringComparison.Ordinal);
        var page = await house.RunAsync("channel", "test", house.File("feed.xml"));
        Assert.Contains($"  identity  by {proposed} ({live["why"]!.GetValue<string>().TrimEnd('.')}): ", page.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("avant-hier", "can't be read (such as “avant-hier”)")]
    [InlineData("Mon, 05 Oct 2026 08:00:00", "name no time zone")]
    [InlineData("2026-10-05T08:00:00", "name no time zone")]
    [InlineData("Wed, 01 Jan 2098 08:00:00 GMT", "dated in the future, up to 2098-01-01")]
    [InlineData("Mon, 05 Oct 2015 08:00:00 GMT", "days old")]
    [InlineData("", "have no date")]
    public async Task What_is_wrong_with_dates_is_said_with_what_to_do(string date, string odd) =>
        Assert.Contains(odd, Odd(await TestFileAsync(Feed(Item(1, date: date)))), StringComparison.Ordinal);

    [Fact]
    public async Task A_language_whose_letters_are_others_is_told_and_a_missing_one()
    {
        var arabic = string.Concat(Enumerable.Repeat("عادت العبارة إلى العمل بين ضفتي النهر ", 12));
        Assert.Contains("declared as fr but written in Arabic letters", Odd(await TestFileAsync(Feed(Item(1, text: arabic)))), StringComparison.Ordinal);
        Assert.DoesNotContain("letters", Odd(await TestFileAsync(Feed(Item(1, text: arabic).Replace("<title>", "<dc:language>ha</dc:language><title>", StringComparison.Ordinal)))), StringComparison.Ordinal);
        Assert.Contains("No language is declared", Odd(await TestFileAsync(Feed(Item(1), "<title>t</title>"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Excerpts_are_told_from_texts_by_how_they_end()
    {
        var excerpts = await TestFileAsync(Feed(Item(1, text: "Le bac a repris [&#8230;]") + Item(2, text: Long + " <a href='x'>Lire la suite</a> »") + Item(3, text: "Le bac. <a>Read more...</a></p><p>The post <a>A</a> appeared first on <a>B</a>.")));
        Assert.Equal(("excerpts", 3), (excerpts["text"]!["kind"]!.GetValue<string>(), excerpts["text"]!["readOn"]!.GetValue<int>()));
        Assert.Contains("--terms excerpt", Odd(excerpts), StringComparison.Ordinal);
        Assert.Equal("full", (await TestFileAsync(Good()))["text"]!["kind"]!.GetValue<string>());
        Assert.Contains("--terms link", Odd(await TestFileAsync(Feed("<item><title>a</title><guid>a</guid></item>"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_feed_declares_of_itself_is_told()
    {
        var facts = await TestFileAsync(Feed(
            Item(1, "<creativeCommons:license>https://creativecommons.org/licenses/by/4.0/</creativeCommons:license><dc:rights>Awa</dc:rights><media:content url='https://lepont.example/p.jpg' type='image/jpeg'/>"),
            "<title>t</title><copyright>© Le Pont</copyright><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"));

        Assert.Equal("30m", facts["rhythm"]!["declared"]!.GetValue<string>());
        Assert.Equal(("© Le Pont", "https://creativecommons.org/licenses/by/4.0/"), (facts["terms"]!["feed"]!.GetValue<string>(), facts["terms"]!["licences"]![0]!.GetValue<string>()));
        Assert.Equal(1, facts["pictures"]!.GetValue<int>());
        Assert.Equal("2h", (await TestFileAsync(Feed(Item(1), "<ttl>120</ttl>")))["rhythm"]!["declared"]!.GetValue<string>());
        Assert.Equal("3s", (await TestFileAsync(Feed(Item(1), "<ttl>0.05</ttl>")))["rhythm"]!["declared"]!.GetValue<string>());
        Assert.Null((await TestFileAsync(Feed(Item(1))))["rhythm"]!["declared"]);
    }

    [Fact]
    public async Task A_broken_item_waits_in_quarantine_and_the_others_are_taken()
    {
        var facts = await TestFileAsync(Feed(Item(1) + $"<item><title>{new string('x', 5000)}</title><guid>b</guid></item>"));

        Assert.Equal(1, facts["sealed"]!.GetValue<int>());
        Assert.Equal("too-large", Assert.Single(facts["quarantined"]!.AsArray())!["code"]!.GetValue<string>());
        Assert.Contains("1 item would wait in quarantine", Odd(facts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_that_can_not_be_shown_sets_its_item_aside_as_the_intake_does()
    {
        await using var stand = await FeedStand.OpenAsync();
        var deep = string.Concat(Enumerable.Repeat("<div>", 400)) + "fond";
        var feed = Feed(Item(1) + Item(2, "<content:encoded>Court.</content:encoded>", deep));

        var facts = await TestFileAsync(feed);
        await house.AddAsync("Le Pont", stand.Put("pont", feed));
        var polled = await house.PollAsync();

        Assert.Equal((1, "too-deep"), (facts["sealed"]!.GetValue<int>(), Assert.Single(facts["quarantined"]!.AsArray())!["code"]!.GetValue<string>()));
        Assert.Equal((1, 1), (polled["newItems"]!.GetValue<int>(), polled["quarantined"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Pieces_that_lie_on_another_site_and_letters_encoded_twice_are_told()
    {
        Assert.Contains("link to www.autre.example", Odd(await TestFileAsync(Good().Replace("<link>https://lepont.example/", "<link>https://www.autre.example/", StringComparison.Ordinal)
            .Replace("<link>https://www.autre.example/</link>", "<link>https://lepont.example/</link>", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("garbled letters (such as “L'Ã©tÃ©”)", Odd(await TestFileAsync(Feed(Item(1, text: "L'Ã©tÃ©") + Item(2, text: "L'Ã©tÃ©")))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_feed_can_be_taken_in() => Assert.Contains("no item now", Odd(await TestFileAsync(Feed(""))), StringComparison.Ordinal);
}
