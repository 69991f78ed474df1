using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Griot.Record;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests;

/// <summary>Readers' questions with their answers, as feeds.</summary>
public sealed class AnswerFeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Threading = "http://purl.org/syndication/thread/1.0";
    private static readonly DateTimeOffset At = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly PaperLedger ledger = new();
    private readonly SaidAnswers answers = new();

    [Theory]
    [InlineData("atom")]
    [InlineData("rss")]
    [InlineData("json")]
    public async Task An_answer_stands_under_its_provider_in_its_feed_and_in_that_of_all_and_in_no_other(string form)
    {
        var (card, _) = Answered("Qui <b>paie</b> ]]> & \u0001 ?");
        ledger.Register(Some.Provider(slug: "segou-info"));
        await using var site = await Site.Open(ledger.Shelf, answers: answers);

        foreach (var path in (string[])["/feeds/answers", $"/feeds/{card.Slug}/answers"])
        {
            var feed = await site.Client.GetStringAsync($"{path}.{form}");
            Assert.Contains(card.Name, feed);
            Assert.Contains("La région.", feed);
            if (form == "json") JsonNode.Parse(feed);
            else XDocument.Parse(feed);
        }

        Assert.DoesNotContain("La région.", await site.Client.GetStringAsync($"/feeds/segou-info/answers.{form}"));
        using var none = await site.Get($"/feeds/nobody/answers.{form}");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task It_names_the_piece_that_it_is_about_and_the_piece_s_entry_leads_to_it()
    {
        var (card, item) = Answered("Qui paie ?");
        await using var site = await Site.Open(ledger.Shelf, answers: answers);
        var entry = XDocument.Parse(await site.Client.GetStringAsync("/feeds/answers.atom")).Descendants(Atom + "entry").Single();
        Assert.Equal("urn:griot:answer:abcd-efgh", entry.Element(Atom + "id")!.Value);
        Assert.Equal(("question", "urn:griot:case-kind"), (entry.Element(Atom + "category")!.Attribute("term")!.Value, entry.Element(Atom + "category")!.Attribute("scheme")!.Value));
        Assert.Equal($"urn:griot:item:{item}", entry.Element(Threading + "in-reply-to")!.Attribute("ref")!.Value);

        var piece = XDocument.Parse(await site.Client.GetStringAsync("/feeds/all.atom")).Descendants(Atom + "entry").Single();
        var replies = piece.Elements(Atom + "link").Where(link => link.Attribute("rel")!.Value == "replies").ToList();
        Assert.Equal(["text/html", "application/atom+xml"], replies.Select(link => link.Attribute("type")!.Value));
        Assert.All(replies, link => Assert.Equal("1", link.Attribute(Threading + "count")!.Value));
        Assert.Equal($"https://griot.example/feeds/{card.Slug}/answers.atom", replies[1].Attribute("href")!.Value);
    }

    [Fact]
    public async Task A_feed_that_was_kept_follows_what_is_published_although_the_log_stands_still()
    {
        var (card, item) = Answered("Qui paie ?");
        await using var site = await Site.Open(ledger.Shelf, answers: answers);
        await site.Client.GetStringAsync("/feeds/answers.atom");
        await site.Client.GetStringAsync("/feeds/all.atom");
        answers.All.Add((new PublishedAnswer("Et quand ?", "En mai.", "La région", At.AddDays(1)) { Number = "ijkl-mnop", Item = item, Published = At.AddDays(1) }, card.Id));
        Assert.Contains("En mai.", await site.Client.GetStringAsync("/feeds/answers.atom"));
        Assert.Contains("thr:count=\"2\"", await site.Client.GetStringAsync("/feeds/all.atom"));
    }

    [Fact]
    public async Task An_answer_that_the_house_typed_in_is_never_told_as_if_its_giver_had_sent_it()
    {
        var (card, item) = Answered("Qui paie ?");
        answers.All.Add((new PublishedAnswer("Et quand ?", "En mai.", "La région", At) { EnteredBy = "Griot", Line = "La région (saisi par Griot)", Number = "ijkl-mnop", Item = item, Published = At }, card.Id));
        await using var site = await Site.Open(ledger.Shelf, answers: answers);
        foreach (var form in (string[])["atom", "rss", "json"])
            Assert.Contains("La région (saisi par Griot)", System.Text.RegularExpressions.Regex.Unescape(await site.Client.GetStringAsync($"/feeds/answers.{form}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_of_a_piece_that_was_withdrawn_is_in_no_feed()
    {
        var (card, item) = Answered("Qui paie ?");
        ledger.Deliver(card, item, Some.Withdrawal(), PubStatus.Canceled);
        await using var site = await Site.Open(ledger.Shelf, answers: answers);
        Assert.DoesNotContain("La région.", await site.Client.GetStringAsync("/feeds/answers.atom"));
    }

    [Fact]
    public async Task A_former_slug_leads_to_the_feed_of_answers_under_the_present_one()
    {
        ledger.Register(Some.Provider(slug: "kayes-info") with { FormerSlugs = ["kayes-hebdo"] });
        await using var site = await Site.Open(ledger.Shelf, answers: answers);
        using var moved = await site.Get("/feeds/kayes-hebdo/answers.atom");
        Assert.Equal((HttpStatusCode.MovedPermanently, "https://griot.example/feeds/kayes-info/answers.atom"), (moved.StatusCode, moved.Headers.Location!.ToString()));
    }

    private (ProviderCard Card, string Item) Answered(string question)
    {
        var card = ledger.Register(Some.Provider());
        var item = ledger.Deliver(card, OpaqueId.New(), Some.Piece()).Entry.Item!;
        answers.All.Add((new PublishedAnswer(question, "La région.", "La région", At) { Number = "abcd-efgh", Item = item, Published = At }, card.Id));
        return (card, item);
    }
}
