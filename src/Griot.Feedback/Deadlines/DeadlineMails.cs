using Griot.Net;
using Griot.Record;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>
/// Writes the mails about days: to a provider in its first language that is one of five, to the operator in the house's, else
/// in that of its first edition. They hold numbers and dates, and no word of a reader's.
/// </summary>
internal sealed class DeadlineMails(ILedgerReader ledger, HouseSettings house, CaseMails about)
{
    /// <summary>To whoever is responsible, with the page on which each case is answered; the house answers at its desk.</summary>
    internal OutgoingMail Reminder(IReadOnlyList<(Case Case, OneTimePage? Page)> due, string recipient, string address)
    {
        var (texts, to) = (TextsFor(recipient), recipient == CaseMailbox.Operator ? "-operator" : "");
        List<string> lines = [texts[$"reminder.intro{to}", texts.Named(house.Name)], ""];
        foreach (var (asked, page) in due)
        {
            lines.AddRange([Line(texts, "reminder.line", asked), about.About(texts, EditionFor(texts), asked.Item)]);
            if (page is not null) lines.Add(page.Address);
            lines.Add("");
        }

        lines.Add(texts[$"reminder.after{to}", texts.Named(house.Name)]);
        return Mail(address, texts["reminder.subject", due.Count], lines, $"case-{due[0].Case.Number}-reminder");
    }

    /// <summary>To the operator, who set the address up for itself.</summary>
    /// <param name="passed">The cases, each with the reason why its mail has not gone out; null where it has.</param>
    /// <param name="address">Where it goes.</param>
    internal OutgoingMail Overdue(IReadOnlyList<(Case Case, WaitReason? Waits)> passed, string address)
    {
        var texts = TextsFor(CaseMailbox.Operator);
        List<string> lines = [texts["overdue.intro", texts.Named(house.Name)], ""];
        foreach (var (asked, waits) in passed)
        {
            lines.AddRange([Line(texts, "overdue.line", asked), texts["overdue.who", texts.Named(asked.ResponsibleName)]]);
            if (waits is { } reason) lines.Add(texts["overdue.never-reached", texts[$"waits.{Word.Of(reason)}"]]);
            lines.AddRange([about.About(texts, EditionFor(texts), asked.Item), ""]);
        }

        lines.Add(texts["overdue.after"]);
        return Mail(address, texts["overdue.subject", house.Name, passed.Count], lines, $"case-{passed[0].Case.Number}-overdue-{passed[0].Case.DueDay?.DayNumber}");
    }

    private static string Line(ProviderTexts texts, string key, Case asked) =>
        texts[key, Phrases.Apart(asked.Number), texts[$"kind.{Word.Of(asked.Kind)}"], Phrases.Moment(asked.Received), CaseMails.Day(asked.DueDay)];

    private OutgoingMail Mail(string address, string subject, List<string> lines, string id) =>
        new(address, subject, string.Join('\n', lines), MessageId: $"{id}@{CaseMails.MailDomain(house)}");

    private ProviderTexts TextsFor(string recipient) =>
        recipient == CaseMailbox.Operator ? ProviderTexts.ForOperator(ledger) : ProviderTexts.For(ledger.Card(recipient));

    private static Edition EditionFor(ProviderTexts texts) => Editions.Find(texts.Code) ?? Editions.First;
}
