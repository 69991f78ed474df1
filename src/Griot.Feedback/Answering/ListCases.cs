using Dapper;
using Griot.Record;

namespace Griot.Feedback;

/// <summary>Which cases the operator wants to see; null lets all through.</summary>
public sealed record CaseFilter(CaseState? State = null, CaseKind? Kind = null, string? Provider = null)
{
    /// <summary>Only those whose day has passed without an answer, and that still wait for one.</summary>
    public bool Overdue { get; init; }
}

/// <summary>The operator's list of cases.</summary>
public sealed class ListCases(Desk desk)
{
    private const string Select = $"""
        SELECT {CaseRow.Columns} FROM cases JOIN outbox ON outbox.number = cases.number
        WHERE (@state IS NULL OR cases.state = @state) AND (@kind IS NULL OR cases.kind = @kind) AND (@Provider IS NULL OR cases.provider = @Provider)
          AND (NOT @Overdue OR cases.state = 'overdue')
        ORDER BY cases.received, cases.number
        """;

    private const string SelectReader = "SELECT reader_name AS Name, coalesce(contact, reader_mail) AS Mail FROM cases WHERE reference = @Reference";

    /// <summary>All cases, or those in one state, in the order in which they came.</summary>
    public IReadOnlyList<Case> List(CaseState? state = null) => Matching(new CaseFilter(state));

    /// <summary>Those that a filter lets through, in the order in which they came.</summary>
    public IReadOnlyList<Case> Matching(CaseFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var values = new { state = filter.State is { } state ? Word.Of(state) : null, kind = filter.Kind is { } kind ? Word.Of(kind) : null, filter.Provider, filter.Overdue };
        return desk.Read(connection => connection.Query<CaseRow>(Select, values)).Select(row => row.ToCase()).ToList();
    }

    /// <summary>A case by its reference or number, as typed; null where there is none.</summary>
    public Case? Find(string named) => CaseDecision.Find(desk, named);

    /// <summary>
    /// Who asked, where the reader let it be passed on and no mail has carried it yet: for a house without a relay. Of a right of
    /// reply its contact, until that is decided.
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
