using Griot.Record;

namespace Griot.Feedback;

/// <summary>One look at the days of cases: what has come to pass is written, then mails about it are sent, where there is a relay.</summary>
internal sealed class DeadlinePass(Desk desk, ILedgerReader ledger, FeedbackSettings settings, TimeProvider time)
{
    private readonly PassOfDays days = new(desk, settings, time);
    private readonly CaseMailbox mailbox = new(desk, time);
    private readonly Contacts contacts = new(desk, time);
    private readonly AnswerTokens answers = new(desk, time);
    private readonly ExplainWaiting waiting = new(desk, ledger, settings, time);
    private readonly DeadlineMails mails = new(ledger, settings.House, new CaseMails(ledger, settings.House));

    /// <summary>What was done, and the reason of the last mail that was not taken. After that one the others wait.</summary>
    internal async Task<(PumpPass Pass, string? Failure)> RunAsync(CancellationToken cancellationToken)
    {
        days.Look();
        var pass = new PumpPass(0, 0, 0, 0);
        if (settings.Mailer is not { } mailer) return (pass, null);
        foreach (var (recipient, what) in mailbox.Waiting())
        {
            if (AddressFor(recipient) is not { } address || mailbox.Next(recipient, what, address) is not { Count: > 0 } due) continue;
            var mail = what == DeadlineMail.Overdue ? mails.Overdue([.. due.Select(one => (one.Case, waiting.Explain(one.Case)))], address) : mails.Reminder([.. due.Select(one => (one.Case, PageFor(one.Case, recipient)))], recipient, address);
            if (MailPump.Failure(await mailer.SendAsync(mail, cancellationToken)) is { } reason)
            {
                mailbox.Failed(due, what, reason);
                return (pass with { Failed = pass.Failed + 1 }, reason);
            }

            mailbox.Delivered(due, what);
            pass = pass with { Delivered = pass.Delivered + 1 };
        }

        return (pass, null);
    }

    // A contact that has changed since, and that nobody has confirmed, gets nothing; the reminder ends with the day.
    private string? AddressFor(string recipient) =>
        recipient == CaseMailbox.Operator ? settings.OperatorMail
        : Recipients.OwnAddress(ledger.Card(recipient)) is { } own && contacts.IsConfirmed(own) ? own
        : null;

    private OneTimePage? PageFor(Case asked, string recipient)
    {
        if (recipient == CaseMailbox.Operator) return null;
        var (token, until) = answers.Make(asked.Number);
        return new OneTimePage(settings.House.Absolute(FeedbackAddresses.Answer(token)), until);
    }
}
