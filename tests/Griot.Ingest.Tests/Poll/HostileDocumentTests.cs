using System.Text;

namespace Griot.Ingest.Tests.Poll;

/// <summary>Documents that attack, or are no feed at all: they cost their own channel, and nothing else.</summary>
public sealed class HostileDocumentTests
{
    private const string Secret = "griot-secret-1f4c";

    public static TheoryData<string> Entities => [
        "<!ENTITY x SYSTEM \"file://{file}\">",
        "<!ENTITY x SYSTEM \"{listener}\">",
        "<!ENTITY % p SYSTEM \"{listener}\"> %p;<!ENTITY x \"inner\">",
        "<!ENTITY x PUBLIC \"a\" \"{listener}\">",
    ];

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task X01_X02_no_entity_reads_a_file_or_asks_a_server(string entity)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var file = Path.Combine(world.Folder, "secret");
        await File.WriteAllTextAsync(file, Secret, TestContext.Current.CancellationToken);
        var declared = entity.Replace("{file}", file, StringComparison.Ordinal).Replace("{listener}", world.Server.Address("/listener"), StringComparison.Ordinal);
        var feed = Feeds.Rss("<item><guid>1</guid><title>a &x; b</title><description>c &x; d</description></item>", Feeds.Item("2"));

        await world.PollAsync($"<?xml version=\"1.0\"?><!DOCTYPE rss [{declared}]>{feed}");

