using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>What a mail about the day of a case says.</summary>
internal enum DeadlineMail { Reminder, Overdue }

/// <summary>
/// Reminders to whoever is responsible, and what the operator is told of days that have passed. Each case has one of each at
/// most (of what passed before it had reached anybody the operator is told besides), and many go in one mail: a provider gets a mail of reminders a day at most, the operator one an hour. One process takes
/// them at a time, for as long as <see cref="Backoff.Lease"/>.
/// </summary>
internal sealed class CaseMailbox(Desk desk, TimeProvider time)
{
    /// <summary>The recipient that is no provider.</summary>
    internal const string Operator = "";

    /// <summary>Cases in one mail; the others wait for the next.</summary>
    internal const int MostInOne = 25;

    private static readonly TimeSpan BetweenReminders = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenTold = TimeSpan.FromHours(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    internal const string Table = """
        CREATE TABLE IF NOT EXISTS case_mails (
          number TEXT NOT NULL REFERENCES cases (number),
          what TEXT NOT NULL,
          recipient TEXT NOT NULL,
          queued INTEGER NOT NULL,
          due INTEGER NOT NULL,
          first_tried INTEGER,
          tries INTEGER NOT NULL DEFAULT 0,
          failure TEXT,
          address TEXT,
          delivered INTEGER,
          given_up INTEGER,
          PRIMARY KEY (number, what)
        ) STRICT;
        CREATE INDEX IF NOT EXISTS case_mails_pending ON case_mails (recipient, what, due) WHERE delivered IS NULL AND given_up IS NULL;
        CREATE INDEX IF NOT EXISTS case_mails_delivered ON case_mails (address, what, delivered) WHERE delivered IS NOT NULL;
        """;

    private const string Pending = "case_mails.delivered IS NULL AND case_mails.given_up IS NULL";

    private const string Insert = """
        INSERT INTO case_mails (number, what, recipient, queued, due) VALUES (@number, @what, @recipient, @now, @now)
        ON CONFLICT (number, what) DO UPDATE SET recipient = excluded.recipient, queued = excluded.queued, due = excluded.due, first_tried = NULL, tries = 0, failure = NULL, address = NULL, delivered = NULL, given_up = NULL
        WHERE delivered IS NOT NULL OR given_up IS NOT NULL
        """;

    private const string DropPending = $"DELETE FROM case_mails WHERE number = @number AND what = @what AND {Pending}";

    private const string SelectWaiting = $"SELECT DISTINCT recipient AS Recipient, what AS What FROM case_mails WHERE {Pending} AND due <= @now";

    private const string SelectDue = $"""
        SELECT {CaseRow.Columns}, case_mails.tries + 1 AS Tries FROM case_mails JOIN cases ON cases.number = case_mails.number JOIN outbox ON outbox.number = cases.number
        WHERE {Pending} AND case_mails.recipient = @recipient AND case_mails.what = @what AND case_mails.due <= @now
          AND NOT EXISTS (SELECT 1 FROM case_mails AS sent WHERE sent.address = @address AND sent.what = @what AND sent.delivered > @since)
        ORDER BY cases.due, cases.number LIMIT @MostInOne
        """;

    private const string Take = """
        UPDATE case_mails SET due = @until, tries = tries + 1, first_tried = coalesce(first_tried, @now), address = @address WHERE number = @number AND what = @what
        """;

    private const string MarkDelivered = "UPDATE case_mails SET delivered = @now, failure = NULL WHERE number = @number AND what = @what";

    private const string MarkFailed = """
        UPDATE case_mails SET failure = @reason, due = @due, given_up = CASE WHEN first_tried <= @tooOld THEN @now END WHERE number = @number AND what = @what
        """;

    /// <summary>Queues a mail within the caller's transaction. Said again while it waits, it is the same mail; after that, a new one.</summary>
    internal static void Queue(SqliteConnection connection, string number, DeadlineMail what, string recipient, long now) =>
        connection.Execute(Insert, new { number, what = Word.Of(what), recipient, now });

    /// <summary>A mail that has not gone out, and that would not be true any more, is none.</summary>
    internal static void Drop(SqliteConnection connection, string number, DeadlineMail what) => connection.Execute(DropPending, new { number, what = Word.Of(what) });

    /// <summary>Who has mails that are due.</summary>
    internal IReadOnlyList<(string Recipient, DeadlineMail What)> Waiting() => desk.Read(connection =>
        connection.Query<(string, string)>(SelectWaiting, new { now = Now }).Select(row => (row.Item1, Word.Parse<DeadlineMail>(row.Item2) ?? DeadlineMail.Overdue)).ToList());

    /// <summary>Takes what is due for a recipient; nothing where it has had its mail of the day, or of the hour.</summary>
    internal IReadOnlyList<MailedCase> Next(string recipient, DeadlineMail what, string address)
    {
        var now = time.GetUtcNow();
        return desk.Write(connection =>
        {
            var since = now - (what == DeadlineMail.Reminder ? BetweenReminders : BetweenTold);
            var rows = connection.Query<DueRow>(SelectDue, new { recipient, what = Word.Of(what), address, now = Now, since = since.ToUnixTimeMilliseconds(), MostInOne }).ToList();
            var (due, ended) = (rows.FindAll(row => IsDue(row, what)), rows.FindAll(row => !IsDue(row, what)));
            foreach (var row in ended) Drop(connection, row.Number, what);
            foreach (var row in due) connection.Execute(Take, new { number = row.Number, what = Word.Of(what), address, now = Now, until = (now + Backoff.Lease).ToUnixTimeMilliseconds() });
            return due.ConvertAll(row => new MailedCase(row.ToCase(), row.Tries));
        });
    }

    // Nobody is reminded of what was answered or closed meanwhile.
    private static bool IsDue(DueRow row, DeadlineMail what) =>
        what == DeadlineMail.Overdue || (row.ToCase() is var asked && CaseMachine.After(asked.Kind, asked.State, CaseStep.Reminded) is not null);

    /// <summary>The relay has it. A reminder is a step of its case.</summary>
    internal void Delivered(IReadOnlyList<MailedCase> mailed, DeadlineMail what) => desk.Write(connection =>
    {
        foreach (var (asked, _) in mailed)
        {
            connection.Execute(MarkDelivered, new { number = asked.Number, what = Word.Of(what), now = Now });
            if (what == DeadlineMail.Reminder) CaseHistory.Take(connection, asked.Number, asked.Kind, asked.State, CaseStep.Reminded, Now);
        }

        return connection.Execute("DELETE FROM case_mails WHERE delivered < @old", new { old = (time.GetUtcNow() - Remembered).ToUnixTimeMilliseconds() });
    });

    /// <summary>The relay has not taken it: it is tried later, until it has been tried for days.</summary>
    internal void Failed(IReadOnlyList<MailedCase> mailed, DeadlineMail what, string reason)
    {
        var now = time.GetUtcNow();
        desk.Write(connection => mailed.Sum(one => connection.Execute(MarkFailed, new
        {
            number = one.Case.Number,
            what = Word.Of(what),
            reason,
            now = Now,
            due = (now + Backoff.After(one.Tries)).ToUnixTimeMilliseconds(),
            tooOld = (now - Backoff.GiveUpAfter).ToUnixTimeMilliseconds(),
        })));
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed class DueRow : CaseRow
    {
        public long Tries { get; init; }
    }
}

/// <summary>A case as it is put into a mail about its day, and how often that was tried.</summary>
internal sealed record MailedCase(Case Case, long Tries);
