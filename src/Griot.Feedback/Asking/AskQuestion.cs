using System.Net;
using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>
/// Keeps a reader's question as a case, with its place in the outbox, in one transaction: after a crash there are both
/// or neither. Nothing of it becomes public, and nothing is sent here.
/// </summary>
public sealed class AskQuestion(Desk desk, AskLimits limits, TimeProvider time)
{
    /// <summary>Unanswered questions that the desk holds at most.</summary>
    public const int MostUnanswered = 10_000;

    private const string CountUnanswered = "SELECT count(*) FROM cases WHERE state IN ('received', 'sent')";

    private const string InsertCase = """
        INSERT INTO cases (reference, number, item, provider, responsible, responsible_name, edition, state, text,
                           reader_name, reader_mail, received)
        VALUES (@reference, @number, @Item, @Provider, @responsible, @ResponsibleName, @edition, 'received', @text,
                @name, @mail, @now)
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
        return limits.Admit(sender, addressee.Item, question.Text!, reference) switch
        {
            { Earlier: { } earlier } => new AskOutcome.Kept(earlier),
            { Wait: { } wait } => new AskOutcome.TooMany(wait),
            _ => Keep(question, addressee, sender, reference),
        };
    }

    private AskOutcome Keep(Question question, Addressee addressee, IPAddress? sender, string reference)
    {
        var kept = false;
        try
        {
            kept = desk.Write(connection => Insert(connection, question, addressee, reference));
        }
        finally
        {
            if (!kept) limits.Release(sender, addressee.Item, question.Text!);
        }

        return kept ? new AskOutcome.Kept(reference) : new AskOutcome.Full();
    }

    private bool Insert(SqliteConnection connection, Question question, Addressee addressee, string reference)
    {
        if (connection.ExecuteScalar<long>(CountUnanswered) >= MostUnanswered) return false;
        var number = CaseReference.NewNumber();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        connection.Execute(InsertCase, new
        {
            reference,
            number,
            addressee.Item,
            addressee.Provider,
            responsible = Word.Of(addressee.Responsible),
            addressee.ResponsibleName,
            edition = question.Edition,
            text = question.Text,
            name = question.PassOn ? question.Name : null,
            mail = question.PassOn ? question.Mail : null,
            now,
        });
        connection.Execute(InsertMail, new
        {
            id = OpaqueId.New(),
            number,
            provider = addressee.Responsible == Responsible.Provider ? addressee.Provider : null,
            now,
        });
        return true;
    }
}
