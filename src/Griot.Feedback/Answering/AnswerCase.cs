using System.Text;

namespace Griot.Feedback;

/// <summary>
/// Keeps the answer of whoever is responsible, as the operator types it in on their behalf: it stands in their name, and
/// who entered it is kept beside. It may be given again until it is published. Nothing becomes public here; what the article
/// said of a missing answer is no longer true, and goes.
/// </summary>
public sealed class AnswerCase(Desk desk, TimeProvider time)
{
    private const int MostBytes = 64 * 1024;

    internal const string Update = """
        UPDATE cases SET answered = @now, answer = @answer, answer_by = @by, entered_by = @enteredBy, remind = NULL, silence = NULL, shown = NULL
        WHERE reference = @Reference;
        """;

    /// <param name="named">The case's reference or number.</param>
    /// <param name="words">The answer: inert text.</param>
    /// <param name="house">The name of the house, whose operator enters it.</param>
    public CaseOutcome Answer(string named, string words, string house) => Words(words) is not { } answer ? new CaseOutcome.NoWords() : CaseDecision.Take(
        desk, time, named,
        new Decided(CaseStep.Answered, Update, asked => new { asked.Reference, now = CaseDecision.Now(time), answer, by = asked.ResponsibleName, enteredBy = IsForAnother(asked) ? house : null })
        {
            Detail = static asked => IsForAnother(asked) ? CaseMoment.ByHouse : null,
        });

    /// <summary>An answer as it is kept; null where it has no words, or more than 64 KiB of them.</summary>
    internal static string? Words(string? typed) =>
        QuestionForm.Inert(typed ?? "") is { Length: > 0 } answer && Encoding.UTF8.GetByteCount(answer) <= MostBytes ? answer : null;

    private static bool IsForAnother(Case asked) => asked.Responsible == Responsible.Provider;
}
