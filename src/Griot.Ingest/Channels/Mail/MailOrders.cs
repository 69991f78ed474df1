using Griot.Formats;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Mail;

/// <summary>What a mail wants done with a piece that went before; <paramref name="Uri"/> is that piece's id.</summary>
/// <param name="Signal">Null where the mail is a piece of its own.</param>
/// <param name="Uri">The provider's id of the piece; null with an order that names none.</param>
/// <param name="Fault">Why a person has to look at it; null where none has to.</param>
internal sealed record FoundOrder(Signal? Signal, string? Uri, Incident? Fault = null);

/// <summary>
/// Finds what a correction or withdrawal is about: the item of the receipt that it answers, or a mail of this channel that it
/// answers. A headline may begin with such a word, and an answer without one may be a word of thanks: neither is published, and
/// both are laid aside for a person.
/// </summary>
internal sealed class MailOrders(LedgerStore ledger, string mailbox)
{
    /// <summary>The code of an order that is about nothing known.</summary>
    private const string WithoutPiece = "order-without-piece";

    /// <summary>The code of an answer to a receipt that orders nothing.</summary>
    private const string WithoutOrder = "answer-without-order";

    internal FoundOrder Of(MailLook look, MailWay way)
    {
        var item = way.Item ?? look.Answers.Select(id => ledger.ItemByIdentity(way.Channel.Id, Identity.Of("mid:" + id))).FirstOrDefault(found => found is not null);
        var answersReceipt = way.Item is not null || look.Answers.Any(id => MailSecret.TokenOfReceipt(id, mailbox) is not null);
        if (item is null) return answersReceipt ? Aside(WithoutPiece, "it answers a receipt that is not known any more")
            : look.OrderOfSubject is null ? new FoundOrder(null, null)
            : Aside(WithoutPiece, "its subject begins like a correction or withdrawal, and it answers nothing that this provider delivered");
        if (look.Order is not { } signal) return answersReceipt ? Aside(WithoutOrder, "it answers a receipt and says neither that it corrects nor that it withdraws") : new FoundOrder(null, null);
        return UriOf(item) is { } uri ? new FoundOrder(signal, uri) : Aside(WithoutPiece, "what it is about was removed");
    }

    private static FoundOrder Aside(string code, string why) => new(null, null, new Incident(code, why));

    private string? UriOf(string item) =>
        ledger.History(item) is [var first, ..] && ledger.Content(first.Index, Part.Record) is { } record ? ArticleRecord.Parse(record).Uri : null;
}
