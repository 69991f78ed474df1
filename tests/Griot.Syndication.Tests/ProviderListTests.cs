using System.Xml.Linq;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests;

public sealed class ProviderListTests
{
    private static readonly XNamespace Griot = "urn:griot:1";

    private readonly PaperLedger ledger = new();

    [Fact]
    public async Task The_list_of_subscriptions_has_every_provider_with_the_feed_that_the_house_has_of_it()
    {
        var card = ledger.Register(Some.Provider() with { Home = "https://kayes.example/", Contact = "redaction@kayes.example" });
        ledger.Register(Some.Provider(slug: "segou-info") with { Name = "Ségou & <Info>", Home = "javascript:alert(1)" });
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get("/providers.opml");
        var outlines = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Descendants("outline").ToList();

        Assert.Equal("text/x-opml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["Kayes Hebdo", "Ségou & <Info>"], outlines.Select(outline => outline.Attribute("text")!.Value));
        Assert.Equal("https://griot.example/feeds/kayes-hebdo.rss", outlines[0].Attribute("xmlUrl")!.Value);
        Assert.Equal(card.Id, outlines[0].Attribute(Griot + "id")!.Value);
        Assert.Equal("independent", outlines[0].Attribute(Griot + "capacity")!.Value);
        Assert.Null(outlines[1].Attribute("htmlUrl"));
        // Where deliveries come from is nobody's business.
        Assert.DoesNotContain("kayes.example/feed", outlines[0].ToString());
        Assert.DoesNotContain(card.Channels[0].Id, outlines[0].ToString());
    }

    [Fact]
    public async Task No_cell_of_the_table_is_taken_for_a_formula_H12()
    {
        ledger.Register(Some.Provider() with { Name = "=HYPERLINK(\"http://evil.example\")", About = "@SUM(1), \"deux\"\nlignes", Contact = "'+1" });
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get("/providers.csv");
        var table = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("name,kind,capacity,country,language,home,contact,terms,feed,about,id,slug,state,page\r\n", table);
        Assert.Contains("\r\n\"'=HYPERLINK(\"\"http://evil.example\"\")\",press,independent,ML,fr,,\"''+1\",full,https://griot.example/feeds/kayes-hebdo.rss,\"'@SUM(1), \"\"deux\"\"\nlignes\",", table);
    }

    [Fact]
    public async Task A_house_without_a_provider_has_lists_too()
    {
        await using var site = await Site.Open(ledger);

        Assert.Empty(XDocument.Parse(await site.Client.GetStringAsync("/providers.opml")).Descendants("outline"));
        Assert.Single((await site.Client.GetStringAsync("/providers.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }
}
