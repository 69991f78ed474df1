using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Griot.Record;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests;

/// <summary>One item in the forms of others, by its address and by what Accept asks for.</summary>
public sealed class FormsTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    private readonly PaperLedger ledger = new();
    private readonly string item = OpaqueId.New();

    public static TheoryData<string, string, string> Forms => new()
    {
        { "ninjs", "application/json; profile=\"ninjs-3.1\"", "\"name\":\"3.1\"" },
        { "ninjs?version=2.2", "application/json; profile=\"ninjs-2.2\"", "\"2.2\"" },
        { "ninjs?version=1.6", "application/json; profile=\"ninjs-1.6\"", "\"1.6\"" },
        { "atom", "application/atom+xml", "<entry" },
        { "rss", "application/rss+xml", "<item>" },
        { "jsonfeed", "application/feed+json", "\"items\":[{" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task An_item_goes_out_in_every_form_by_its_address_and_by_accept(string form, string mediaType, string holds)
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Piece("zwei", Signal.Update));
        await using var site = await Site.Open(ledger);

        using var named = await site.Get($"/items/{item}/2/{form}");
        using var asked = await site.Get($"/items/{item}", ("Accept", mediaType + ", text/html;q=0.3"));
        using var older = await site.Get($"/items/{item}/1", ("Accept", mediaType));

        foreach (var (answer, title) in new[] { (named, "zwei"), (asked, "zwei"), (older, "Le pont rouvre") })
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.StartsWith(mediaType, answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("public, max-age=60", answer.Headers.CacheControl!.ToString());
            Assert.Contains(title, text);
            Assert.Contains("Kayes Hebdo", text);
            if (!form.Contains('?')) Assert.Contains(holds == "\"name\":\"3.1\"" ? "3.1" : holds, text);
        }

        Assert.Equal("Accept", asked.Headers.Vary.Single());
    }

    [Theory]
    [InlineData("application/json", "application/json; charset=utf-8")]
    [InlineData("application/json; profile=\"ninjs-9.9\"", "application/json; charset=utf-8")]
    [InlineData("application/json; profile=ninjs-2.2", "application/json; profile=\"ninjs-2.2\"")]
    [InlineData("application/atom+xml;q=0.2, application/json;q=0.9", "application/json; charset=utf-8")]
    [InlineData("application/atom+xml;q=0.9, application/json;q=0.2", "application/atom+xml; charset=utf-8")]
    [InlineData("application/atom+xml;q=0.2, */*", "application/json; charset=utf-8")]
    [InlineData("application/atom+xml, */*;q=0.1", "application/atom+xml; charset=utf-8")]
    [InlineData("application/atom+xml;q=0", "application/json; charset=utf-8")]
    [InlineData("image/png", "application/json; charset=utf-8")]
    public async Task The_form_that_is_wanted_most_is_given(string accept, string given)
    {
        ledger.Deliver(ledger.Register(Some.Provider()), item, Some.Piece());
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get($"/items/{item}", ("Accept", accept));

        Assert.Equal(given, answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task What_has_gone_is_410_in_the_words_of_each_form_that_has_any()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Withdrawal(), PubStatus.Canceled);
        await using var site = await Site.Open(ledger);

        foreach (var (address, accept) in new[] { ($"/items/{item}/1/ninjs", ""), ($"/items/{item}", "application/json; profile=\"ninjs-3.1\"") })
        {
            var ninjs = JsonDocument.Parse(await Gone(site, address, accept, "application/json")).RootElement;
            Assert.Equal(("canceled", $"urn:griot:item:{item}"), (ninjs.GetProperty("pubStatus").GetString(), ninjs.GetProperty("uri").GetString()));
        }

        foreach (var (address, accept) in new[] { ($"/items/{item}/1/atom", ""), ($"/items/{item}/1", "application/atom+xml") })
        {
            var deleted = XDocument.Parse(await Gone(site, address, accept, "application/atom+xml")).Root!.Element(Tombstones + "deleted-entry")!;
            Assert.Equal($"urn:griot:item:{item}", deleted.Attribute("ref")!.Value);
            Assert.Equal($"https://griot.example/fr/kayes-hebdo/{item}", deleted.Element(Atom + "link")!.Attribute("href")!.Value);
        }

        foreach (var form in (string[])["rss", "jsonfeed"])
            Assert.Contains("\"urn:griot:problem:gone\"", await Gone(site, $"/items/{item}/1/{form}", "", "application/problem+json"));
    }

    [Fact]
    public async Task A_text_that_stays_readable_though_it_was_taken_back_is_none_to_publish()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Withdrawal(keepsText: true), PubStatus.Canceled);
        await using var site = await Site.Open(ledger);

        var kept = await site.Client.GetStringAsync($"/items/{item}/1/ninjs");

        Assert.Contains("le pont rouvre", kept);
        Assert.Equal("canceled", JsonDocument.Parse(kept).RootElement.GetProperty("pubStatus").GetString());
    }

    [Theory]
    [InlineData("1/ninjs?version=4", HttpStatusCode.BadRequest)]
    [InlineData("1/nitf", HttpStatusCode.NotFound)]
    [InlineData("1/nitf?version=3.1", HttpStatusCode.NotFound)]
    [InlineData("2/ninjs", HttpStatusCode.NotFound)]
    [InlineData("01/ninjs", HttpStatusCode.NotFound)]
    public async Task What_is_no_form_is_a_problem(string address, HttpStatusCode status)
    {
        ledger.Deliver(ledger.Register(Some.Provider()), item, Some.Piece());
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get($"/items/{item}/{address}");

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Under_an_embargo_no_form_is_there()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece(), PubStatus.Embargoed);
        await using var site = await Site.Open(ledger);

        foreach (var form in (string[])["ninjs", "atom", "rss", "jsonfeed"])
        {
            using var answer = await site.Get($"/items/{item}/1/{form}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static async Task<string> Gone(Site site, string address, string accept, string mediaType)
    {
        using var answer = await site.Get(address, ("Accept", accept));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain("le pont rouvre", text);
        return text;
    }
}
