using System.Text;

namespace Griot.Feedback;

/// <summary>
/// Keeps the answer that whoever is responsible gives on the page of a mailed link: it stands in their name, entered by nobody
/// else. Looking changes nothing; the first answer ends every link to the case. Nothing becomes public here: the operator
/// publishes it, as every answer.
/// </summary>
public sealed class AnswerByPage(Desk desk, TimeProvider time)
{
    private const int MostBytes = 64 * 1024;
    private readonly AnswerTokens tokens = new(desk, time);

    private const string Update = """
        UPDATE cases SET state = 'answered', answered = @now, answer = @answer, answer_by = @by, entered_by = NULL WHERE reference = @Reference;
        DELETE FROM answer_tokens WHERE number = @Number;
        """;

    /// <summary>The question that a token opens; null where it opens none, or it was answered or closed.</summary>
    public Case? Look(string token) => tokens.Find(token) is { } asked && IsOpen(asked) ? asked : null;

    /// <summary>Keeps an answer.</summary>
    public CaseOutcome Answer(string token, string words)
    {
        if (tokens.Find(token) is not { } found) return new CaseOutcome.Unknown();
        var answer = QuestionForm.Inert(words);
        if (answer.Length == 0 || Encoding.UTF8.GetByteCount(answer) > MostBytes) return new CaseOutcome.NoWords();
        return CaseDecision.Take(desk, found.Number, IsOpen, Update, asked => new { asked.Reference, asked.Number, now = CaseDecision.Now(time), answer, by = asked.ResponsibleName });
    }

    private static bool IsOpen(Case asked) => asked.State < CaseState.Answered;
}
