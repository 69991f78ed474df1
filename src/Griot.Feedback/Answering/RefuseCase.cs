using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// The operator's decision that nothing of a case is published and no answer is waited for. Its reader is told the class of
/// the reason; name and addresses are deleted, and what the article said of a missing answer goes.
/// </summary>
public sealed class RefuseCase(Desk desk, TimeProvider time)
{
    private const string Update = """
        UPDATE cases SET reader_name = NULL, reader_mail = NULL, contact = NULL, remind = NULL, silence = NULL, shown = NULL WHERE reference = @Reference
        """;

    /// <param name="named">The case's reference or number.</param>
    /// <param name="reason">Why, as the reader is told.</param>
    public CaseOutcome Refuse(string named, RefusalReason reason)
    {
        var outcome = CaseDecision.Take(
            desk, time, named, new Decided(CaseStep.Refused, Update, static asked => new { asked.Reference }) { Detail = _ => Word.Of(reason) });
        if (outcome is CaseOutcome.Done) desk.Scrub();
        return outcome;
    }
}
