using Dapper;
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

    /// <summary>The case is in a state in which this can't be done.</summary>
    public sealed record NotNow(CaseState State) : CaseOutcome;

    /// <summary>The answer has no words, or more than 64 KiB of them.</summary>
    public sealed record NoWords : CaseOutcome;
}

/// <summary>Finds a case, lets it be judged in its present state, and changes it, all in one transaction.</summary>
internal static class CaseDecision
{
    private const string Select = $"""
        SELECT {CaseRow.Columns} FROM cases JOIN outbox ON outbox.number = cases.number
        WHERE cases.reference = @reference OR cases.number = @number
        """;

    /// <param name="named">A reference or a number, as typed.</param>
    internal static CaseOutcome Take(Desk desk, string named, Func<Case, bool> allows, string sql, Func<Case, object> values)
    {
        var key = new { reference = CaseReference.Parse(named), number = CaseReference.ParseNumber(named) };
        return desk.Write<CaseOutcome>(connection =>
        {
            if (Find(connection, key) is not { } found) return new CaseOutcome.Unknown();
            if (!allows(found)) return new CaseOutcome.NotNow(found.State);
            connection.Execute(sql, values(found));
            return new CaseOutcome.Done(Find(connection, key)!);
        });
    }

    internal static long Now(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Case? Find(SqliteConnection connection, object key) =>
        connection.QuerySingleOrDefault<CaseRow>(Select, key)?.ToCase();
}
