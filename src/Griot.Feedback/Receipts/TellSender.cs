using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// Puts what became of a provider's mail where the mail pump finds it. Nothing is sent here, and nothing to an address that is
/// not proven to be the provider's, or that its owner has not confirmed.
/// </summary>
public sealed class TellSender(Desk desk, ILedgerReader ledger, FeedbackSettings settings, TimeProvider time)
{
    private readonly ReceiptOutbox outbox = new(desk, time);
    private readonly ConfirmContact contact = new(desk, time);
    private readonly ReceiptMails mails = new(ledger, settings.House);

    /// <summary>The provider's contact, where its owner has confirmed it; else null.</summary>
    public string? Contact(string provider) => ledger.Card(provider) is { } card ? contact.Confirmed(card) : null;

    /// <summary>True where an address is the provider's contact and its owner has confirmed it: only there may a page go that speaks for the provider (decision 37).</summary>
    public bool MayGetPage(string provider, string address) =>
        Contact(provider) is { } confirmed && string.Equals(confirmed, address, StringComparison.OrdinalIgnoreCase);

    /// <summary>Queues a receipt to the sender.</summary>
    public void Tell(SenderReceipt receipt)
    {
        var (subject, text) = mails.Receipt(receipt with { Page = MayGetPage(receipt.Provider, receipt.To) ? receipt.Page : null });
        outbox.Queue(new ReceiptRow
        {
            Id = receipt.Id,
            Channel = receipt.Channel,
            Provider = receipt.Provider,
            Address = receipt.To,
            Subject = subject,
            Text = text,
            MessageId = receipt.MessageId,
            Answers = receipt.Answers,
            ReplyTo = receipt.ReplyTo,
        });
    }

    /// <summary>Queues the question whether a mail is the provider's, to its contact. False where its card names none.</summary>
    public bool Ask(HeldMail held)
    {
        if (Recipients.OwnAddress(ledger.Card(held.Provider)) is null) return false;
        var (subject, text) = mails.Question(held);
        outbox.Queue(new ReceiptRow { Id = held.Id, Channel = held.Channel, Provider = held.Provider, Subject = subject, Text = text, ReplyTo = held.ConfirmAt });
        return true;
    }
}
