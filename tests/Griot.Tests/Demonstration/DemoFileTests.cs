using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Griot.Tests.Running;

namespace Griot.Tests.Demonstration;

/// <summary>The pictures and the document of the invented world.</summary>
public sealed class DemoFileTests(DemoHouse demo)
{
    [Fact]
    public async Task Its_pictures_are_fetched_drawn_anew_and_shown_from_the_house()
    {
        var site = await demo.SiteAsync();
        string? picture = null;
        await Eventually.TrueAsync(async () =>
        {
            foreach (var item in (await site.ItemsAsync()).Where(item => Page(item).Contains("/le-fleuve/", StringComparison.Ordinal)))
                if (item["_griot"]!["status"]!.GetValue<string>() == "usable") picture ??= new HtmlParser().ParseDocument(await site.ReadAsync(Page(item))).QuerySelector("figure.photo img")?.GetAttribute("src");
            return picture is not null;
        }, () => "no piece of Le Fleuve shows a picture");

        using var answer = await site.GetAsync(picture!);
        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_document_that_a_provider_hands_in_can_be_taken_as_it_came_and_read_without_a_program_for_it()
    {
        var site = await demo.SiteAsync();
        var handedIn = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Testing.SharedMaterial.Checkout(), "demo", "document.json"), TestContext.Current.CancellationToken))!;
        var item = Assert.Single(await site.ItemsAsync(), item => item["title"]?.GetValue<string>() == handedIn["headline"]!.GetValue<string>());
        IElement? links = null;
        await Eventually.TrueAsync(async () => (links = new HtmlParser().ParseDocument(await site.ReadAsync(Page(item))).QuerySelector(".docs .acts"))?.QuerySelector("a[href*='/document/']") is not null, () => "the document's text was never read");

        Assert.StartsWith("%PDF-", await site.ReadAsync(links!.QuerySelector("a[download]")!.GetAttribute("href")!), StringComparison.Ordinal);
        var text = new HtmlParser().ParseDocument(await site.ReadAsync(links.QuerySelector("a[href*='/document/']")!.GetAttribute("href")!)).Body!.TextContent;
        foreach (var line in handedIn["lines"]!.AsArray()) Assert.Contains(line!.GetValue<string>(), text, StringComparison.Ordinal);
    }

    private static string Page(JsonNode item) => new Uri(item["url"]!.GetValue<string>()).AbsolutePath;
}
