namespace Griot.Feedback;

/// <summary>
/// Ends a case, answered or not. A mail of it that still waits is not sent, and the reader's name and address are
/// deleted. What was published stays beside its article, unless it is taken down with it; a reply that has become a piece of its
/// own is withdrawn as any piece of the house.
/// </summary>
public sealed class CloseCase(Desk desk, TimeProvider time)
{
    private const string Update = """
        UPDATE cases SET closed = @now, reader_name = NULL, reader_mail = NULL, contact = NULL, remind = NULL WHERE reference = @Reference
        """;

    private const string TakeDown = "UPDATE cases SET published = NULL, shown = NULL, silence = NULL WHERE reference = @Reference";

    /// <param name="named">The case's reference or number.</param>
    /// <param name="takeDown">Take question and answer, or what stands there of a missing answer, from the article's page.</param>
    public CaseOutcome Close(string named, bool takeDown = false)
    {
        var close = new Decided(CaseStep.Closed, Update, asked => new { asked.Reference, now = CaseDecision.Now(time) });
        var takenDown = new Decided(CaseStep.TakenDown, TakeDown, static asked => new { asked.Reference }) { Allows = static asked => asked.IsBeside };
        var outcome = !takeDown ? CaseDecision.Take(desk, time, named, close)
            : CaseDecision.Take(desk, time, named, close, takenDown) is CaseOutcome.Done done ? done
            : CaseDecision.Take(desk, time, named, takenDown) is CaseOutcome.Done down ? down
            : CaseDecision.Take(desk, time, named, close);
        if (outcome is CaseOutcome.Done) desk.Scrub();
        return outcome;
    }
}
