using System.Text;
using Griot.Net;
using Griot.Record;
using Griot.Record.Html;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>
/// Writes the mails about feeds, to a provider in its first language where there is an edition in it, else in English.
/// What an outsider's server sent stands in them quoted line by line, never in a subject or a header, and never in a mail
/// to an address that nobody has confirmed.
/// </summary>
internal sealed class NoticeMails(ILedgerReader ledger, HouseSettings house)
{
    /// <summary>Samples in one mail, so that a mail about ten feeds can still be read.</summary>
    private const int MostSamples = 3;

    private const string Between = "----------";

    /// <summary>To an address that nobody has confirmed: that a note waits, and the way to confirm.</summary>
    internal OutgoingMail Waits(string provider, string address, string token)
    {
        var edition = EditionFor(ledger.Card(provider));
        string[] lines =
        [
            edition.Text("feedback.trouble.waits", house.Name), house.Absolute(FeedbackAddresses.ConfirmContact(edition, token)), "",
            edition.Text("feedback.trouble.not-you"),
        ];
        return new OutgoingMail(address, edition.Text("feedback.trouble.waits-subject"), string.Join('\n', lines));
    }

    /// <summary>To a confirmed contact.</summary>
    internal OutgoingMail ToProvider(IReadOnlyList<NoticeRow> rows, string address)
    {
        var edition = EditionFor(ledger.Card(rows[0].Provider));
        List<string> lines = [edition.Text("feedback.trouble.intro", house.Name), ""];
        lines.AddRange(Sections(rows, edition, namesProvider: false));
        lines.Add(edition.Text("feedback.trouble.calm", house.Name));
        return Mail(rows[0], address, edition.Text("feedback.trouble.subject", house.Name), lines);
    }

    /// <summary>To the operator, who set the address up for itself.</summary>
    internal OutgoingMail ToOperator(IReadOnlyList<NoticeRow> rows, string address)
    {
        var edition = EditionFor(ledger.Cards().FirstOrDefault(card => card.Kind == ProviderKind.House));
        List<string> lines = [edition.Text("feedback.trouble.intro-operator", house.Name), ""];
        lines.AddRange(Sections(rows, edition, namesProvider: true));
        return Mail(rows[0], address, edition.Text("feedback.trouble.subject-operator", house.Name, rows.Count), lines);
    }

    private OutgoingMail Mail(NoticeRow first, string address, string subject, List<string> lines) => new(
        address, subject, string.Join('\n', lines),
        MessageId: $"notice-{first.Id}-{(first.Recipient == NoticeOutbox.Operator ? "operator" : "provider")}@{CaseMails.MailDomain(house)}");

    private IEnumerable<string> Sections(IReadOnlyList<NoticeRow> rows, Edition edition, bool namesProvider)
    {
        foreach (var (number, row) in rows.Index())
        {
            if (number > 0) yield return Between;
            if (namesProvider) yield return edition.Text("feedback.trouble.provider", Line(ledger.Card(row.Provider)?.Name ?? row.Provider));
            yield return edition.Text("feedback.trouble.feed", Line(row.Feed));
            yield return edition.Text("feedback.trouble.since", edition.Moment(DateTimeOffset.FromUnixTimeMilliseconds(row.Since)));
            yield return "";
            if (!namesProvider) yield return edition.Text($"feedback.trouble.reason.{Word.Of(TroubleReasons.Of(row.Code, row.OfItems))}") + "\n";
            yield return edition.Text("feedback.trouble.noted", Line($"{row.Code}: {row.Message}"));
            yield return "";
            if (number >= MostSamples || row.Sample is not { Length: > 0 } sample) continue;
            yield return edition.Text("feedback.trouble.sample");
            foreach (var line in Encoding.UTF8.GetString(sample).ReplaceLineEndings("\n").Split('\n')) yield return "> " + DisplayText.Clean(line);
            yield return "";
        }
    }

    private static string Line(string text) => DisplayText.Clean(text);

    private static Edition EditionFor(ProviderCard? card) =>
        Editions.Find(card?.Languages is [var language, ..] ? Tag.Primary(language) : null) ?? Editions.Find("en") ?? Editions.First;
}
