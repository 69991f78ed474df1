using Dapper;

namespace Griot.Feedback;

/// <summary>Finds a case by the reader's reference.</summary>
public sealed class FollowCase(Desk desk)
{
    private const string Select = $"""
        SELECT {CaseRow.Columns} FROM cases JOIN outbox ON outbox.number = cases.number WHERE cases.reference = @reference
        """;

    /// <param name="typed">A reference as a person types it.</param>
    /// <returns>Null for what is no reference, or none of ours.</returns>
    public Case? Follow(string? typed) =>
        CaseReference.Parse(typed) is { } reference
            ? desk.Read(connection => connection.QuerySingleOrDefault<CaseRow>(Select, new { reference }))?.ToCase()
            : null;
}
