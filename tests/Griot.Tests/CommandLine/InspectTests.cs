using System.Globalization;
using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class InspectTests
{
    private static readonly string[] ItemFields =
    [
        "id", "link", "headline", "byline", "published", "updated", "publishedText", "updatedText", "summaryHtml", "bodyHtml", "safeHtml", "text", "language",
        "categories", "media", "rights", "source", "status", "signal",
    ];

    [Fact]
    public async Task Whatever_comes_there_is_one_line_an_input_in_order()
    {
        using var house = new DataFolder();
        var junk = house.File("junk.bin");
        await File.WriteAllBytesAsync(junk, [.. Enumerable.Range(0, 4096).Select(number => (byte)(number * 37))], TestContext.Current.CancellationToken);
        string[] inputs =
        [
            house.Write("good.xml", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))), house.File("missing.xml"), Path.GetTempPath(), junk, house.Write("empty.xml", ""),
            house.Write("cut.xml", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))[..^60]), house.Write("page.html", "<!doctype html><title>Non</title>"), "http://127.0.0.1:9/feed", "http://[",
            house.File("good.xml"),
        ];
        var outcome = await house.RunAsync(["inspect", "--json", .. inputs]);
        Assert.Equal(1, outcome.ExitCode);
        var lines = outcome.Lines.Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        Assert.Equal(inputs, lines.Select(line => line["input"]!.GetValue<string>()));
        Assert.All(lines, line => Assert.Equal(["input", "format", "feed", "items", "incidents"], line.Select(field => field.Key)));
        Assert.All(lines.Where(line => line["format"] is null), line => Assert.NotEmpty(line["incidents"]!.AsArray()));
        Assert.Equal("Le pont rouvre", lines[^1]["items"]![0]!["headline"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_fields_are_those_that_others_rely_on()
    {
        using var house = new DataFolder();
        var outcome = await house.DoAsync("inspect", "--json", house.Write("feed.xml", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        var facts = JsonNode.Parse(Assert.Single(outcome.Lines))!;
        Assert.Equal(["title", "link", "description", "id", "language", "rights", "updated"], facts["feed"]!.AsObject().Select(field => field.Key));
        var item = facts["items"]![0]!.AsObject();
        Assert.Superset(ItemFields.ToHashSet(StringComparer.Ordinal), item.Select(field => field.Key).ToHashSet(StringComparer.Ordinal));
        Assert.Equal("2026-10-05T08:00:00Z", item["published"]!.GetValue<string>());
        Assert.Equal("Mon, 05 Oct 2026 08:00:00 GMT", item["publishedText"]!.GetValue<string>());
        Assert.Equal("usable", item["status"]!.GetValue<string>());
        Assert.Equal("new", item["signal"]!.GetValue<string>());
        Assert.Equal("fr", item["language"]!.GetValue<string>());
        Assert.Empty(item["byline"]!.AsArray());
        Assert.Null(item["source"]);
    }

    [Fact]
    public async Task Licences_places_and_answered_pieces_are_told_where_a_feed_has_them()
    {
        using var house = new DataFolder();
        var feed = Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin.").Replace("</item>", "<cc:license>https://a.example/by</cc:license><georss:point>12.65 -8</georss:point><thr:in-reply-to ref='tag:b'/></item>", StringComparison.Ordinal), Rss.Item("b", "Le bac ferme", "Ce soir."));
        var items = JsonNode.Parse(Assert.Single((await house.DoAsync("inspect", "--json", house.Write("feed.xml", feed))).Lines))!["items"]!;

        Assert.Equal("https://a.example/by", items[0]!["usageTerms"]!.GetValue<string>());
        Assert.Equal("""[{"name":null,"latitude":12.65,"longitude":-8}]""", items[0]!["places"]!.ToJsonString());
        Assert.Equal("""[{"id":"tag:b","link":null}]""", items[0]!["inReplyTo"]!.ToJsonString());
        Assert.Equal((null, "[]", "[]"), (items[1]!["usageTerms"], items[1]!["places"]!.ToJsonString(), items[1]!["inReplyTo"]!.ToJsonString()));
    }

    [Fact]
    public async Task What_only_ninjs_says_is_told()
    {
        using var house = new DataFolder();
        var piece = house.Write("piece.json", """
            {"uri": "urn:a", "version": "3", "headline": "Le pont", "body_html": "<p>Enfin.</p>", "located": "Kayes", "usageterms": "Mali", "embargoed": "2030-01-01T00:00:00Z", "genre": [{"name": "Analyse", "code": "a"}],
             "infosource": [{"name": "AFP", "rel": "source"}], "associations": {"main": {"uri": "urn:b"}, "photo": {"body_text": "Un pont", "description_text": "Vu du sud", "renditions": {"x": {"href": "https://a.example/p.jpg", "mimetype": "image/jpeg"}}}}}
            """);
        var facts = JsonNode.Parse((await house.DoAsync("inspect", "--json", piece)).Output)!;
        var item = facts["items"]![0]!;

        Assert.Equal("ninjs", facts["format"]!.GetValue<string>());
        Assert.Equal(("3", "Mali", "embargoed", "2030-01-01T00:00:00Z", "Kayes"), (item["version"]!.GetValue<string>(), item["usageTerms"]!.GetValue<string>(), item["status"]!.GetValue<string>(), item["embargoedUntil"]!.GetValue<string>(), item["located"]!.GetValue<string>()));
        Assert.Equal("""[{"term":"a","scheme":null,"label":"Analyse"}]""", item["genre"]!.ToJsonString());
        Assert.Equal("""[{"name":"AFP","uri":null,"role":"source"}]""", item["infoSources"]!.ToJsonString());
        Assert.Equal("""[{"rel":"main","id":"urn:b","link":null,"role":null,"order":null}]""", item["relations"]!.ToJsonString());
        Assert.Equal(("Vu du sud", "Un pont"), (item["media"]![0]!["caption"]!.GetValue<string>(), item["media"]![0]!["alternativeText"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("piece.md", "---\ntitle: Le pont\n---\n*Enfin.*", "markdown", "<p><em>Enfin.</em></p>\n")]
    [InlineData("piece.txt", "Le pont\n\nEnfin.", "text", "Enfin.")]
    public async Task A_text_is_known_by_its_file_name(string name, string text, string format, string body)
    {
        using var house = new DataFolder();
        var facts = JsonNode.Parse((await house.DoAsync("inspect", "--json", house.Write(name, text))).Output)!;

        Assert.Equal(format, facts["format"]!.GetValue<string>());
        Assert.Equal(("Le pont", body), (facts["items"]![0]!["headline"]!.GetValue<string>(), facts["items"]![0]!["bodyHtml"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_readable_input_is_success_without_items_too()
    {
        using var house = new DataFolder();
        Assert.Equal(0, (await house.RunAsync("inspect", house.Write("feed.xml", Rss.Feed()))).ExitCode);
    }

    [Fact]
    public async Task A_person_reads_the_same_facts_as_text()
    {
        using var house = new DataFolder();
        var outcome = await house.RunAsync("inspect", house.Write("feed.xml", Rss.Feed(Rss.Item("a", "Le pont\u009b rouvre", "Enfin."))), house.File("none.xml"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("rouvre", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u009b', outcome.Output);
        Assert.Contains("none.xml: can't be read", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Base_resolves_relative_addresses_where_the_feed_has_none()
    {
        using var house = new DataFolder();
        var feed = house.Write("feed.json", """{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"a","url":"/a","content_html":"<a href='b'>b</a>"}]}""");
        var item = JsonNode.Parse((await house.DoAsync("inspect", "--json", "--base", "https://lepont.example/deep/feed.json", feed)).Output)!["items"]![0]!;
        Assert.Equal("https://lepont.example/a", item["link"]!.GetValue<string>());
        Assert.Contains("https://lepont.example/deep/b", item["safeHtml"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("<a href='b'>b</a>", item["bodyHtml"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_content_type_says_which_characters_the_bytes_are()
    {
        using var house = new DataFolder();
        var feed = house.File("feed.xml");
        await File.WriteAllBytesAsync(feed, System.Text.Encoding.Latin1.GetBytes("<rss version='2.0'><channel><title>été</title></channel></rss>"), TestContext.Current.CancellationToken);
        var facts = JsonNode.Parse((await house.DoAsync("inspect", "--json", "--content-type", "application/rss+xml; charset=iso-8859-1", feed)).Output)!;
        Assert.Equal("été", facts["feed"]!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task As_takes_the_input_for_what_it_is_said_to_be()
    {
        using var house = new DataFolder();
        var feed = house.Write("feed.xml", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin.")));
        Assert.Equal("rss", JsonNode.Parse((await house.DoAsync("inspect", "--json", "--as", "rss", feed)).Output)!["format"]!.GetValue<string>());
        Assert.Equal(1, (await house.RunAsync("inspect", "--json", "--as", "jsonfeed", feed)).ExitCode);
        var unknown = await house.RunAsync("inspect", "--json", "--as", "telex", feed);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("rss, rdf, atom, ninjs, jsonfeed, markdown, text", unknown.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_fetched_where_its_network_is_open_and_refused_where_not()
    {
        await using var stand = await FeedStand.OpenAsync();
        var feed = stand.Put("feed", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))).AbsoluteUri;
        using var house = new DataFolder();
        Assert.Equal(0, (await house.RunAsync(["inspect", "--json", feed, .. DataFolder.Loopback])).ExitCode);
        var refused = await house.RunAsync("inspect", "--json", feed);
        Assert.Equal(1, refused.ExitCode);
        Assert.NotEmpty(JsonNode.Parse(Assert.Single(refused.Lines))!["incidents"]!.AsArray());
    }

    [Fact]
    public async Task Nothing_is_stored()
    {
        using var house = new DataFolder();
        await house.DoAsync("inspect", house.Write("feed.xml", Rss.Feed()));
        Assert.False(Directory.Exists(house.Data));
    }

    [Fact, Trait("Speed", "slow")]
    public async Task Thousands_of_inputs_are_one_call()
    {
        using var house = new DataFolder();
        var feed = Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."));
        var inputs = Enumerable.Range(0, 3000).Select(number => house.Write(number.ToString(CultureInfo.InvariantCulture), number % 10 == 0 ? "" : feed)).ToList();
        var outcome = await new Call(["inspect", "--json", .. inputs.Select(Path.GetFileName)!]) { Folder = Path.GetDirectoryName(inputs[0]) }.RunAsync();
        Assert.Equal(inputs.Select(Path.GetFileName), outcome.Lines.Select(line => JsonNode.Parse(line)!["input"]!.GetValue<string>()));
    }
}
