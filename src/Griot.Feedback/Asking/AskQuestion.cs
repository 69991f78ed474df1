using System.Net;
using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>
/// Keeps a reader's question as a case, with its place in the outbox, in one transaction: after a crash there are both
/// or neither. Nothing of it becomes public, and nothing is sent here.
/// </summary>
public sealed class AskQuestion(Desk desk, AskLimits limits, TimeProvider time, AnswerDays? days = null)
{
    /// <summary>Unanswered questions that the desk holds at most; a comment waits for no answer once it was passed on.</summary>
    public const int MostUnanswered = 10_000;

    /// <summary>Of these, those to one provider: who floods one leaves room for the questions to others.</summary>
    internal const int MostOfOne = 1_000;

    private const string CountUnanswered = "SELECT count(*) AS 'All', coalesce(sum(provider IS @Provider), 0) AS OfOne FROM cases WHERE state IN ('received', 'sent', 'overdue') AND NOT (kind = 'comment' AND state = 'sent')";

    private const string InsertCase = """
        INSERT INTO cases (reference, number, item, provider, responsible, responsible_name, edition, state, text, reader_name, reader_mail, received,
                           kind, about, wish, signature, title, language, contact, agrees, reached, due, remind)
        VALUES (@reference, @number, @Item, @Provider, @responsible, @ResponsibleName, @Edition, 'received', @Text, @name, @mail, @now,
                @kind, @about, @Wish, @Signature, @Headline, @Language, @contact, @Agrees, @reached, @due, @remind)
        """;

    private const string InsertMail = """
        INSERT INTO outbox (id, number, provider, queued, due) VALUES (@id, @number, @provider, @now, @now)
        """;

    /// <param name="typed">What the reader typed.</param>
    /// <param name="addressee">What it is about and who has to answer.</param>
    /// <param name="sender">Where the request came from; only a keyed hash of it is held, in memory.</param>
    public AskOutcome Ask(Question typed, Addressee addressee, IPAddress? sender)
    {
        var (question, faults) = QuestionForm.Read(typed);
        if (faults.Count > 0) return new AskOutcome.Faulty(faults);
        var reference = CaseReference.New();
        return limits.Admit(sender, addressee.Item, Said(question), reference) switch
        {
            { Earlier: { } earlier } => new AskOutcome.Kept(earlier),
            { Wait: { } wait } => new AskOutcome.TooMany(wait),
            _ => Keep(question, addressee, sender, reference),
        };
    }

    // Many readers share one address, and many say the same few words: the address of a case is a secret, and is given again to nobody but whoever
    // sends the very form once more. Without what tells forms apart each is a case of its own.
    private static string? Said(Question question) => !OpaqueId.IsWellFormed(question.Once) ? null : string.Join(
        '\n', question.Once, question.Text, question.Name, question.Mail, question.PassOn, question.Kind, question.About, question.Wish, question.Signature, question.Headline, question.Agrees);

    private AskOutcome Keep(Question question, Addressee addressee, IPAddress? sender, string reference)
    {
        var kept = false;
        try
        {
            kept = desk.Write(connection => Insert(connection, question, addressee, reference));
        }
        finally
        {
            if (!kept) limits.Release(sender, addressee.Item, Said(question));
        }

        return kept ? new AskOutcome.Kept(reference) : new AskOutcome.Full();
    }

    private bool Insert(SqliteConnection connection, Question question, Addressee addressee, string reference)
    {
        var (all, ofOne) = connection.QuerySingle<(long, long)>(CountUnanswered, new { addressee.Provider });
        if (all >= MostUnanswered || ofOne >= MostOfOne) return false;
        var number = CaseReference.NewNumber();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        connection.Execute(InsertCase, Row(question, addressee, reference, number));
        CaseHistory.Begin(connection, number, now);
        connection.Execute(InsertMail, new
        {
            id = OpaqueId.New(),
            number,
            provider = addressee.Responsible == Responsible.Provider ? addressee.Provider : null,
            now,
        });
        return true;
    }

    private object Row(Question question, Addressee addressee, string reference, string number)
    {
        var now = time.GetUtcNow();
        var due = Days.DueFrom(question.Kind, now);
        return new
        {
            reference,
            number,
            addressee.Item,
            addressee.Provider,
            responsible = Word.Of(addressee.Responsible),
            addressee.ResponsibleName,
            question.Edition,
            question.Text,
            name = question.PassOn ? question.Name : null,
            mail = question.PassOn ? question.Mail : null,
            now = now.ToUnixTimeMilliseconds(),
            kind = Word.Of(question.Kind),
            about = question.Kind == CaseKind.Complaint ? Word.Of(question.About) : null,
            question.Wish,
            question.Signature,
            question.Headline,
            question.Language,
            contact = question.Kind == CaseKind.RightOfReply ? question.Mail : null,
            question.Agrees,
            reached = addressee.Responsible == Responsible.House ? now.ToUnixTimeMilliseconds() : (long?)null,
            due = due?.ToUnixTimeMilliseconds(),
            remind = Days.ReminderBefore(question.Kind, due)?.ToUnixTimeMilliseconds(),
        };
    }

    private AnswerDays Days => days ?? new AnswerDays();
}
