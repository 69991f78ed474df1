using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// Notes that a right of reply has become a piece of its own. The piece is sealed before, by another room: if the process dies in
/// between, the case is still accepted, and the same reply is found sealed when it is published again.
/// </summary>
public sealed class PublishReply(Desk desk, TimeProvider time)
{
    private const string Update = "UPDATE cases SET published = @now, reply_item = @item, contact = NULL, reader_name = NULL, reader_mail = NULL WHERE reference = @Reference";

    /// <summary>The reply that can become a piece now; else why it can't.</summary>
    /// <param name="named">The case's reference or number.</param>
    public CaseOutcome Look(string named) =>
        CaseDecision.Find(desk, named) is not { } found ? new CaseOutcome.Unknown()
        : found is { Kind: CaseKind.RightOfReply, Item: not null, Reply: not null } && CaseMachine.After(found.Kind, found.State, CaseStep.Published) is not null ? new CaseOutcome.Done(found)
        : new CaseOutcome.NotNow(found.Kind, found.State);

    /// <param name="named">The case's reference or number.</param>
    /// <param name="item">The piece that it has become.</param>
    public CaseOutcome Publish(string named, string item)
    {
        var outcome = CaseDecision.Take(
            desk, time, named,
            new Decided(CaseStep.Published, Update, asked => new { asked.Reference, item, now = CaseDecision.Now(time) }) { Allows = static asked => asked.Kind == CaseKind.RightOfReply });
        if (outcome is CaseOutcome.Done) desk.Scrub();
        return outcome;
    }
}
