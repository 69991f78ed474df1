using Griot.Net;
using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// One look at the notices that wait. An unconfirmed contact gets the same short note as for a question, by the same turn:
/// one a day at most, and only where something new waits.
/// </summary>
internal sealed class NoticePass(Desk desk, ILedgerReader ledger, FeedbackSettings settings, TimeProvider time)
{
    private readonly NoticeOutbox outbox = new(desk, time);
    private readonly Contacts contacts = new(desk, time);
    private readonly NoticeMails mails = new(ledger, settings.House);

    /// <summary>What was done, and the reason of the last mail that was not taken. After that one the others wait: the relay is asked once.</summary>
    internal async Task<(PumpPass Pass, string? Failure)> RunAsync(CancellationToken cancellationToken)
    {
        var pass = new PumpPass(0, 0, 0, 0);
        foreach (var (recipient, queued) in outbox.Waiting())
        {
            var address = recipient == NoticeOutbox.Operator ? settings.OperatorMail : Recipients.OwnAddress(ledger.Card(recipient));
            if (settings.Mailer is not { } mailer || address is null)
            {
                pass = pass with { Waiting = pass.Waiting + 1 };
                continue;
            }

            var isKnown = recipient == NoticeOutbox.Operator || contacts.IsConfirmed(address);
            var (done, failure) = isKnown ? await DeliverAsync(mailer, recipient, address, cancellationToken) : await AskAsync(mailer, recipient, address, queued, cancellationToken);
            pass = new PumpPass(pass.Delivered + done.Delivered, pass.Asked + done.Asked, pass.Failed + done.Failed, pass.Waiting + done.Waiting);
            if (failure is not null) return (pass, failure);
        }

        return (pass, null);
    }

    private async Task<(PumpPass Pass, string? Failure)> DeliverAsync(Mailer mailer, string recipient, string address, CancellationToken cancellationToken)
    {
        var rows = outbox.Next(recipient, address);
        if (rows.Count == 0) return (new PumpPass(0, 0, 0, 0), null);
        var mail = recipient == NoticeOutbox.Operator ? mails.ToOperator(rows, address) : mails.ToProvider(rows, address);
        if (MailPump.Failure(await mailer.SendAsync(mail, cancellationToken)) is { } reason)
        {
            outbox.Failed(rows, reason);
            return (new PumpPass(0, 0, 1, 0), reason);
        }

        outbox.Delivered(rows);
        return (new PumpPass(1, 0, 0, 0), null);
    }

    private async Task<(PumpPass Pass, string? Failure)> AskAsync(Mailer mailer, string recipient, string address, long queued, CancellationToken cancellationToken)
    {
        var waiting = new PumpPass(0, 0, 0, 1);
        if (outbox.Place() is not { } place) return (waiting, null);
        if (contacts.Ask(address, queued) is not { } token)
        {
            outbox.GiveBack(place);
            return (waiting, null);
        }

        if (MailPump.Failure(await mailer.SendAsync(mails.Waits(recipient, address, token), cancellationToken)) is { } reason)
        {
            contacts.AskFailed(address, reason);
            return (waiting with { Failed = 1 }, reason);
        }

        contacts.Asked(address);
        return (waiting with { Asked = 1 }, null);
    }
}
