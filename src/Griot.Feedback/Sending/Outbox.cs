using Dapper;

namespace Griot.Feedback;

/// <summary>
/// The cases that wait to be mailed. A mail is taken by one process at a time, for as long as <see cref="Backoff.Lease"/>;
/// if that process dies in between, the mail is sent again under the same Message-ID, so that the recipient can tell.
/// </summary>
internal sealed class Outbox(Desk desk, TimeProvider time)
{
    // A flood of questions must not become a flood of mail, even to one who agreed to get them.
    private const string MostADay = "100";

    private const string Pending = "outbox.delivered IS NULL AND outbox.given_up IS NULL AND cases.state IN ('received', 'overdue')";

    // With max() SQLite takes the other columns from the row that holds the maximum.
    private const string SelectWaiting = $"""
        SELECT outbox.provider AS Recipient, max(outbox.queued) AS Queued, cases.provider AS Provider, cases.item AS Item, cases.edition AS Edition
        FROM outbox JOIN cases ON cases.number = outbox.number WHERE {Pending} GROUP BY outbox.provider
        """;

    private const string SelectDue = $"""
        SELECT outbox.id AS Id, outbox.number AS Number, outbox.tries + 1 AS Tries, cases.provider AS Provider, cases.item AS Item, cases.edition AS Edition, cases.responsible_name AS ResponsibleName, cases.text AS Text,
               cases.reader_name AS ReaderName, cases.reader_mail AS ReaderMail, cases.received AS Received,
               cases.kind AS Kind, cases.state AS State, cases.about AS About, cases.wish AS Wish, cases.signature AS Signature, cases.title AS Title, cases.due AS Due
        FROM outbox JOIN cases ON cases.number = outbox.number
        WHERE {Pending} AND outbox.provider IS @recipient AND outbox.due <= @now
          AND (SELECT count(*) FROM outbox AS sent WHERE sent.address = @address AND sent.delivered > @dayAgo) < {MostADay}
        ORDER BY outbox.due, outbox.queued LIMIT 1
        """;

    private const string Take = """
        UPDATE outbox SET due = @until, tries = tries + 1, first_tried = coalesce(first_tried, @now), address = @address WHERE id = @Id
        """;

    private const string MarkDelivered = """
        UPDATE outbox SET delivered = @now, failure = NULL WHERE id = @Id;
        UPDATE cases SET sent = @now, reader_name = NULL, reader_mail = NULL WHERE number = @Number;
        """;

    private const string SelectCase = $"SELECT {CaseRow.Columns} FROM cases JOIN outbox ON outbox.number = cases.number WHERE cases.number = @Number";

    // The days count from when whoever is responsible has the question: nobody is late before, even if a day had passed by then.
    // Of what had reached nobody the article says nothing, so there is nothing to take away here.
    private const string MarkReached = $"""
        UPDATE cases SET reached = @now, due = CASE WHEN {NoDays} THEN due ELSE @due END, remind = CASE WHEN {NoDays} THEN remind ELSE @remind END
        WHERE number = @Number AND reached IS NULL
        """;

    private const string NoDays = "due IS NULL OR state NOT IN ('received', 'overdue')";

    private const string MarkFailed = """
        UPDATE outbox SET failure = @reason, due = @due, given_up = CASE WHEN first_tried <= @tooOld THEN @now END WHERE id = @Id
        """;

    /// <summary>For each recipient the newest of its waiting cases.</summary>
    internal IReadOnlyList<WaitingCase> Waiting() => desk.Read(connection => connection.Query<WaitingCase>(SelectWaiting).ToList());

    /// <summary>Takes the next mail that is due; null where there is none, or the address has had its share of the day.</summary>
    internal OutboxMail? Next(string? recipient, string address)
    {
        var now = time.GetUtcNow();
        return desk.Write(connection =>
        {
            var mail = connection.QuerySingleOrDefault<OutboxMail>(SelectDue, new
            {
                recipient,
                address,
                now = now.ToUnixTimeMilliseconds(),
                dayAgo = now.AddDays(-1).ToUnixTimeMilliseconds(),
            });
            if (mail is not null) connection.Execute(Take, new { mail.Id, address, now = now.ToUnixTimeMilliseconds(), until = (now + Backoff.Lease).ToUnixTimeMilliseconds() });
            return mail;
        });
    }

    /// <summary>The relay has it: the case is sent, and the reader's name and address are no longer needed here.</summary>
    /// <param name="mail">What was sent.</param>
    /// <param name="days">Within which whoever is responsible has to answer, now that it has the question; null where the house got it, to pass it on.</param>
    internal void Delivered(OutboxMail mail, AnswerDays? days) => desk.Write(connection =>
    {
        var now = time.GetUtcNow();
        var asked = connection.QuerySingle<CaseRow>(SelectCase, new { mail.Number }).ToCase();
        var due = days?.DueFrom(asked.Kind, now);
        var values = new { mail.Id, mail.Number, now = now.ToUnixTimeMilliseconds(), due = due?.ToUnixTimeMilliseconds(), remind = days?.ReminderBefore(asked.Kind, due)?.ToUnixTimeMilliseconds() };
        connection.Execute(MarkDelivered, values);
        var begins = days is not null && connection.Execute(MarkReached, values) > 0;
        if (begins && asked.State == CaseState.Overdue) CaseMailbox.Drop(connection, mail.Number, DeadlineMail.Overdue);
        // Sent twice, after the process that took it died: it was passed on once, unless only the house had it before.
        return (asked.Sent is null || begins) && CaseHistory.Take(connection, mail.Number, asked.Kind, asked.State, CaseStep.PassedOn, values.now, days is null ? CaseMoment.ByHouse : null, begins);
    });

    /// <summary>The relay has not taken it: it is tried later, until it has been tried for days.</summary>
    internal void Failed(OutboxMail mail, string reason)
    {
        var now = time.GetUtcNow();
        desk.Write(connection => connection.Execute(MarkFailed, new
        {
            mail.Id,
            reason,
            now = now.ToUnixTimeMilliseconds(),
            due = (now + Backoff.After(mail.Tries)).ToUnixTimeMilliseconds(),
            tooOld = (now - Backoff.GiveUpAfter).ToUnixTimeMilliseconds(),
        }));
    }
}

/// <summary>A recipient with the newest case that waits for it.</summary>
internal sealed class WaitingCase
{
    /// <summary>The provider whose contact gets it; null for the house.</summary>
    public string? Recipient { get; init; }

    public long Queued { get; init; }
    public string? Provider { get; init; }
    public string? Item { get; init; }
    public string Edition { get; init; } = "";
}

/// <summary>A case as it is put into a mail.</summary>
internal sealed class OutboxMail
{
    public string Id { get; init; } = "";
    public string Number { get; init; } = "";
    public long Tries { get; init; }
    public string? Provider { get; init; }
    public string? Item { get; init; }
    public string Edition { get; init; } = "";
    public string ResponsibleName { get; init; } = "";
    public string Text { get; init; } = "";
    public string? ReaderName { get; init; }
    public string? ReaderMail { get; init; }
    public long Received { get; init; }
    public string Kind { get; init; } = "";
    public string State { get; init; } = "";
    public string? About { get; init; }
    public string? Wish { get; init; }
    public string? Signature { get; init; }
    public string? Title { get; init; }
    public long? Due { get; init; }
}
