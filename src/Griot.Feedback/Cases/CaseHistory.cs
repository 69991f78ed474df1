using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>
/// The steps of cases. A case's state changes here and nowhere else, together with the step that changed it: after a crash
/// there are both or neither.
/// </summary>
public sealed class CaseHistory(Desk desk)
{
    /// <summary>The steps by which what stands in public can change.</summary>
    internal const string PublicSteps = "step IN ('overdue', 'answered', 'shown', 'published', 'refused', 'closed', 'taken-down')";

    internal const string Tables = $"""
        CREATE TABLE IF NOT EXISTS case_steps (
          id INTEGER PRIMARY KEY,
          number TEXT NOT NULL REFERENCES cases (number),
          step TEXT NOT NULL,
          at INTEGER NOT NULL,
          detail TEXT
        ) STRICT;
        CREATE INDEX IF NOT EXISTS case_steps_of ON case_steps (number, id);
        CREATE INDEX IF NOT EXISTS case_steps_public ON case_steps (id) WHERE {PublicSteps};
        """;

    private const string Insert = "INSERT INTO case_steps (number, step, at, detail) VALUES (@number, @step, @at, @detail)";

    private const string Update = "UPDATE cases SET state = @state WHERE number = @number AND state <> @state";

    private const string Select = "SELECT step AS Step, at AS At, detail AS Detail FROM case_steps WHERE number = @Number ORDER BY id";

    /// <summary>All that happened to a case, in its order.</summary>
    public IReadOnlyList<CaseMoment> Of(Case asked) => desk.Read(connection => connection.Query<Row>(Select, new { asked.Number }))
        .Select(row => new CaseMoment(Word.Parse<CaseStep>(row.Step) ?? CaseStep.Received, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Detail)).ToList();

    /// <summary>Writes how a case began.</summary>
    internal static void Begin(SqliteConnection connection, string number, long at) => Add(connection, number, CaseStep.Received, at, null);

    /// <summary>Takes a step within the caller's transaction; false where the machine doesn't allow it, and then nothing is written.</summary>
    internal static bool Take(SqliteConnection connection, string number, CaseKind kind, CaseState state, CaseStep step, long at, string? detail = null, bool begins = false)
    {
        if (CaseMachine.After(kind, state, step, begins) is not { } next) return false;
        Add(connection, number, step, at, detail);
        connection.Execute(Update, new { number, state = Word.Of(next) });
        return true;
    }

    private static void Add(SqliteConnection connection, string number, CaseStep step, long at, string? detail) =>
        connection.Execute(Insert, new { number, step = Word.Of(step), at, detail });

    private sealed class Row
    {
        public string Step { get; init; } = "";
        public long At { get; init; }
        public string? Detail { get; init; }
    }
}
