using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// The operator's decision that a question and its answer stand beside the article, or a question that was not answered in time
/// by itself: the only way by which a reader's words become public there. No text is changed by it.
/// </summary>
public sealed class PublishAnswer(Desk desk, TimeProvider time)
{
    private const string Update = "UPDATE cases SET published = @now, silence = NULL, shown = NULL WHERE reference = @Reference";

    private const string Show = "UPDATE cases SET shown = @now WHERE reference = @Reference";

    /// <param name="named">The case's reference or number.</param>
    /// <returns><see cref="CaseOutcome.NotNow"/> for a right of reply too, which becomes a piece of its own.</returns>
    public CaseOutcome Publish(string named)
    {
        var published = new Decided(CaseStep.Published, Update, asked => new { asked.Reference, now = CaseDecision.Now(time) }) { Allows = IsNoReply };
        var shown = new Decided(CaseStep.Shown, Show, asked => new { asked.Reference, now = CaseDecision.Now(time) }) { Allows = static asked => asked is { Item: not null, Silence: not null } };
        var outcome = CaseDecision.Take(desk, time, named, published);
        return outcome is CaseOutcome.NotNow { State: CaseState.Overdue } ? CaseDecision.Take(desk, time, named, shown) : outcome;
    }

    private static bool IsNoReply(Case asked) => asked.Kind != CaseKind.RightOfReply;
}
