using System.Text;
using Griot.Net;
using Griot.Record;
using Griot.Record.Html;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>
/// Writes the mails about feeds, to a provider in its first language that is one of five, else in English; to the operator in the
/// house's, else in that of its first edition. What an outsider's server sent stands in them quoted line by line, never in a subject or a header, and never in a mail
/// to an address that nobody has confirmed. Addresses and the program's own words stand on lines of their own: between words
/// that run from right to left they would be torn apart.
/// </summary>
internal sealed class NoticeMails(ILedgerReader ledger, HouseSettings house)
{
    /// <summary>Samples in one mail, so that a mail about ten feeds can still be read.</summary>
    private const int MostSamples = 3;

    private const string Between = "----------";

    /// <summary>To an address that nobody has confirmed: that a note waits, and the way to confirm.</summary>
    internal OutgoingMail Waits(string provider, string address, string token)
    {
        var texts = ProviderTexts.For(ledger.Card(provider));
        string[] lines = [texts["trouble.waits", texts.Named(house.Name)], house.Absolute(FeedbackAddresses.ConfirmContact(texts, token)), "", texts["trouble.not-you"]];
        return new OutgoingMail(address, texts["trouble.waits-subject"], string.Join('\n', lines));
    }

    /// <summary>To a confirmed contact.</summary>
    internal OutgoingMail ToProvider(IReadOnlyList<NoticeRow> rows, string address)
    {
        var texts = ProviderTexts.For(ledger.Card(rows[0].Provider));
        List<string> lines = [texts["trouble.intro", texts.Named(house.Name)], ""];
        lines.AddRange(Sections(rows, texts, namesProvider: false));
        lines.Add(texts["trouble.calm", texts.Named(house.Name)]);
        return Mail(rows[0], address, texts["trouble.subject", house.Name], lines);
    }

    /// <summary>To the operator, who set the address up for itself.</summary>
    internal OutgoingMail ToOperator(IReadOnlyList<NoticeRow> rows, string address)
    {
        var texts = ProviderTexts.ForOperator(ledger);
        List<string> lines = [texts["trouble.intro-operator", texts.Named(house.Name)], ""];
        lines.AddRange(Sections(rows, texts, namesProvider: true));
        return Mail(rows[0], address, texts["trouble.subject-operator", house.Name, rows.Count], lines);
    }

    private OutgoingMail Mail(NoticeRow first, string address, string subject, List<string> lines) => new(
        address, subject, string.Join('\n', lines),
        MessageId: $"notice-{first.Id}-{(first.Recipient == NoticeOutbox.Operator ? "operator" : "provider")}@{CaseMails.MailDomain(house)}");

    private IEnumerable<string> Sections(IReadOnlyList<NoticeRow> rows, ProviderTexts texts, bool namesProvider)
    {
        foreach (var (number, row) in rows.Index())
        {
            if (number > 0) yield return Between;
            if (namesProvider) yield return texts["trouble.provider", texts.Named(Line(ledger.Card(row.Provider)?.Name ?? row.Provider))];
            yield return texts["trouble.feed"];
            yield return Line(row.Feed);
            yield return texts["trouble.since", Phrases.Moment(DateTimeOffset.FromUnixTimeMilliseconds(row.Since))];
            yield return "";
            if (!namesProvider) yield return texts[$"trouble.reason.{Word.Of(TroubleReasons.Of(row.Code, row.OfItems))}"] + "\n";
            yield return texts["trouble.noted"];
            yield return Line($"{row.Code}: {row.Message}");
            yield return "";
            if (number >= MostSamples || row.Sample is not { Length: > 0 } sample) continue;
            yield return texts["trouble.sample"];
            foreach (var line in Encoding.UTF8.GetString(sample).ReplaceLineEndings("\n").Split('\n')) yield return "> " + DisplayText.Clean(line);
            yield return "";
        }
    }

    private static string Line(string text) => DisplayText.Clean(text);
}
