using Dapper;
using Griot.Record;

namespace Griot.Feedback;

/// <summary>The operator's list of cases.</summary>
public sealed class ListCases(Desk desk)
{
    private const string Select = $"""
        SELECT {CaseRow.Columns} FROM cases JOIN outbox ON outbox.number = cases.number
        WHERE @state IS NULL OR cases.state = @state
        ORDER BY cases.received, cases.number
        """;

    private const string SelectReader = "SELECT reader_name AS Name, reader_mail AS Mail FROM cases WHERE reference = @Reference";

    /// <summary>All cases, or those in one state, in the order in which they came.</summary>
    public IReadOnlyList<Case> List(CaseState? state = null) =>
        desk.Read(connection => connection.Query<CaseRow>(Select, new { state = state is { } one ? Word.Of(one) : null }))
            .Select(row => row.ToCase()).ToList();

    /// <summary>
    /// Who asked, where the reader let it be passed on and no mail has carried it yet: for a house without a relay.
    /// </summary>
    public Reader? ReaderOf(Case asked) =>
        desk.Read(connection => connection.QuerySingleOrDefault<Reader>(SelectReader, new { asked.Reference }));
}

/// <summary>What a reader said of itself, to be passed on to whoever answers and to nobody else.</summary>
public sealed record Reader
{
    public string? Name { get; init; }
    public string? Mail { get; init; }
}
