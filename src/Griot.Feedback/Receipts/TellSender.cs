using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// Puts what became of a provider's mail where the mail pump finds it. Nothing is sent here, and nothing to an address that is
/// not proven to be the provider's, or that its owner has not confirmed.
/// </summary>
public sealed class TellSender(Desk desk, ILedgerReader ledger, FeedbackSettings settings, TimeProvider time)
{
    private readonly ReceiptOutbox outbox = new(desk, time);
    private readonly ReceiptMails mails = new(ledger, settings.House);

    /// <summary>Queues a receipt to the sender.</summary>
    public void Tell(SenderReceipt receipt)
    {
        var (subject, text) = mails.Receipt(receipt);
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
