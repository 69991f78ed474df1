using System.Globalization;
using Griot.Net;
using Griot.Record;
using Griot.Record.Html;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>
/// Writes receipts, and the question whether a mail is the provider's, in the provider's first language that is one of five,
/// else in English. The first line bears a mark by which the receipt is found again in an answer that quotes it. What a
/// stranger wrote stands in a question line by line behind <c>&gt;</c>, and never in its subject or a header. Addresses stand
/// on lines of their own: between words that run from right to left they would be torn apart.
/// </summary>
internal sealed class ReceiptMails(ILedgerReader ledger, HouseSettings house)
{
    /// <summary>As <c>Griot.Formats.MailLook.ReceiptMark</c> says; a test holds the two to be one.</summary>
    internal const string Mark = "##- griot -##";

    private const int LongestSubject = 200;

    internal (string Subject, string Text) Receipt(SenderReceipt receipt)
    {
        var texts = ProviderTexts.For(ledger.Card(receipt.Provider));
        List<string> lines = [Mark, Said(texts, receipt)];
        if (Why(texts, receipt) is { } why) lines.AddRange(["", why]);
        if (AddressOf(receipt) is { } address) lines.AddRange(["", .. receipt.Deed == "withdrawn" ? (string[])[] : [texts[receipt.IsEmbargoed ? "receipt.will-stand" : "receipt.stands"]], address]);
        if (receipt.Entry is { } entry) lines.Add(texts["receipt.entry", entry.ToString(CultureInfo.InvariantCulture), "\n" + house.Absolute(Addresses.Entry(entry))]);
        if (receipt.Item is not null && receipt.Deed != "withdrawn") lines.AddRange(["", texts["receipt.correct"], "", texts["receipt.withdraw"], .. Page(texts, receipt)]);
        lines.AddRange(["", texts["receipt.verbatim", texts.Named(house.Name)]]);
        return ("Re: " + Line(receipt.Subject), string.Join('\n', lines));
    }

    internal (string Subject, string Text) Question(HeldMail held)
    {
        var texts = ProviderTexts.For(ledger.Card(held.Provider));
        string[] lines =
        [
            texts["held.intro", texts.Named(house.Name)], "", "> " + Line(held.From), "> " + Line(held.Subject), ">",
            .. held.Excerpt.ReplaceLineEndings("\n").Split('\n').Select(line => "> " + DisplayText.Clean(line)), "", texts["held.yes"],
            .. held.Page is { } page ? ["", texts["held.click"], page] : (string[])[], "", texts["held.no"],
        ];
        return (texts["held.subject", house.Name], string.Join('\n', lines));
    }

    /// <summary>To a contact that nobody has confirmed: that a mail waits, and the way to confirm.</summary>
    internal OutgoingMail Waits(string provider, string address, string token)
    {
        var texts = ProviderTexts.For(ledger.Card(provider));
        string[] lines = [texts["held.waits", texts.Named(house.Name)], house.Absolute(FeedbackAddresses.ConfirmContact(texts, token)), "", texts["held.not-you"]];
        return new OutgoingMail(address, texts["held.subject", house.Name], string.Join('\n', lines));
    }

    private string Said(ProviderTexts texts, SenderReceipt receipt)
    {
        var name = texts.Named(house.Name);
        if (!receipt.IsEmbargoed) return texts[$"receipt.{receipt.Deed}", name];
        return receipt.EmbargoedUntil is { } until ? texts["receipt.embargoed", name, Phrases.Moment(until)] : texts["receipt.embargoed.open", name];
    }

    private static string? Why(ProviderTexts texts, SenderReceipt receipt) =>
        receipt.Reason is null && receipt.Code is null ? null : Refusals.Of(texts.Code, receipt.Code, receipt.Reason is { } reason ? Line(reason) : null);

    // Also of what is not shown yet: it will stand there.
    private string? AddressOf(SenderReceipt receipt) => receipt.Item is { } item && ledger.Card(receipt.Provider) is { } card
        ? house.Absolute(Addresses.Article(FeedbackAddresses.EditionFor(card), card.Slug, item))
        : null;

    private IEnumerable<string> Page(ProviderTexts texts, SenderReceipt receipt) => receipt.Page is { } page
        ? ["", texts["receipt.page", Phrases.Moment(page.Until)], page.Address]
        : ["", texts["receipt.page.contact", texts.Named(house.Name)]];

    private static string Line(string text)
    {
        var line = DisplayText.Clean(text.ReplaceLineEndings(" "));
        return line.Length <= LongestSubject ? line : string.Concat(line.AsSpan(0, LongestSubject), "…");
    }
}
