using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Griot.Record;

namespace Griot.Site.Tests;

public sealed class HostileTests
{
    [Fact]
    public async Task H01_what_a_provider_writes_never_acts_in_any_field_of_any_page()
    {
        await using var house = await House.OpenAsync();
        foreach (var path in await FillAsync(house))
        {
            using var answer = await house.AskAsync(path);
            var html = await answer.Content.ReadAsStringAsync();
            var page = Read.Page(html);

            // The house's own, in the head of every page: nothing of a provider stands in it.
            Assert.Equal("Chercher", Assert.Single(page.QuerySelectorAll("body > header form.find[action='/fr/search']")).TextContent.Trim());
            page.QuerySelector("form.find")!.Remove();
            // What a page says to programs is data: no browser runs it, and any program can read it.
            if (page.QuerySelector("script") is { } data && data.GetAttribute("type") == "application/ld+json" && JsonNode.Parse(data.TextContent) is JsonObject) data.Remove();
            Assert.Empty(page.QuerySelectorAll("script, img, svg, iframe, form, button, video, object, embed, style, base, meta[http-equiv], math, template"));
            Assert.DoesNotContain(page.All, HasHandler);
            Assert.DoesNotContain(page.QuerySelectorAll("a[href], link[href]"), link => !IsPlain(link.GetAttribute("href")!));
            Assert.Single(page.QuerySelectorAll("#text"));
            Assert.DoesNotContain(html, IsForbidden);
            Assert.DoesNotContain("tracker.example", html);
            Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        }
    }

    [Fact]
    public async Task X14_H14_names_are_isolated_and_their_order_marks_removed()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le\u202EFleuve\u0007", slug: "le-fleuve"));
        var item = await house.DeliverAsync(provider, Written.Piece("Un\u0000 ti\u0085tre\u202E") with { By = "A\u202Emina" });

        var page = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}"));

        Assert.Equal("LeFleuve", page.QuerySelector(".nameplate bdi")!.TextContent);
        Assert.Equal("Un ti tre", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Amina", page.QuerySelector(".meta bdi")!.TextContent);
    }

    [Theory]
    [InlineData("https://ok.example/a", "https://ok.example/a")]
    [InlineData("JaVaScRiPt:alert(1)", null)]
    [InlineData("java\tscript:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("vbscript:x", null)]
    [InlineData("//evil.example", null)]
    [InlineData("\\\\evil.example", null)]
    [InlineData("https:\\\\evil.example", null)]
    [InlineData("/\\evil.example", null)]
    [InlineData("https://user:secret@ok.example/", null)]
    [InlineData("", null)]
    public void H02_only_plain_web_addresses_lead_out(string address, string? shown) => Assert.Equal(shown, Outward.Web(address));

    [Theory]
    [InlineData("a@ok.example", "mailto:a@ok.example")]
    [InlineData("a@ok.example?bcc=b@ok.example", null)]
    [InlineData("A <a@ok.example>", null)]
    [InlineData("javascript:alert(1)", null)]
    public void Only_a_bare_mail_address_or_a_page_is_a_contact(string contact, string? shown) => Assert.Equal(shown, Outward.Contact(contact));

    [Fact]
    public async Task H13_where_a_link_leads_is_shown_as_it_is_and_never_called_proven()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve", slug: "le-fleuve"));
        var item = await house.DeliverAsync(provider, Written.Piece("Un titre", "<p><a href=\"https://r-fi.example/\">rfi.example</a> <a href=\"https://\u0440\u0430\u0443pal.example/\">paypal.example</a></p>"));

        var page = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}"));

        Assert.Equal(["https://r-fi.example/", "https://\u0440\u0430\u0443pal.example/"], page.QuerySelectorAll(".body a").Select(link => link.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll(".body a"), link => Assert.Null(link.GetAttribute("target")));
        Assert.DoesNotContain("domaine prouvé", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    private static async Task<List<string>> FillAsync(House house)
    {
        var provider = await house.RegisterAsync(Hostile.Provider());
        var item = await house.DeliverAsync(provider, Hostile.Piece());
        await house.DeliverAsync(provider, Hostile.Piece(Signal.Correction), item);
        var excerpt = await house.DeliverAsync(provider, Hostile.Piece() with { Terms = Terms.Excerpt }, excerpt: Hostile.Payload);
        var withdrawn = await house.DeliverAsync(provider, Hostile.Piece());
        await house.DeliverAsync(provider, Hostile.Piece(Signal.Withdrawal), withdrawn, reason: Hostile.Payload);
        var held = await house.DeliverAsync(provider, Hostile.Piece());
        await house.HoldAsync(provider, held, new Notice { Reason = Hostile.Payload, Text = Hostile.Payload });
        house.Answers.ByItem[item] = [new PublishedAnswer(Hostile.Payload, Hostile.Payload, Hostile.Payload, house.Time.GetUtcNow())];
        return
        [
            "/fr", "/fr/providers", "/fr/about", "/fr/hostile", $"/fr/hostile/{item}", $"/fr/hostile/{item}/1", $"/fr/hostile/{excerpt}",
            $"/fr/hostile/{withdrawn}", $"/fr/hostile/{held}", "/fr/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/fr?lang=%22%3E%3Cscript%3E", "/fr/providers?country=%22%3E&kind=%3Cscript%3E",
        ];
    }

    private static bool HasHandler(IElement element) =>
        element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc" or "target");

    private static bool IsPlain(string address) =>
        address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) || address.StartsWith('#') || address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal);

    private static bool IsForbidden(char letter) => letter is '\u0000' or '\u0001' or '\u0085' or '\uFEFF';
}