        Assert.Equal(0, world.Server.Asked("/listener"));
        foreach (var path in Directory.EnumerateFiles(world.Folder, "ledger*"))
        {
            await using var stored = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new MemoryStream();
            await stored.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.False(bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) >= 0, path);
        }
    }

    [Fact]
    public async Task X02_an_external_document_type_is_not_fetched()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        var result = await world.PollAsync($"<!DOCTYPE rss SYSTEM \"{world.Server.Address("/listener")}\">{Feeds.Rss(Feeds.Item("1"))}");

        Assert.Equal(1, result.NewItems);
        Assert.Equal(0, world.Server.Asked("/listener"));
    }

    [Fact]
    public async Task X03_growing_entities_are_refused_and_the_items_beside_them_taken()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var laughs = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        var feed = Feeds.Rss("<item><guid>1</guid><title>&l9;</title></item>", Feeds.Item("2"));

        var result = await world.PollAsync($"<!DOCTYPE rss [<!ENTITY l0 \"ha\">{laughs}]>{feed}");

        Assert.Equal((1, 1), (result.NewItems, result.Quarantined));
        Assert.Equal("entity-limit", Assert.Single(world.Store.Quarantine()).Content.Code);
    }

    [Fact]
    public async Task X05_deep_and_wide_items_are_refused_and_the_items_beside_them_taken()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var deep = $"<item><guid>d</guid><description>{string.Concat(Enumerable.Repeat("<a>", 200_000))}{string.Concat(Enumerable.Repeat("</a>", 200_000))}</description></item>";
        var wide = $"<item><guid>w</guid><x {string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}='' "))}/></item>";

        var result = await world.PollAsync(Feeds.Rss(deep, Feeds.Item("1"), wide, Feeds.Item("2")));

        Assert.Equal((2, 2), (result.NewItems, result.Quarantined));
    }

    [Fact]
    public async Task X06_a_harmless_document_type_and_named_spaces_are_no_false_alarm()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        var result = await world.PollAsync($"<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">{Feeds.Rss("<item><guid>1</guid><title>a&nbsp;b</title></item>")}");

        Assert.Equal((1, 0), (result.NewItems, result.Quarantined));
        Assert.Equal("a\u00A0b", world.RecordOf(world.Entries()[0]).Headline);
    }

    [Theory]
    [InlineData("<item><guid>bad</guid><title>x</title><pubDate>31 Feb 20260 99:99</pubDate></item>", 3)]
    [InlineData("<item><guid>bad</guid><title>x</title><pubDate>Fri, 31 Dec 9999 23:59:59 -1400</pubDate></item>", 3)]
    [InlineData("<item><guid>bad</guid><title>x &#xD800;</title></item>", 3)]
    [InlineData("<item><description></item>", 3)]
    [InlineData("<item></item>", 2)]
    public async Task T01_a_bad_item_or_date_never_costs_the_others(string bad, int readable)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        var result = await world.PollAsync(Feeds.Rss(Feeds.Item("1"), bad, Feeds.Item("2")));

        Assert.Equal((readable, 3 - readable, 0), (result.NewItems, result.Quarantined, result.Failed));
        if (world.Store.Quarantine() is [var row]) Assert.Equal(bad, Encoding.UTF8.GetString(row.Content.Bytes));
    }

    [Fact]
    public async Task X13_X14_half_a_letter_and_control_characters_are_sealed_and_do_no_harm()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        const string text = "\\ud800 \\u0001 \\u202e \\u0000 a";
        var member = $$"""{"id":"{{text}}","title":"{{text}}","content_html":"{{text}}","authors":[{"name":"{{text}}"}],"tags":["{{text}}"],"summary":"{{text}}","_griot":{"signal":"{{text}}"} }""";

        var result = await world.PollAsync(Feeds.Json(member, Feeds.Member("2")));

        Assert.Equal((2, 0, 0), (result.NewItems, result.Quarantined, result.Failed));
        var entry = world.Entries().Single(entry => world.RecordOf(entry).Uri != "2");
        Assert.Equal(member, Encoding.UTF8.GetString(world.DeliveryOf(entry)));
        Assert.Contains('\uFFFD', world.RecordOf(entry).Headline);
    }

    [Fact]
    public async Task X17_a_page_in_place_of_a_feed_lies_in_quarantine_once_and_others_go_on()
    {
        await using var world = await World.OpenAsync();
        var ill = await world.AddAsync("/ill", "Ill");
        await world.AddAsync("/well", "Well");
        world.Server["/ill"] = new Page(Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("1"))), "text/xml", ETag: "\"a\"");
        await world.PollAsync();
        world.Server["/ill"] = new Page("<!doctype html><html><body>Please sign in</body></html>"u8.ToArray(), "text/html");

        for (var i = 0; i < 3; i++)
        {
            var result = await world.PollAsync(Feeds.Rss(Feeds.Item($"w{i}")), "/well");
            Assert.Equal((1, 1, 1), (result.Failed, result.Quarantined, result.NewItems));
            world.Time.Advance(TimeSpan.FromDays(1));
        }

        var row = Assert.Single(world.Store.Quarantine());
        Assert.Equal(("not-a-feed", 3), (row.Content.Code, row.Times));
        Assert.Equal(3, world.State(ill.Id).Failures);
        Assert.Contains("not-a-feed", world.State(ill.Id).LastError, StringComparison.Ordinal);
        Assert.NotNull(world.Shelf.Take(world.Item("1"))!.Record);
    }

    [Fact]
    public async Task Ten_thousand_items_in_one_delivery_are_ten_thousand_articles()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        Assert.Equal(10_000, (await world.PollAsync(Feeds.Rss([.. Enumerable.Range(0, 10_000).Select(i => Feeds.Item($"{i}"))]))).NewItems);
    }

    [Fact]
    public async Task A_million_empty_items_or_huge_declarations_are_set_aside_whole()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync("/many", "Many");
        await world.AddAsync("/huge", "Huge");
        world.Server["/many"] = new Page(Encoding.UTF8.GetBytes(Feeds.Rss(new StringBuilder().Insert(0, "<item/>", 1_000_000).ToString())));
        world.Server["/huge"] = new Page(Encoding.UTF8.GetBytes($"<rss version=\"2.0\" {string.Concat(Enumerable.Range(0, 100).Select(i => $"xmlns:n{i}=\"{new string('n', 10_000)}\" "))}><channel>{Feeds.Item("1")}</channel></rss>"));

        var result = await world.PollAsync();

        Assert.Equal((2, 2, 0), (result.Failed, result.Quarantined, result.NewItems));
        Assert.All(world.Store.Quarantine(), row => Assert.Equal("too-large", row.Content.Code));
    }
}
