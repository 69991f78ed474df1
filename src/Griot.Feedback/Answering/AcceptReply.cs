namespace Griot.Feedback;

/// <summary>
/// The operator's decision that a right of reply is to stand as a piece of its own, where whoever is responsible has not said so.
/// Publishing it is another step.
/// </summary>
public sealed class AcceptReply(Desk desk, TimeProvider time)
{
    private const string Update = "UPDATE cases SET remind = NULL WHERE reference = @Reference";

    /// <param name="named">The case's reference or number.</param>
    public CaseOutcome Accept(string named) => CaseDecision.Take(
        desk, time, named, new Decided(CaseStep.Accepted, Update, static asked => new { asked.Reference }) { Detail = static _ => CaseMoment.ByHouse });
}
