using Griot.Net;
using Griot.Record;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>
/// Writes the two mails about cases. Subject and headers never hold a word of a reader's; the only exception is the address
/// to reply to, where the reader asked for that. What a reader wrote is quoted line by line, so that it can't pass for ours.
/// </summary>
internal sealed class CaseMails(ILedgerReader ledger, HouseSettings house)
{
    private readonly Shelf shelf = new(ledger);

    /// <summary>To an address that nobody has confirmed: a question waits, about which piece, and the way to confirm.</summary>
    internal OutgoingMail Waits(WaitingCase waiting, string address, string token)
    {
        var edition = EditionFor(waiting.Recipient, waiting.Edition);
        var link = house.Absolute(FeedbackAddresses.ConfirmContact(edition, token));
        string[] lines =
        [
            About(edition, waiting.Item), "",
            edition.Text("feedback.mail.waits", house.Name), link, "", edition.Text("feedback.mail.not-you"),
        ];
        return new OutgoingMail(address, edition.Text("feedback.mail.waits-subject"), string.Join('\n', lines));
    }

    /// <summary>To a confirmed address: the question itself.</summary>
    internal OutgoingMail Question(OutboxMail asked, string? recipient, string address)
    {
        var edition = EditionFor(recipient, asked.Edition);
        var received = DateTimeOffset.FromUnixTimeMilliseconds(asked.Received);
        List<string> lines = [About(edition, asked.Item), ""];
        if (recipient is not null && Recipients.OwnAddress(ledger.Card(recipient)) is null)
            lines.AddRange([edition.Text("feedback.mail.by-way-of-the-house", asked.ResponsibleName), ""]);
        lines.Add(edition.Text("feedback.mail.number", asked.Number, edition.Moment(received)));
        if (asked.ReaderName is { } name) lines.Add(edition.Text("feedback.mail.name", name));
        lines.AddRange(["", .. asked.Text.Split('\n').Select(line => "> " + line), ""]);
        lines.Add(asked.ReaderMail is null ? edition.Text("feedback.mail.reply-house", house.Name) : edition.Text("feedback.mail.reply-reader", house.Name));
        return new OutgoingMail(
            address,
            edition.Text("feedback.mail.subject", asked.Number),
            string.Join('\n', lines),
            ReplyTo: asked.ReaderMail,
            MessageId: $"case-{asked.Id}@{MailDomain(house)}");
    }

    private string About(Edition edition, string? item)
    {
        if (item is null) return edition.Text("feedback.mail.to-house", house.Name);
        if (shelf.TakeSummary(item) is not { } piece) return edition.Text("feedback.mail.about-absent", house.Name, item);
        var headline = QuestionForm.Inert(piece.Summary?.Headline ?? edition.Text("feedback.gone")).Replace('\n', ' ');
        return edition.Text("feedback.mail.about", house.Name, headline, house.Absolute(Addresses.Article(edition, piece)));
    }

    // The provider is written to in its own language, the house in the reader's.
    private Edition EditionFor(string? recipient, string edition) =>
        recipient is not null && ledger.Card(recipient)?.Languages is [var language, ..] ? Editions.Home(language) : Editions.Find(edition) ?? Editions.First;

    internal static string MailDomain(HouseSettings house) => house.PublicUrl.HostNameType == UriHostNameType.IPv6 ? "localhost" : house.PublicUrl.IdnHost;
}
