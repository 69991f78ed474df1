using System.Text;

namespace Griot.Feedback;

/// <summary>
/// Keeps the answer of whoever is responsible, as the operator types it in on their behalf: it stands in their name, and
/// who entered it is kept beside. It may be given again until it is published. Nothing becomes public here.
/// </summary>
public sealed class AnswerCase(Desk desk, TimeProvider time)
{
    private const int MostBytes = 64 * 1024;

    private const string Update = """
        UPDATE cases SET state = 'answered', answered = @now, answer = @answer, answer_by = @by, entered_by = @enteredBy
        WHERE reference = @Reference
        """;

    /// <param name="named">The case's reference or number.</param>
    /// <param name="words">The answer: inert text.</param>
    /// <param name="house">The name of the house, whose operator enters it.</param>
    public CaseOutcome Answer(string named, string words, string house)
    {
        var answer = QuestionForm.Inert(words);
        if (answer.Length == 0 || Encoding.UTF8.GetByteCount(answer) > MostBytes) return new CaseOutcome.NoWords();
        return CaseDecision.Take(
            desk, named,
            asked => asked.State <= CaseState.Answered,
            Update,
            asked => new
            {
                asked.Reference,
                now = CaseDecision.Now(time),
                answer,
                by = asked.ResponsibleName,
                enteredBy = asked.Responsible == Responsible.Provider ? house : null,
            });
    }
}
