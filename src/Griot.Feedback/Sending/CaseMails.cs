using Griot.Net;
using Griot.Record;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>
/// Writes the mails that bring cases. Subject and headers never hold a word of a reader's; the only exception is the address
/// to reply to, where the reader asked for that. What a reader wrote is quoted line by line, so that it can't pass for ours.
/// </summary>
internal sealed class CaseMails(ILedgerReader ledger, HouseSettings house)
{
    private readonly Shelf shelf = new(ledger);

    /// <summary>To an address that nobody has confirmed: a question waits, about which piece, and the way to confirm.</summary>
    internal OutgoingMail Waits(WaitingCase waiting, string address, string token)
    {
        var texts = TextsFor(waiting.Recipient, waiting.Edition);
        var link = house.Absolute(FeedbackAddresses.ConfirmContact(texts, token));
        string[] lines = [About(texts, EditionFor(waiting.Recipient, waiting.Edition), waiting.Item), "", texts["question.waits", texts.Named(house.Name)], link, "", texts["question.not-you"]];
        return new OutgoingMail(address, texts["question.waits-subject"], string.Join('\n', lines));
    }

    /// <summary>To a confirmed address: the question itself.</summary>
    /// <param name="asked">The case.</param>
    /// <param name="recipient">The provider; null for the house.</param>
    /// <param name="address">Where it goes.</param>
    /// <param name="page">Where it is answered once; null where whoever gets the mail can't answer for whoever is responsible.</param>
    /// <param name="due">The last day on which an answer is in time; null where none is due, or not yet counted.</param>
    internal OutgoingMail Question(OutboxMail asked, string? recipient, string address, OneTimePage? page, DateOnly? due = null)
    {
        var texts = TextsFor(recipient, asked.Edition);
        List<string> lines = [About(texts, EditionFor(recipient, asked.Edition), asked.Item), ""];
        if (IsByWayOfTheHouse(recipient)) lines.AddRange([texts["question.by-way-of-the-house", texts.Named(asked.ResponsibleName)], ""]);
        lines.Add(texts["question.number", Phrases.Apart(asked.Number), Phrases.Moment(DateTimeOffset.FromUnixTimeMilliseconds(asked.Received))]);
        lines.AddRange(Said(texts, asked));
        if (due is not null) lines.AddRange([texts["question.due", Day(due)], ""]);
        lines.Add(texts[asked.ReaderMail is null ? "question.reply-house" : "question.reply-reader", texts.Named(house.Name)]);
        if (page is not null) lines.AddRange(["", texts["question.page", Phrases.Moment(page.Until), page.Address]]);
        return new OutgoingMail(
            address,
            texts[$"{asked.Kind}.subject", asked.Number],
            string.Join('\n', lines),
            ReplyTo: asked.ReaderMail,
            MessageId: $"case-{asked.Id}@{MailDomain(house)}");
    }

    // A right of reply is signed in public: its name is no secret here. Whatever a reader typed is quoted.
    private static IEnumerable<string> Said(ProviderTexts texts, OutboxMail asked)
    {
        var kind = Word.Parse<CaseKind>(asked.Kind) ?? CaseKind.Question;
        if (kind != CaseKind.RightOfReply && asked.ReaderName is { } name) yield return texts["question.name", texts.Named(name)];
        if (Word.Parse<ComplaintAbout>(asked.About) is { } about) yield return texts["complaint.about", texts[$"complaint.{Word.Of(about)}"]];
        if (asked.Signature is { } signature) yield return texts["reply.intro", texts.Named(signature)];
        yield return "";
        if (asked.Title is { } title) yield return "> " + title + "\n>";
        foreach (var line in Quoted(asked.Text)) yield return line;
        yield return "";
        if (asked.Wish is not { } wish) yield break;
        yield return texts[kind == CaseKind.Complaint ? "complaint.wish" : "reply.concern"];
        foreach (var line in Quoted(wish)) yield return line;
        yield return "";
    }

    private static IEnumerable<string> Quoted(string words) => words.Split('\n').Select(line => "> " + line);

    /// <summary>A day that is read the same in all languages, and in all directions of writing.</summary>
    internal static string Day(DateOnly? day) => $"\u2066{day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}\u2069";

    /// <summary>True where the provider has given no address, and the house passes its questions on.</summary>
    internal bool IsByWayOfTheHouse(string? recipient) => recipient is not null && Recipients.OwnAddress(ledger.Card(recipient)) is null;

    internal string About(ProviderTexts texts, Edition edition, string? item)
    {
        var name = texts.Named(house.Name);
        if (item is null) return texts["question.to-house", name];
        if (shelf.TakeSummary(item) is not { } piece) return texts["question.about-absent", name, Phrases.Apart(item)];
        var headline = QuestionForm.Inert(piece.Summary?.Headline ?? texts["question.gone"]).Replace('\n', ' ');
        return texts["question.about", name, texts.Named(headline), house.Absolute(Addresses.Article(edition, piece))];
    }

    // The provider is written to in its own language, the house in the reader's.
    private ProviderTexts TextsFor(string? recipient, string edition) => ProviderTexts.For(recipient is null ? null : ledger.Card(recipient), edition);

    private Edition EditionFor(string? recipient, string edition) =>
        recipient is not null && ledger.Card(recipient)?.Languages is [var language, ..] ? Editions.Home(language) : Editions.Find(edition) ?? Editions.First;

    internal static string MailDomain(HouseSettings house) => house.PublicUrl.HostNameType == UriHostNameType.IPv6 ? "localhost" : house.PublicUrl.IdnHost;
}
