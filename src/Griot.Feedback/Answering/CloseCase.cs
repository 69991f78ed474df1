namespace Griot.Feedback;

/// <summary>
/// Ends a case, answered or not. A mail of it that still waits is not sent, and the reader's name and address are
/// deleted. What was published stays beside its article, unless it is taken down with it.
/// </summary>
public sealed class CloseCase(Desk desk, TimeProvider time)
{
    private const string Update = """
        UPDATE cases SET state = 'closed', closed = @now, reader_name = NULL, reader_mail = NULL,
                         published = CASE WHEN @takeDown THEN NULL ELSE published END
        WHERE reference = @Reference
        """;

    /// <param name="named">The case's reference or number.</param>
    /// <param name="takeDown">Take question and answer from the article's page.</param>
    public CaseOutcome Close(string named, bool takeDown = false)
    {
        var outcome = CaseDecision.Take(
            desk, named,
            asked => asked.State != CaseState.Closed || (takeDown && asked.Published is not null),
            Update,
            asked => new { asked.Reference, takeDown, now = CaseDecision.Now(time) });
        if (outcome is CaseOutcome.Done) desk.Scrub();
        return outcome;
    }
}
