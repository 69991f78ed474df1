using CsCheck;
using Griot.Record;

namespace Griot.Feedback.Tests;

/// <summary>Which step leads a case where, whatever the order in which steps are tried.</summary>
public sealed class CaseMachineTests
{
    private static readonly Gen<(CaseKind Kind, CaseStep[] Steps)> Lives =
        Gen.Select(Gen.Enum<CaseKind>(), Gen.Enum<CaseStep>().Array[0, 30]);

    [Fact]
    public void A_case_is_published_only_after_an_answer_or_for_a_reply_after_it_was_accepted() => Lives.Sample(life =>
    {
        var taken = Lived(life.Kind, life.Steps);
        if (taken.FindIndex(step => step == CaseStep.Published) is >= 0 and var at)
            Assert.Contains(life.Kind == CaseKind.RightOfReply ? CaseStep.Accepted : CaseStep.Answered, taken[..at]);
    });

    [Fact]
    public void What_was_published_or_refused_is_never_answered_accepted_or_published_again() => Lives.Sample(life =>
    {
        var taken = Lived(life.Kind, life.Steps);
        var end = taken.FindIndex(step => step is CaseStep.Published or CaseStep.Refused or CaseStep.Closed);
        if (end >= 0) Assert.DoesNotContain(taken[(end + 1)..], step => step is CaseStep.Answered or CaseStep.Accepted or CaseStep.Published or CaseStep.Shown or CaseStep.Refused or CaseStep.Overdue or CaseStep.Reminded);
    });

    [Fact]
    public void A_day_passes_once_and_only_where_one_is_due_and_nothing_was_said() => Lives.Sample(life =>
    {
        var taken = Lived(life.Kind, life.Steps);
        if (taken.FindIndex(step => step == CaseStep.Overdue) is >= 0 and var first && taken.LastIndexOf(CaseStep.Overdue) is var last && last != first)
        {
            // Once more only where it had reached nobody, and then did.
            Assert.Equal(2, taken.Count(step => step == CaseStep.Overdue));
            Assert.DoesNotContain(CaseStep.PassedOn, taken[..first]);
            Assert.Contains(CaseStep.PassedOn, taken[first..last]);
        }

        if (life.Kind == CaseKind.Comment) Assert.DoesNotContain(taken, step => step is CaseStep.Overdue or CaseStep.Reminded or CaseStep.Shown);
        if (taken.IndexOf(CaseStep.Overdue) is >= 0 and var at) Assert.DoesNotContain(taken[..at], step => step is CaseStep.Answered or CaseStep.Accepted);
    });

    [Theory]
    [InlineData(true, CaseState.Sent)]
    [InlineData(false, CaseState.Overdue)]
    public void Passing_on_what_is_overdue_begins_its_days_only_where_it_had_reached_nobody(bool begins, CaseState after) =>
        Assert.Equal(after, CaseMachine.After(CaseKind.Complaint, CaseState.Overdue, CaseStep.PassedOn, begins));

    [Fact]
    public void Beginning_late_changes_nothing_of_what_is_said_or_decided() => Assert.All(Enum.GetValues<CaseState>(), state =>
    {
        if (!CaseMachine.IsOpen(state)) Assert.Equal(state, CaseMachine.After(CaseKind.Question, state, CaseStep.PassedOn, begins: true));
    });

    [Fact]
    public void Closed_is_the_end_and_every_case_can_be_closed() => Lives.Sample(life =>
    {
        var state = life.Steps.Aggregate(CaseState.Received, (before, step) => CaseMachine.After(life.Kind, before, step) ?? before);
        Assert.Equal(state == CaseState.Closed ? null : CaseState.Closed, CaseMachine.After(life.Kind, state, CaseStep.Closed));
        Assert.All(Enum.GetValues<CaseStep>(), step => Assert.Contains(CaseMachine.After(life.Kind, CaseState.Closed, step), new CaseState?[] { null, CaseState.Closed }));
    });

    [Fact]
    public void Only_a_right_of_reply_is_accepted() => Lives.Sample(life =>
    {
        if (life.Kind != CaseKind.RightOfReply) Assert.DoesNotContain(CaseStep.Accepted, Lived(life.Kind, life.Steps));
    });

    private static List<CaseStep> Lived(CaseKind kind, CaseStep[] steps)
    {
        var (state, taken) = (CaseState.Received, new List<CaseStep>());
        foreach (var step in steps.Where(step => step != CaseStep.Received))
        {
            if (CaseMachine.After(kind, state, step, begins: step == CaseStep.PassedOn && !taken.Contains(CaseStep.PassedOn)) is not { } next) continue;
            state = next;
            taken.Add(step);
        }

        return taken;
    }
}
