using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// Which step leads a case where: the only place that says so. It knows no clock and no store. A refused case says nothing
/// any more but that it is closed; a closed one nothing but that what it had published is taken down.
/// </summary>
internal static class CaseMachine
{
    /// <summary>True while an answer can come.</summary>
    internal static bool IsOpen(CaseState state) => state is CaseState.Received or CaseState.Sent or CaseState.Overdue;

    /// <summary>The state after a step; null where the case's kind and state don't allow it.</summary>
    /// <param name="kind">Of the case.</param>
    /// <param name="state">Before the step.</param>
    /// <param name="step">What happens.</param>
    /// <param name="begins">True where by this step whoever is responsible has the case for the first time: the days begin then, once in its life.</param>
    internal static CaseState? After(CaseKind kind, CaseState state, CaseStep step, bool begins = false) => step switch
    {
        // The day of what had reached nobody passed against nobody. A mail may be taken over after all has been said: that changes nothing any more.
        CaseStep.PassedOn => state == CaseState.Received || (begins && state == CaseState.Overdue) ? CaseState.Sent : state,
        CaseStep.Reminded when kind != CaseKind.Comment && state is CaseState.Received or CaseState.Sent => state,
        CaseStep.Overdue when kind != CaseKind.Comment && state is CaseState.Received or CaseState.Sent => CaseState.Overdue,
        CaseStep.Answered => Answered(state),
        CaseStep.Accepted when kind == CaseKind.RightOfReply && (IsOpen(state) || state == CaseState.Answered) => CaseState.Accepted,
        CaseStep.Shown when kind != CaseKind.RightOfReply && state == CaseState.Overdue => CaseState.Overdue,
        CaseStep.Published when state == (kind == CaseKind.RightOfReply ? CaseState.Accepted : CaseState.Answered) => CaseState.Published,
        CaseStep.Refused when IsOpen(state) || state is CaseState.Answered or CaseState.Accepted => CaseState.Refused,
        CaseStep.Closed when state != CaseState.Closed => CaseState.Closed,
        CaseStep.TakenDown when kind != CaseKind.RightOfReply && state == CaseState.Closed => CaseState.Closed,
        _ => null,
    };

    // An answer may be given again until it is published; beside a reply that was accepted it is one more word.
    private static CaseState? Answered(CaseState state) =>
        IsOpen(state) || state == CaseState.Answered ? CaseState.Answered
        : state == CaseState.Accepted ? CaseState.Accepted
        : null;
}
