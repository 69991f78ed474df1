using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Griot.Tests.Running;

namespace Griot.Tests.Demonstration;

public sealed class DemoTests(DemoHouse demo)
{
    private static readonly string[] SixLanguages = ["ar", "en", "fr", "ha", "pt", "sw"];

    [Fact]
    public async Task It_starts_with_eighty_readable_pieces_in_six_languages_and_more_keep_coming()
    {
        var site = await demo.SiteAsync();
        var items = await site.ItemsAsync();
        var readable = items.Where(item => State(item) == "usable").ToList();
        Assert.True(readable.Count >= 80, $"{readable.Count} pieces");
        var languages = readable.CountBy(item => item["language"]!.GetValue<string>().Split('-')[0]).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(SixLanguages, languages.Keys.Order(StringComparer.Ordinal));
        Assert.All(languages, language => Assert.True(language.Value >= 8, $"{language.Key}: {language.Value} pieces"));
        Assert.Equal("fr", languages.MaxBy(language => language.Value).Key);
        await Eventually.TrueAsync(async () => (await site.ItemsAsync()).Count > items.Count, () => "nothing new came");
        var more = (await site.ItemsAsync()).Count;
        await Eventually.TrueAsync(async () => (await site.ItemsAsync()).Count > more, () => "nothing more came");
    }

    [Fact]
    public async Task Every_piece_in_the_feed_can_be_read()
    {
        var site = await demo.SiteAsync();
        foreach (var item in await site.ItemsAsync())
        {
            var status = await site.StatusAsync(Page(item));
            Assert.True(status == (State(item) == "usable" ? HttpStatusCode.OK : HttpStatusCode.Gone), $"{item["url"]}: {status}");
        }
    }

