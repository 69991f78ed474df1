using System.Net;
using System.Xml.Linq;
using Griot.Record;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests;

/// <summary>
/// Every standing, under every terms, from public and private channels, at every address: the answer has to be what
/// <see cref="Showing"/> decides from facts that each case names by hand.
/// </summary>
public sealed class StandingsTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["visible"] = new(Standing.Visible, true, false, (ledger, card, item) => ledger.Deliver(card, item, Piece(card))),
        ["updated"] = new(Standing.Visible, true, false, (ledger, card, item) => Public(ledger, card, item).Deliver(card, item, Piece(card, Signal.Correction))),
        ["embargoed"] = new(Standing.Embargoed, false, false, (ledger, card, item) => ledger.Deliver(card, item, Piece(card), PubStatus.Embargoed)),
        ["released"] = new(Standing.Visible, true, false, (ledger, card, item) => Embargoed(ledger, card, item).Say(EntryKind.Release, item, 1)),
        ["held before"] = new(Standing.Held, false, false, (ledger, card, item) => Embargoed(ledger, card, item).Say(EntryKind.Hold, item)),
        ["held"] = new(Standing.Held, true, false, (ledger, card, item) => Public(ledger, card, item).Say(EntryKind.Hold, item, notice: new Notice { Reason = "legal" })),
        ["withdrawn before"] = new(Standing.Withdrawn, false, true, (ledger, card, item) => Embargoed(ledger, card, item).Deliver(card, item, Some.Withdrawal(keepsText: true), PubStatus.Canceled)),
        ["withdrawn"] = new(Standing.Withdrawn, true, false, (ledger, card, item) => Public(ledger, card, item).Deliver(card, item, Some.Withdrawal(), PubStatus.Canceled)),
        ["withdrawn, text kept"] = new(Standing.Withdrawn, true, true, (ledger, card, item) => Public(ledger, card, item).Deliver(card, item, Some.Withdrawal(keepsText: true), PubStatus.Canceled)),
        ["canceled"] = new(Standing.Canceled, true, false, (ledger, card, item) => Public(ledger, card, item).Deliver(card, item, Piece(card, Signal.Update), PubStatus.Canceled)),
        ["withheld before"] = new(Standing.Withheld, false, false, (ledger, card, item) => ledger.Deliver(card, item, Piece(card), PubStatus.Withheld)),
        ["withheld"] = new(Standing.Withheld, true, false, (ledger, card, item) => Public(ledger, card, item).Deliver(card, item, Piece(card, Signal.Update), PubStatus.Withheld)),
        ["expired"] = new(Standing.Expired, true, false, (ledger, card, item) => Public(ledger, card, item).Say(EntryKind.Expiry, item)),
        ["removed"] = new(Standing.Removed, true, false, (ledger, card, item) =>
        {
            Public(ledger, card, item).Say(EntryKind.Removal, item, notice: new Notice { Reason = "court-order" });
            ledger.Lose(ledger.History(item)[0]);
        }),
        ["removed before"] = new(Standing.Removed, false, false, (ledger, card, item) =>
        {
            Embargoed(ledger, card, item).Say(EntryKind.Removal, item, notice: new Notice { Reason = "court-order" });
            ledger.Lose(ledger.History(item)[0]);
        }),
        ["only version removed"] = new(Standing.Removed, true, false, (ledger, card, item) =>
        {
            Public(ledger, card, item).Say(EntryKind.Removal, item, version: 1, notice: new Notice { Reason = "court-order" });
            ledger.Lose(ledger.History(item)[0]);
        }),
    };

    public static TheoryData<string, Terms, bool> Rows =>
        [.. from name in Cases.Keys from terms in Enum.GetValues<Terms>() from isPublic in new[] { true, false } select (name, terms, isPublic)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Every_address_answers_as_the_one_function_decides(string name, Terms terms, bool publicDelivery)
    {
        var (ledger, item) = (new PaperLedger(), OpaqueId.New());
        var card = ledger.Register(Some.Provider(terms, publicDelivery));
        Cases[name].Write(ledger, card, item);
        var facts = new ShowingFacts(Cases[name].Standing, Cases[name].WasPublic, Cases[name].KeepsText, terms, publicDelivery);
        await using var site = await Site.Open(ledger);

        await Check(site, $"/items/{item}", Showing.Decide(facts, Output.Piece));
        await Check(site, $"/items/{item}/1", Showing.Decide(facts, Output.OldPiece));
        await Check(site, $"/items/{item}/1/delivery", Showing.Decide(facts, Output.Delivery));
        await Check(site, $"/items/{item}/1/record", Showing.Decide(facts, Output.Record));
        // What was sealed under link terms has no excerpt in it: it is just what may be shown.
        await Check(site, $"/items/{item}/1/summary", Showing.Decide(facts, Output.Summary));
        await CheckFeeds(site, item, Showing.Decide(facts, Output.Piece));
    }

    private static async Task Check(Site site, string path, Answer expected)
    {
        using var answer = await site.Get(path);
        var status = expected switch
        {
            Answer.Whole or Answer.Excerpt or Answer.Link => HttpStatusCode.OK,
            Answer.Gone => HttpStatusCode.Gone,
            Answer.Forbidden => HttpStatusCode.Forbidden,
            _ => HttpStatusCode.NotFound,
        };
        var text = await answer.Content.ReadAsStringAsync();

        Assert.True(status == answer.StatusCode, $"{path}: {answer.StatusCode} instead of {expected}");
        Assert.True(answer.Headers.CacheControl is { NoStore: true } or { MaxAge.TotalSeconds: <= 60 });
        if (status != HttpStatusCode.OK) Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        if (expected != Answer.Whole) Assert.DoesNotContain("le pont rouvre", text);
        if (expected is not (Answer.Whole or Answer.Excerpt)) Assert.DoesNotContain("deux mois", text);
    }

    private static async Task CheckFeeds(Site site, string item, Answer expected)
    {
        var feed = XDocument.Parse(await site.Client.GetStringAsync("/feeds/kayes-hebdo.atom")).Root!;
        var (rss, json) = (await site.Client.GetStringAsync("/feeds/all.rss"), await site.Client.GetStringAsync("/feeds/all.json"));
        var isThere = expected is Answer.Whole or Answer.Excerpt or Answer.Link;

        Assert.Equal(isThere ? 1 : 0, feed.Elements(Atom + "entry").Count());
        Assert.Equal(expected == Answer.Whole, feed.Descendants(Atom + "content").Any());
        Assert.Equal(expected is Answer.Whole or Answer.Excerpt, feed.Descendants(Atom + "summary").Any());
        Assert.Equal(expected == Answer.Gone, feed.Elements(Tombstones + "deleted-entry").Any());
        foreach (var text in (string[])[rss, json])
        {
            Assert.Equal(isThere, text.Contains(item, StringComparison.Ordinal));
            Assert.Equal(expected == Answer.Whole, text.Contains("le pont rouvre", StringComparison.Ordinal));
            Assert.Equal(expected is Answer.Whole or Answer.Excerpt, text.Contains("deux mois", StringComparison.Ordinal));
        }
    }

    private static PaperLedger Public(PaperLedger ledger, ProviderCard card, string item)
    {
        ledger.Deliver(card, item, Piece(card));
        return ledger;
    }

    private static PaperLedger Embargoed(PaperLedger ledger, ProviderCard card, string item)
    {
        ledger.Deliver(card, item, Piece(card), PubStatus.Embargoed);
        return ledger;
    }

    private static ArticleRecord Piece(ProviderCard card, Signal signal = Signal.New) => Some.Piece(signal: signal, terms: card.Terms);

    private sealed record Case(Standing Standing, bool WasPublic, bool KeepsText, Action<PaperLedger, ProviderCard, string> Write);
}
