using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Griot.Record;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests;

/// <summary>What providers corrected and took back, as feeds.</summary>
public sealed class CorrectionFeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly PaperLedger ledger = new();
    private readonly string item = OpaqueId.New();

    [Fact]
    public async Task A_correction_says_what_changed_and_leads_to_the_difference_and_no_text_goes_with_it()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Piece("Le pont rouvre", Signal.Update));
        var correction = ledger.Deliver(card, item, Some.Piece("Le pont rouvre demain", Signal.Correction));
        await using var site = await OpenAsync();

        var text = await site.Client.GetStringAsync("/feeds/corrections.atom");
        var entry = Assert.Single(XDocument.Parse(text).Root!.Elements(Atom + "entry"));

        Assert.Equal($"urn:griot:entry:{correction.Index}", entry.Element(Atom + "id")!.Value);
        Assert.Equal("Correction · Le pont rouvre demain", entry.Element(Atom + "title")!.Value);
        Assert.Equal($"{Site.PublicUrl}/fr/kayes-hebdo/{item}/3/difference", Assert.Single(entry.Elements(Atom + "link"), link => link.Attribute("rel")?.Value is null or "alternate").Attribute("href")!.Value);
        Assert.Equal("2 > 3 (fr)", entry.Element(Atom + "summary")!.Value);
        Assert.Equal("Kayes Hebdo", entry.Element(Atom + "source")!.Element(Atom + "title")!.Value);
        Assert.DoesNotContain("deux mois de travaux", text);
    }

    [Fact]
    public async Task A_withdrawal_stands_with_its_reason_and_without_a_word_of_the_piece()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece("Un titre qui doit partir"));
        ledger.Deliver(card, item, Some.Piece("Un titre qui doit partir aussi", Signal.Correction));
        ledger.Deliver(card, item, Some.Withdrawal(), PubStatus.Canceled);
        await using var site = await OpenAsync();

        foreach (var form in (string[])["atom", "rss", "json"])
        {
            var text = await site.Client.GetStringAsync($"/feeds/kayes-hebdo/corrections.{form}");
            Assert.Contains("Publié par erreur.", WebUtility.HtmlDecode(WebUtility.HtmlDecode(text)));
            Assert.Contains("gone: withdrawn", text);
            Assert.Contains($"{Site.PublicUrl}/fr/kayes-hebdo/{item}", text);
            Assert.DoesNotContain("titre qui doit partir", text);
        }
    }

    [Fact]
    public async Task What_the_house_holds_and_what_is_only_updated_stand_in_none()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Piece("Le pont", Signal.Update));
        var held = OpaqueId.New();
        ledger.Deliver(card, held, Some.Piece());
        ledger.Deliver(card, held, Some.Piece("Le pont suspendu", Signal.Correction));
        ledger.Say(EntryKind.Hold, held, notice: new Notice { Reason = "legal" });
        await using var site = await OpenAsync();

        Assert.Empty(JsonNode.Parse(await site.Client.GetStringAsync("/feeds/corrections.json"))!["items"]!.AsArray());
    }

    [Fact]
    public async Task Its_pages_lead_down_to_the_first_and_hold_each_one_once()
    {
        var card = ledger.Register(Some.Provider());
        for (var i = 0; i < 9; i++)
        {
            var piece = OpaqueId.New();
            ledger.Deliver(card, piece, Some.Piece());
            if (i % 3 == 0) ledger.Deliver(card, piece, Some.Withdrawal(), PubStatus.Canceled);
            else ledger.Deliver(card, piece, Some.Piece(signal: Signal.Correction));
        }

        await using var site = await Site.Open(ledger.Shelf, feedSize: 2, words: new PlainWords());
        var seen = new List<long>();
        for (var next = "/feeds/corrections.json"; next is not null;)
        {
            var page = JsonNode.Parse(await site.Client.GetStringAsync(next))!;
            Assert.InRange(page["items"]!.AsArray().Count, 0, 2);
            seen.AddRange(page["items"]!.AsArray().Select(one => long.Parse(one!["id"]!.GetValue<string>().Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture)));
            next = page["next_url"]?.GetValue<string>().Replace(Site.PublicUrl, "", StringComparison.Ordinal);
        }

        Assert.Equal([18, 16, 14, 12, 10, 8, 6, 4, 2], seen);
        // A cursor beyond the end is the end: it leads through no endless row of empty pages.
        var beyond = JsonNode.Parse(await site.Client.GetStringAsync($"/feeds/corrections.json?before={long.MaxValue}"))!;
        Assert.Equal(2, beyond["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_former_slug_leads_to_the_present_one_and_nonsense_nowhere()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Register(card with { Slug = "kayes-matin", FormerSlugs = ["kayes-hebdo"] });
        await using var site = await OpenAsync();

        using var moved = await site.Get("/feeds/kayes-hebdo/corrections.rss");
        Assert.Equal((HttpStatusCode.MovedPermanently, $"{Site.PublicUrl}/feeds/kayes-matin/corrections.rss"), (moved.StatusCode, moved.Headers.Location!.ToString()));
        foreach (var (address, status) in new[] { ("/feeds/nobody/corrections.atom", HttpStatusCode.NotFound), ("/feeds/corrections.atom?before=x", HttpStatusCode.BadRequest), ("/feeds/corrections.pdf", HttpStatusCode.NotFound) })
        {
            using var answer = await site.Get(address);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    private Task<Site> OpenAsync() => Site.Open(ledger.Shelf, words: new PlainWords());

    private sealed class PlainWords : IChangeWords
    {
        public string Line(Rendition before, Rendition after, string? language) => $"{before.Version.Entry.Version} > {after.Version.Entry.Version} ({language})";

        public string Name(Signal signal, string? language) => signal.ToString();

        public string Gone(Standing standing, string? language) => "gone: " + Word.Of(standing);

        public string Title(string? language) => "Corrections";
    }
}
