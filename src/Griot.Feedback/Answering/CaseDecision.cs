using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>What came of an operator's word on a case.</summary>
public abstract record CaseOutcome
{
    private CaseOutcome()
    {
    }

    public sealed record Done(Case Case) : CaseOutcome;

    /// <summary>No case has this reference or number.</summary>
    public sealed record Unknown : CaseOutcome;

    /// <summary>The case is of a kind, or in a state, with which this can't be done.</summary>
    public sealed record NotNow(CaseKind Kind, CaseState State) : CaseOutcome;

    /// <summary>The answer has no words, or more than 64 KiB of them.</summary>
    public sealed record NoWords : CaseOutcome;
}

/// <summary>A step that somebody wants a case to take.</summary>
/// <param name="Step">Which.</param>
/// <param name="Sql">What changes besides the state.</param>
/// <param name="Values">The values of <paramref name="Sql"/>.</param>
internal sealed record Decided(CaseStep Step, string Sql, Func<Case, object> Values)
{
    internal Func<Case, string?> Detail { get; init; } = static _ => null;

    /// <summary>What has to hold of the case besides what <see cref="CaseMachine"/> says.</summary>
    internal Func<Case, bool> Allows { get; init; } = static _ => true;
}

/// <summary>Finds a case, lets the step be judged in its present state, and takes it, all in one transaction.</summary>
internal static class CaseDecision
{
    private const string Select = $"""
        SELECT {CaseRow.Columns} FROM cases JOIN outbox ON outbox.number = cases.number
        WHERE cases.reference = @reference OR cases.number = @number
        """;

    /// <param name="desk">Where it lies.</param>
    /// <param name="time">The moment of the steps.</param>
    /// <param name="named">A reference or a number, as typed.</param>
    /// <param name="steps">Taken in their order; one that isn't allowed ends all, and nothing has changed.</param>
    internal static CaseOutcome Take(Desk desk, TimeProvider time, string named, params IReadOnlyList<Decided> steps)
    {
        var key = Key(named);
        return desk.Write<CaseOutcome>(connection =>
        {
            if (Find(connection, key) is not { } found) return new CaseOutcome.Unknown();
            if (!Allows(found, steps)) return new CaseOutcome.NotNow(found.Kind, found.State);
            foreach (var decided in steps) Take(connection, Find(connection, key)!, decided, Now(time));
            return new CaseOutcome.Done(Find(connection, key)!);
        });
    }

    private static bool Allows(Case found, IReadOnlyList<Decided> steps)
    {
        CaseState? state = found.State;
        foreach (var decided in steps)
        {
            state = state is { } before ? CaseMachine.After(found.Kind, before, decided.Step) : null;
            if (state is null || !decided.Allows(found)) return false;
        }

        return true;
    }

    private static void Take(SqliteConnection connection, Case found, Decided decided, long now)
    {
        connection.Execute(decided.Sql, decided.Values(found));
        CaseHistory.Take(connection, found.Number, found.Kind, found.State, decided.Step, now, decided.Detail(found));
    }

    internal static long Now(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    internal static Case? Find(Desk desk, string named) => desk.Read(connection => Find(connection, Key(named)));

    private static object Key(string named) => new { reference = CaseReference.Parse(named), number = CaseReference.ParseNumber(named) };

    private static Case? Find(SqliteConnection connection, object key) =>
        connection.QuerySingleOrDefault<CaseRow>(Select, key)?.ToCase();
}
