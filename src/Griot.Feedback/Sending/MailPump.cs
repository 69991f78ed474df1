using System.Text.Json;
using Griot.Net;
using Griot.Record;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Feedback;

/// <summary>What one pass did.</summary>
/// <param name="Delivered">Questions, and mails with notices, that the relay took over.</param>
/// <param name="Asked">Addresses that were asked to confirm themselves.</param>
/// <param name="Failed">Mails that the relay did not take; they are tried again.</param>
/// <param name="Waiting">Recipients with questions or notices that can't go out yet: no relay, no address, not confirmed.</param>
public sealed record PumpPass(int Delivered, int Asked, int Failed, int Waiting);

/// <summary>
/// Brings waiting questions to whoever is responsible, with reminders of the days on which an answer is due, notices about feeds to
/// operator and providers, and receipts to who sent a mail. Any number of processes may run it: each mail is taken by one of
/// them. Without a relay nothing is sent and everything waits; that a day has passed is written all the same.
/// </summary>
public sealed class MailPump(Desk desk, ILedgerReader ledger, FeedbackSettings settings, TimeProvider time, ILogger<MailPump>? log = null)
{
    private const int MostAtOnce = 25;
    private static readonly TimeSpan BetweenPasses = TimeSpan.FromSeconds(10);

    private readonly ILogger log = log ?? NullLogger<MailPump>.Instance;
    private readonly Outbox outbox = new(desk, time);
    private readonly Contacts contacts = new(desk, time);
    private readonly Recipients recipients = new(ledger);
    private readonly CaseMails mails = new(ledger, settings.House);
    private readonly AnswerTokens answers = new(desk, time);
    private readonly NoticePass notices = new(desk, ledger, settings, time);
    private readonly ReceiptPass receipts = new(desk, ledger, settings, time);
    private readonly DeadlinePass deadlines = new(desk, ledger, settings, time);

    /// <summary>Passes until cancelled. A store that can't be read or written now is reported, and tried again
    /// at the next pass: it never ends the server.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(BetweenPasses, time);
        do
        {
            try
            {
                await PassAsync(cancellationToken);
            }
            catch (Exception fault) when (fault is SqliteException or IOException or JsonException)
            {
                log.LogError(fault, "A store could not be used; waiting questions stay where they are");
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Looks at every recipient once.</summary>
    public async Task<PumpPass> PassAsync(CancellationToken cancellationToken)
    {
        var pass = new PumpPass(0, 0, 0, 0);
        foreach (var waiting in outbox.Waiting())
        {
            if (settings.Mailer is not { } mailer || recipients.AddressFor(waiting.Recipient) is not { } address)
                pass = pass with { Waiting = pass.Waiting + 1 };
            else if (contacts.IsConfirmed(address))
                pass = await DeliverAsync(mailer, waiting.Recipient, address, pass, cancellationToken);
            else
                pass = await AskAsync(mailer, waiting, address, pass, cancellationToken);
        }

        pass = Told(pass, await deadlines.RunAsync(cancellationToken), "A mail about the days of cases");
        pass = Told(pass, await notices.RunAsync(cancellationToken), "A notice about a feed");
        pass = Told(pass, await receipts.RunAsync(cancellationToken), "A receipt");
        if (pass.Delivered > 0) desk.Scrub();
        return pass;
    }

    private PumpPass Told(PumpPass pass, (PumpPass Pass, string? Failure) done, string what)
    {
        if (done.Failure is not null) log.LogWarning("{What} was not taken: {Reason}", what, done.Failure);
        return new PumpPass(pass.Delivered + done.Pass.Delivered, pass.Asked + done.Pass.Asked, pass.Failed + done.Pass.Failed, pass.Waiting + done.Pass.Waiting);
    }

    // After the first mail that fails the recipient's others wait: the relay is asked once, not 25 times.
    private async Task<PumpPass> DeliverAsync(Mailer mailer, string? recipient, string address, PumpPass pass, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostAtOnce && outbox.Next(recipient, address) is { } taken; i++)
        {
            if (Failure(await mailer.SendAsync(mails.Question(taken, recipient, address, PageFor(taken, recipient), DueOf(taken, recipient)), cancellationToken)) is { } reason)
            {
                outbox.Failed(taken, reason);
                log.LogWarning("The mail of case {Number} was not taken: {Reason}", taken.Number, reason);
                return pass with { Failed = pass.Failed + 1 };
            }

            outbox.Delivered(taken, mails.IsByWayOfTheHouse(recipient) ? null : settings.Days);
            pass = pass with { Delivered = pass.Delivered + 1 };
        }

        return pass;
    }

    // Only whoever is responsible gets it, at an address that its owner confirmed: a house that passes a question on answers as the house.
    private OneTimePage? PageFor(OutboxMail asked, string? recipient)
    {
        if (mails.IsByWayOfTheHouse(recipient)) return null;
        var (token, until) = answers.Make(asked.Number);
        return new OneTimePage(settings.House.Absolute(FeedbackAddresses.Answer(token)), until);
    }

    // To a provider it is counted from this mail, however long that waited; to the house, from the day on which the question came:
    // what waited there until its day had passed names none.
    private DateOnly? DueOf(OutboxMail asked, string? recipient)
    {
        if (asked.Due is not { } due || mails.IsByWayOfTheHouse(recipient)) return null;
        if (recipient is null && asked.State != Word.Of(CaseState.Received)) return null;
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(due);
        if (recipient is null && moment <= time.GetUtcNow()) return null;
        if (recipient is not null) moment = settings.Days.DueFrom(Word.Parse<CaseKind>(asked.Kind) ?? CaseKind.Question, time.GetUtcNow()) ?? moment;
        return DateOnly.FromDateTime(moment.UtcDateTime.AddTicks(-1));
    }

    private async Task<PumpPass> AskAsync(Mailer mailer, WaitingCase waiting, string address, PumpPass pass, CancellationToken cancellationToken)
    {
        pass = pass with { Waiting = pass.Waiting + 1 };
        if (contacts.Ask(address, waiting.Queued) is not { } token) return pass;
        if (Failure(await mailer.SendAsync(mails.Waits(waiting, address, token), cancellationToken)) is { } reason)
        {
            contacts.AskFailed(address, reason);
            log.LogWarning("A contact could not be asked to confirm its address: {Reason}", reason);
            return pass with { Failed = pass.Failed + 1 };
        }

        contacts.Asked(address);
        return pass with { Asked = pass.Asked + 1 };
    }

    internal static string? Failure(MailOutcome outcome) => outcome switch
    {
        MailOutcome.Sent => null,
        MailOutcome.Refused refused => refused.Reason,
        MailOutcome.Failed failed => failed.Reason,
        _ => "",
    };
}
