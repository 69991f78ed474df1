using Griot.Net;
using Griot.Record;
using Griot.Record.Html;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>
/// Writes receipts, and the question whether a mail is the provider's, in the provider's first language where there is an
/// edition in it, else in English. The first line bears a mark by which the receipt is found again in an answer that quotes
/// it. What a stranger wrote stands in a question line by line behind <c>&gt;</c>, and never in its subject or a header.
/// </summary>
internal sealed class ReceiptMails(ILedgerReader ledger, HouseSettings house)
{
    /// <summary>As <c>Griot.Formats.MailLook.ReceiptMark</c> says; a test holds the two to be one.</summary>
    internal const string Mark = "##- griot -##";

    private const int LongestSubject = 200;
    private readonly Shelf shelf = new(ledger);

    internal (string Subject, string Text) Receipt(SenderReceipt receipt)
    {
        var edition = EditionFor(receipt.Provider);
        List<string> lines = [Mark, edition.Text($"mail.receipt.{receipt.Deed}", house.Name)];
        if (Why(edition, receipt) is { } why) lines.AddRange(["", why]);
        if (receipt.Item is { } item && shelf.TakeSummary(item) is { } piece)
        {
            lines.Add("");
            lines.Add(house.Absolute(Addresses.Article(Editions.Home(piece.Summary?.Language), piece)));
        }

        if (receipt.Entry is { } entry) lines.Add(edition.Text("mail.receipt.entry", edition.Number(entry), house.Absolute(Addresses.Entry(entry))));
        if (receipt.Item is not null && receipt.Deed != "withdrawn") lines.AddRange(["", edition.Text("mail.receipt.correct"), "", edition.Text("mail.receipt.withdraw")]);
        lines.AddRange(["", edition.Text("mail.receipt.verbatim", house.Name)]);
        return ("Re: " + Line(receipt.Subject), string.Join('\n', lines));
    }

    internal (string Subject, string Text) Question(HeldMail held)
    {
        var edition = EditionFor(held.Provider);
        string[] lines =
        [
            edition.Text("mail.held.intro", house.Name), "", "> " + Line(held.From), "> " + Line(held.Subject), ">",
            .. held.Excerpt.ReplaceLineEndings("\n").Split('\n').Select(line => "> " + DisplayText.Clean(line)), "", edition.Text("mail.held.yes"), "", edition.Text("mail.held.no"),
        ];
        return (edition.Text("mail.held.subject", house.Name), string.Join('\n', lines));
    }

    /// <summary>To a contact that nobody has confirmed: that a mail waits, and the way to confirm.</summary>
    internal OutgoingMail Waits(string provider, string address, string token)
    {
        var edition = EditionFor(provider);
        string[] lines = [edition.Text("mail.held.waits", house.Name), house.Absolute(FeedbackAddresses.ConfirmContact(edition, token)), "", edition.Text("feedback.trouble.not-you")];
        return new OutgoingMail(address, edition.Text("mail.held.subject", house.Name), string.Join('\n', lines));
    }

    private static string? Why(Edition edition, SenderReceipt receipt) => receipt.Code switch
    {
        "order-without-piece" or "answer-without-order" => edition.Text($"mail.receipt.why.{receipt.Code}"),
        _ => receipt.Reason is { } reason ? edition.Text("mail.receipt.why", Line(reason)) : null,
    };

    private static string Line(string text)
    {
        var line = DisplayText.Clean(text.ReplaceLineEndings(" "));
        return line.Length <= LongestSubject ? line : string.Concat(line.AsSpan(0, LongestSubject), "…");
    }

    private Edition EditionFor(string provider) =>
        Editions.Find(ledger.Card(provider)?.Languages is [var language, ..] ? Tag.Primary(language) : null) ?? Editions.Find("en") ?? Editions.First;
}
