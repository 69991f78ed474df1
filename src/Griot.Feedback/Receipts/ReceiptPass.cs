using Griot.Net;
using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// One look at the receipts and questions that wait. A contact that nobody has confirmed is asked to confirm itself first, by
/// the same turn as for readers' questions: one mail a day at most.
/// </summary>
internal sealed class ReceiptPass(Desk desk, ILedgerReader ledger, FeedbackSettings settings, TimeProvider time)
{
    private readonly ReceiptOutbox outbox = new(desk, time);
    private readonly Contacts contacts = new(desk, time);
    private readonly ReceiptMails mails = new(ledger, settings.House);

    /// <summary>What was done, and the reason of the mail that was not taken. After that one the others wait: the relay is asked once.</summary>
    internal async Task<(PumpPass Pass, string? Failure)> RunAsync(CancellationToken cancellationToken)
    {
        var pass = new PumpPass(0, 0, 0, 0);
        foreach (var row in outbox.Due())
        {
            if (settings.Mailer is not { } mailer || (row.Address ?? Recipients.OwnAddress(ledger.Card(row.Provider))) is not { } address)
            {
                pass = pass with { Waiting = pass.Waiting + 1 };
                continue;
            }

            var isKnown = row.Address is not null || contacts.IsConfirmed(address);
            var (done, failure) = isKnown ? await SendAsync(mailer, row, address, cancellationToken) : await AskAsync(mailer, row, address, cancellationToken);
            pass = new PumpPass(pass.Delivered + done.Delivered, pass.Asked + done.Asked, pass.Failed + done.Failed, pass.Waiting + done.Waiting);
            if (failure is not null) return (pass, failure);
        }

        return (pass, null);
    }

    private async Task<(PumpPass Pass, string? Failure)> SendAsync(Mailer mailer, ReceiptRow row, string address, CancellationToken cancellationToken)
    {
        if (!outbox.TryTake(row, address)) return (new PumpPass(0, 0, 0, 1), null);
        var mail = new OutgoingMail(address, row.Subject, row.Text, row.ReplyTo, row.MessageId ?? $"receipt-{row.Id}@{CaseMails.MailDomain(settings.House)}", row.Answers is { } answers ? [answers] : null);
        var outcome = await mailer.SendAsync(mail, cancellationToken);
        // An odd Message-ID of theirs must not cost them the receipt.
        if (outcome is MailOutcome.Refused && mail.References is not null) outcome = await mailer.SendAsync(mail with { References = null }, cancellationToken);
        if (MailPump.Failure(outcome) is { } reason)
        {
            outbox.Failed(row, reason);
            return (new PumpPass(0, 0, 1, 0), outcome is MailOutcome.Refused ? null : reason);
        }

        outbox.Delivered(row);
        return (new PumpPass(1, 0, 0, 0), null);
    }

    private async Task<(PumpPass Pass, string? Failure)> AskAsync(Mailer mailer, ReceiptRow row, string address, CancellationToken cancellationToken)
    {
        var waiting = new PumpPass(0, 0, 0, 1);
        if (contacts.Ask(address, row.Queued) is not { } token) return (waiting, null);
        if (MailPump.Failure(await mailer.SendAsync(mails.Waits(row.Provider, address, token), cancellationToken)) is { } reason)
        {
            contacts.AskFailed(address, reason);
            return (waiting with { Failed = 1 }, reason);
        }

        contacts.Asked(address);
        return (waiting with { Asked = 1 }, null);
    }
}
