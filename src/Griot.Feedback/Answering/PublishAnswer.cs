namespace Griot.Feedback;

/// <summary>
/// The operator's decision that a question and its answer stand beside the article: the only way by which a reader's words
/// become public. Neither text is changed by it.
/// </summary>
public sealed class PublishAnswer(Desk desk, TimeProvider time)
{
    private const string Update = "UPDATE cases SET state = 'published', published = @now WHERE reference = @Reference";

    /// <param name="named">The case's reference or number.</param>
    public CaseOutcome Publish(string named) => CaseDecision.Take(
        desk, named,
        asked => asked.State == CaseState.Answered,
        Update,
        asked => new { asked.Reference, now = CaseDecision.Now(time) });
}
