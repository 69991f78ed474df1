using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>
/// Looks whether days have come on which an answer was due, and writes that they have: from then on it is a step in the case
/// like any other, and no page needs a clock. A day that passed while nothing ran is written at the next look, once.
/// </summary>
internal sealed class PassOfDays(Desk desk, FeedbackSettings settings, TimeProvider time)
{
    private const int MostAtOnce = 200;

    /// <summary>Then the pump goes on with its mails, and looks again with its next pass.</summary>
    private const int MostRounds = 50;

    private const string SelectReminded = $"""
        SELECT {Columns} FROM cases WHERE remind IS NOT NULL AND remind <= @now ORDER BY remind LIMIT 200
        """;

    private const string SelectPassed = $"""
        SELECT {Columns} FROM cases WHERE due IS NOT NULL AND due <= @now AND state IN ('received', 'sent') ORDER BY due LIMIT 200
        """;

    private const string Columns = "number AS Number, kind AS Kind, state AS State, responsible AS Responsible, provider AS Provider, reached IS NOT NULL AS Reached, due AS Due";

    // Nothing is said of whom the question never reached, and nothing against the reader's will.
    private const string MarkPassed = """
        UPDATE cases SET remind = NULL, silence = CASE WHEN agrees AND reached IS NOT NULL AND item IS NOT NULL THEN @now END WHERE number = @Number
        """;

    /// <summary>Writes all that has come to pass.</summary>
    internal void Look()
    {
        for (var i = 0; i < MostRounds && Some(SelectReminded, Remind) == MostAtOnce; i++) { }
        for (var i = 0; i < MostRounds && Some(SelectPassed, Pass) == MostAtOnce; i++) { }
    }

    // Looked at without a lock first: nearly always there is nothing to write.
    private int Some(string select, Action<SqliteConnection, DayRow, long> write)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (desk.Read(connection => connection.QueryFirstOrDefault<DayRow>(select, new { now })) is null) return 0;
        return desk.Write(connection =>
        {
            var rows = connection.Query<DayRow>(select, new { now }).ToList();
            foreach (var row in rows) write(connection, row, now);
            return rows.Count;
        });
    }

    private void Remind(SqliteConnection connection, DayRow row, long now)
    {
        connection.Execute("UPDATE cases SET remind = NULL WHERE number = @Number", new { row.Number });
        if (row.Due <= now || !row.Reached || CaseMachine.After(row.KindOf, row.StateOf, CaseStep.Reminded) is null) return;
        if (row.Responsible == Word.Of(Griot.Feedback.Responsible.Provider) && row.Provider is { } provider) CaseMailbox.Queue(connection, row.Number, DeadlineMail.Reminder, provider, now);
        else if (settings.OperatorMail is not null) CaseMailbox.Queue(connection, row.Number, DeadlineMail.Reminder, CaseMailbox.Operator, now);
    }

    private void Pass(SqliteConnection connection, DayRow row, long now)
    {
        connection.Execute(MarkPassed, new { row.Number, now });
        CaseHistory.Take(connection, row.Number, row.KindOf, row.StateOf, CaseStep.Overdue, now);
        CaseMailbox.Drop(connection, row.Number, DeadlineMail.Reminder);
        if (settings.OperatorMail is not null) CaseMailbox.Queue(connection, row.Number, DeadlineMail.Overdue, CaseMailbox.Operator, now);
    }

    private sealed class DayRow
    {
        public string Number { get; init; } = "";
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public string Responsible { get; init; } = "";
        public string? Provider { get; init; }
        public bool Reached { get; init; }
        public long? Due { get; init; }

        internal CaseKind KindOf => Word.Parse<CaseKind>(Kind) ?? CaseKind.Question;
        internal CaseState StateOf => Word.Parse<CaseState>(State) ?? CaseState.Received;
    }
}