    [Fact]
    public async Task A_withdrawn_piece_has_a_tombstone_and_a_corrected_one_its_second_version()
    {
        await using var young = new DemoHouse();
        var site = await young.SiteAsync();
        var feed = XDocument.Parse(await site.ReadAsync("/feeds/all.atom"));
        var gone = Assert.Single(feed.Descendants(XName.Get("deleted-entry", "http://purl.org/atompub/tombstones/1.0")));
        var tombstone = gone.Descendants(XName.Get("link", "http://www.w3.org/2005/Atom")).First().Attribute("href")!.Value;
        Assert.Equal(HttpStatusCode.Gone, await site.StatusAsync(new Uri(tombstone).AbsolutePath));
        Assert.Equal(HttpStatusCode.Gone, await site.StatusAsync($"/items/{gone.Attribute("ref")!.Value.Split(':')[^1]}/1/delivery"));
        var corrected = (await site.ItemsAsync()).Where(item => item["_griot"]!["signal"]?.GetValue<string>() == "correction").ToList();
        Assert.Equal(["fr", "pt"], corrected.Select(item => item["language"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        foreach (var item in corrected)
        {
            Assert.Equal(2, item["_griot"]!["version"]!.GetValue<int>());
            var page = Page(item);
            Assert.Contains($"{page}/1", await site.ReadAsync(page), StringComparison.Ordinal);
            Assert.NotEqual(await site.ReadAsync(page), await site.ReadAsync($"{page}/1"));
        }
    }

    [Theory]
    [InlineData("porto-nhacuzi", 4, "Comunicado 14/2026: suspensão temporária da dragagem")]
    [InlineData("jaridat-al-marsa", 4, "السردين بدينارين: وفرة في المراكب وحيرة في السوق")]
    [InlineData("institut-eaux-ndoule", 4, "29,930 readings of a river, free to use")]
    [InlineData("alkalamin-tanko", 4, "Layin zaɓe ya fi zaɓen daɗi")]
    [InlineData("eau-et-sante", 4, "Savon, cendre & bon sens : trois semaines dans les écoles")]
    [InlineData("ushirika-wavuvi", 4, "Mkutano Mkuu: ajenda na kiti cha mwenyekiti")]
    [InlineData("water-tribunal", 4, "Practice direction: photographs of water")]
    public async Task A_wild_feed_is_read_to_its_last_letter(string provider, int pieces, string headline)
    {
        var site = await demo.SiteAsync();
        var theirs = (await site.ItemsAsync()).Where(item => Page(item).Contains($"/{provider}/", StringComparison.Ordinal)).ToList();
        Assert.Equal(pieces, theirs.Count);
        Assert.Contains(headline, theirs.Select(item => item["title"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_feeds_of_the_invented_providers_show_nothing_of_how_they_are_made()
    {
        using var http = new HttpClient();
        var feeds = await FeedsAsync(http, await demo.SiteAsync());
        Assert.True(feeds.Count >= 24, $"{feeds.Count} providers");
        foreach (var feed in feeds)
        {
            var bytes = await http.GetByteArrayAsync(feed, TestContext.Current.CancellationToken);
            Assert.Equal(-1, bytes.AsSpan().IndexOf("{{"u8));
        }
    }

    [Fact]
    public async Task A_french_tool_writes_its_dates_in_french()
    {
        using var http = new HttpClient();
        var feeds = await FeedsAsync(http, await demo.SiteAsync());
        var text = await http.GetStringAsync(feeds.Single(feed => feed.Contains("/eau-et-sante/", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        Assert.Matches("<lastBuildDate>(dim|lun|mar|mer|jeu|ven|sam)\\. [0-9]{1,2} (janv\\.|févr\\.|mars|avr\\.|mai|juin|juil\\.|août|sept\\.|oct\\.|nov\\.|déc\\.) [0-9]{4}</lastBuildDate>", text);
        Assert.Matches("<pubDate>(dimanche|[a-z]+di) [0-9]{1,2} [a-zéû]+ [0-9]{4} à [0-9]{2}h[0-9]{2}</pubDate>", text);
    }

    [Fact]
    public void Whatever_arrives_later_stands_in_a_feed_that_grows_and_has_an_address_of_its_own()
    {
        var arriving = JsonNode.Parse(File.ReadAllText(Path.Combine(World, "arriving.json")))!.AsArray();
        var growing = Directory.EnumerateFiles(World, "pieces.json", SearchOption.AllDirectories)
            .Select(file => JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "provider.json")))!["slug"]!.GetValue<string>())
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(arriving, piece => Assert.Contains(piece!["provider"]!.GetValue<string>(), growing));
        Assert.Equal(SixLanguages, arriving.Select(piece => piece!["language"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var addresses = Directory.EnumerateFiles(World, "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is "pieces.json" or "arriving.json")
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray())
            .Select(piece => piece!["id"]!.GetValue<string>()).ToList();
        Assert.Distinct(addresses, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_provider_whose_terms_allow_an_excerpt_is_never_shown_whole()
    {
        var site = await demo.SiteAsync();
        var excerpts = (await site.ItemsAsync()).Where(item => item["_griot"]!["terms"]?.GetValue<string>() == "excerpt").ToList();
        Assert.NotEmpty(excerpts);
        foreach (var item in excerpts)
        {
            Assert.Null(item["content_html"]);
            Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync($"/items/{Id(item)}/1/delivery"));
            Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync($"/items/{Id(item)}/1/record"));
        }
    }

    [Fact]
    public async Task An_embargoed_piece_is_nowhere()
    {
        await using var young = new DemoHouse();
        var site = await young.SiteAsync();
        var world = Directory.EnumerateFiles(World, "pieces.json", SearchOption.AllDirectories)
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray());
        var embargoed = Assert.Single(world, piece => piece!["embargoMinutes"] is not null)!;
        var items = await site.ItemsAsync();
        Assert.DoesNotContain(items, item => item["external_url"]?.GetValue<string>() == embargoed["id"]!.GetValue<string>());
        Assert.DoesNotContain(items, item => item["title"]?.GetValue<string>() == embargoed["headline"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_hostile_piece_is_inert()
    {
        var site = await demo.SiteAsync();
        foreach (var item in (await site.ItemsAsync()).Where(item => State(item) == "usable" && Page(item).Contains("tam-tam-express", StringComparison.Ordinal)))
        {
            Inert(await site.ReadAsync(Page(item)));
            Inert(item["content_html"]?.GetValue<string>() ?? "");
        }
    }

    [Fact]
    public async Task The_house_marks_its_pieces_and_a_published_answer_stands_on_its_page()
    {
        var site = await demo.SiteAsync();
        var items = await site.ItemsAsync();
        var house = items.Where(item => item["_griot"]!["provider"]!["kind"]?.GetValue<string>() == "house").ToList();
        Assert.Equal(3, house.Count);
        var marks = await Task.WhenAll(house.Select(async item => await site.ReadAsync(Page(item).Replace("/fr/", "/en/", StringComparison.Ordinal))));
        Assert.Contains(marks, page => page.Contains("produced", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(marks, page => page.Contains("commissioned", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(marks, page => page.Contains("Right of reply to:", StringComparison.Ordinal));

        var question = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(World, "question.json"), TestContext.Current.CancellationToken))!;
        var asked = Assert.Single(items, item => item["external_url"]?.GetValue<string>() == question["pieceId"]!.GetValue<string>());
        using var document = await new HtmlParser().ParseDocumentAsync(await site.ReadAsync(Page(asked)), TestContext.Current.CancellationToken);
        Assert.Contains(question["answer"]!.GetValue<string>()[..40], document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact, Trait("Speed", "slow")]
    public async Task Every_link_leads_somewhere_and_every_page_says_that_all_is_invented()
    {
        var site = await demo.SiteAsync();
        var walk = new Walk(site);
        await walk.FromAsync("/fr", "/en");
        Assert.True(walk.Faults.Count == 0, string.Join('\n', walk.Faults));
        Assert.True(walk.Pages > 150, $"{walk.Pages} pages");
    }

    [Fact]
    public async Task Another_house_that_reads_the_same_feeds_has_the_same_pieces()
    {
        // A young one: in time the oldest pieces leave the feeds.
        await using var young = new DemoHouse();
        var site = await young.SiteAsync();
        using var other = new DataFolder();
        using var http = new HttpClient();
        var table = other.Write("providers.csv", await http.GetStringAsync(DemoHouse.Register(site), TestContext.Current.CancellationToken));
        await other.DoAsync("provider", "import", table);
        var ours = await OriginalsAsync(site);
        List<string> faults = [];
        await Eventually.TrueAsync(async () => (faults = [.. (await other.NotReadAsync()).Where(fault => !fault.StartsWith("not-a-feed:", StringComparison.Ordinal))]).Count == 0, () => $"feeds could not be read:\n{string.Join('\n', faults)}");
        await using var second = await other.OpenAsync("--poll-every", "1h");
        var theirs = await OriginalsAsync(second);
        Assert.True(theirs.Count >= 80, $"{theirs.Count} pieces");
        await Eventually.TrueAsync(async () => theirs.IsSubsetOf(await OriginalsAsync(site)), () => "the other house has pieces of its own");
        Assert.True(ours.IsSubsetOf(theirs), $"the other house lacks:\n{string.Join('\n', ours.Except(theirs))}");
    }

    [Fact]
    public async Task A_second_demonstration_leaves_the_folder_of_the_first_alone()
    {
        var site = await demo.SiteAsync();
        var outcome = await GriotProgram.RunAsync("demo", "--port", $"{GriotProgram.FreePort()}", "--data", demo.Data);
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("running", outcome.Messages, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/fr"));
    }

    [Fact]
    public async Task A_real_store_is_never_touched()
    {
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", new Uri("https://lepont.example/feed"));
        var outcome = await house.RunAsync("demo", "--port", $"{GriotProgram.FreePort()}");
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("real store", outcome.Messages, StringComparison.Ordinal);
        Assert.Single((await house.AskAsync("provider", "list")).AsArray());
    }

    [Theory]
    [InlineData("registered")]
    [InlineData("Ctrl+C ends")]
    public async Task A_signal_ends_it_cleanly_whenever_it_comes(string said)
    {
        using var house = new DataFolder();
        await using var server = GriotProgram.Start("demo", "--port", $"{GriotProgram.FreePort()}", "--data", house.Data);
        await server.SaidAsync(said);
        Assert.True(await server.EndAsync("TERM") == 0, server.Messages);
        Assert.DoesNotContain("   at ", server.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demonstration_starts_afresh_in_its_own_folder_and_run_serves_it_as_what_it_is()
    {
        using var house = new DataFolder();
        for (var round = 0; round < 2; round++)
        {
            await using var server = GriotProgram.Start("demo", "--port", $"{GriotProgram.FreePort()}", "--data", house.Data);
            await server.SaidAsync("registered 26 invented providers");
            await server.SaidAsync("Ctrl+C ends");
            Assert.Equal(0, await server.EndAsync("INT"));
        }

        await using var site = await house.OpenAsync();
        Assert.Contains("inventés", WebUtility.HtmlDecode(await site.ReadAsync("/fr")), StringComparison.Ordinal);
    }

    private static string World => Path.Combine(Testing.SharedMaterial.Checkout(), "demo");

    /// <summary>The addresses of the providers' feeds, out of the table of them.</summary>
    private static async Task<List<string>> FeedsAsync(HttpClient http, Site site)
    {
        var table = await http.GetStringAsync(DemoHouse.Register(site), TestContext.Current.CancellationToken);
        return [.. table.Split('\n', ',').Where(cell => cell.StartsWith("http://127.0.0.1:", StringComparison.Ordinal))];
    }

    private static string Page(JsonNode item) => new Uri(item["url"]!.GetValue<string>()).AbsolutePath;

    private static string Id(JsonNode item) => item["id"]!.GetValue<string>().Split(':')[^1];

    private static string State(JsonNode item) => item["_griot"]!["status"]!.GetValue<string>();

    private static async Task<HashSet<string>> OriginalsAsync(Site site) =>
        (await site.ItemsAsync()).Where(item => State(item) == "usable" && item["_griot"]!["provider"]!["kind"]!.GetValue<string>() != "house" && item["_griot"]!["evidence"]!.GetValue<string>() != "entered")
            .Select(item => $"{item["external_url"]} {item["title"]}").ToHashSet(StringComparer.Ordinal);

    private static void Inert(string html)
    {
        using var page = new HtmlParser().ParseDocument(html);
        Assert.Empty(page.QuerySelectorAll("script:not([type='application/ld+json']), iframe, object, embed, svg, style, base, meta[http-equiv]"));
        foreach (var attribute in page.All.SelectMany(element => element.Attributes))
        {
            Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.Name);
            Assert.DoesNotContain("javascript:", attribute.Value, StringComparison.OrdinalIgnoreCase);
        }
    }
}
