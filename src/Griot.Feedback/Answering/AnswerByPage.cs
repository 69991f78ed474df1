namespace Griot.Feedback;

/// <summary>
/// Keeps what whoever is responsible says on the page of a mailed link: it stands in their name, entered by nobody
/// else. Looking changes nothing; the first answer ends every link to the case. Nothing becomes public here: the operator
/// publishes it, as every answer, and a reply that they accept.
/// </summary>
public sealed class AnswerByPage(Desk desk, TimeProvider time)
{
    private readonly AnswerTokens tokens = new(desk, time);

    private const string Accept = "UPDATE cases SET remind = NULL WHERE reference = @Reference;";
    private const string EndLinks = "DELETE FROM answer_tokens WHERE number = @Number;";

    /// <summary>The question that a token opens; null where it opens none, or it was answered, decided or closed.</summary>
    public Case? Look(string token) => tokens.Find(token) is { } asked && CaseMachine.IsOpen(asked.State) ? asked : null;

    /// <summary>Keeps an answer.</summary>
    /// <param name="token">The page's secret.</param>
    /// <param name="words">The answer; it may be missing where a reply is accepted.</param>
    /// <param name="accepts">Of a right of reply: that it stand as a piece of its own.</param>
    public CaseOutcome Answer(string token, string words, bool accepts = false)
    {
        if (tokens.Find(token) is not { } found) return new CaseOutcome.Unknown();
        List<Decided> steps = [];
        if (AnswerCase.Words(words) is { } answer) steps.Add(new Decided(CaseStep.Answered, AnswerCase.Update + EndLinks, asked => Values(asked, answer)) { Allows = IsOpen });
        else if (!accepts || QuestionForm.Inert(words).Length > 0) return new CaseOutcome.NoWords();
        if (accepts) steps.Add(new Decided(CaseStep.Accepted, Accept + EndLinks, static asked => new { asked.Reference, asked.Number }) { Allows = IsOpen });
        return CaseDecision.Take(desk, time, found.Number, steps);
    }

    private object Values(Case asked, string answer) =>
        new { asked.Reference, asked.Number, now = CaseDecision.Now(time), answer, by = asked.ResponsibleName, enteredBy = (string?)null };

    private static bool IsOpen(Case asked) => CaseMachine.IsOpen(asked.State);
}
