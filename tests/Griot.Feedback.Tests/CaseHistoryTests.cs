using CsCheck;
using Dapper;
using Griot.Record;
using Griot.Testing;

namespace Griot.Feedback.Tests;

/// <summary>Every step of a case is kept with its time, and the case stands where its steps lead.</summary>
public sealed class CaseHistoryTests : IAsyncDisposable
{
    private readonly FeedbackWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public void Each_step_stands_with_its_time_and_a_refusal_with_its_reason()
    {
        var reference = world.Kept();
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.IsType<CaseOutcome.Done>(new RefuseCase(world.Desk, world.Time).Refuse(reference, RefusalReason.OffTopic));

        var history = new CaseHistory(world.Desk).Of(world.Case(reference));
        Assert.Equal([CaseStep.Received, CaseStep.Refused], history.Select(moment => moment.Step));
        Assert.Equal(TimeSpan.FromHours(1), history[1].At - history[0].At);
        Assert.Equal(RefusalReason.OffTopic, history[1].Refusal);
        Assert.Equal(CaseState.Refused, world.Case(reference).State);
    }

    [Fact]
    public void What_can_t_be_done_leaves_no_step()
    {
        var reference = world.Kept();
        Assert.IsType<CaseOutcome.NotNow>(world.Publish(reference));
        Assert.IsType<CaseOutcome.NotNow>(new AcceptReply(world.Desk, world.Time).Accept(reference));
        Assert.Equal("received", world.Steps(reference));
    }

    [Fact]
    public void Whatever_an_operator_does_in_whatever_order_a_case_stands_where_its_steps_lead_and_nothing_is_public_without_its_step() =>
        Gen.Select(Gen.Enum<CaseKind>(), Gen.Int[0, 6].Array[0, 12]).Sample(
            life =>
            {
                using var folder = new TemporaryFolder();
                using var desk = Desk.Open(folder.Path);
                var question = FeedbackWorld.Reply() with { Kind = life.Item1 };
                var reference = Assert.IsType<AskOutcome.Kept>(new AskQuestion(desk, new AskLimits(world.Time), world.Time).Ask(question, world.ThePiece, null)).Reference;
                foreach (var act in life.Item2) Do(desk, reference, act);

                var asked = new FollowCase(desk).Follow(reference)!;
                var steps = new CaseHistory(desk).Of(asked).Select(moment => moment.Step).ToList();
                Assert.Equal(asked.State, steps.Skip(1).Aggregate(CaseState.Received, (state, step) => CaseMachine.After(asked.Kind, state, step) ?? throw new InvalidOperationException($"{step} after {state}")));
                var beside = new PublishedAnswers(desk).About(world.Item);
                Assert.Equal(steps.Contains(CaseStep.Published) && !steps.Contains(CaseStep.TakenDown), beside.Answers.Count > 0);
                Assert.Empty(beside.Missing);
            },
            iter: 60);

    [Fact]
    public void A_desk_from_before_there_were_kinds_keeps_its_cases_and_tells_their_steps()
    {
        using var folder = new TemporaryFolder();
        using (var old = Desk.Open(folder.Path))
        {
            old.Write(connection => connection.Execute("""
                INSERT INTO cases (reference, number, item, responsible, responsible_name, edition, state, text, received, sent, answered, published, answer, answer_by)
                VALUES ('00000-00000-00000-00000-00000', '1111-1111', 'i', 'provider', 'P', 'en', 'published', 'Why?', 1, 2, 3, 4, 'So.', 'P');
                INSERT INTO outbox (id, number, queued, due, delivered) VALUES ('o', '1111-1111', 1, 1, 2);
                INSERT INTO cases (reference, number, item, responsible, responsible_name, edition, state, text, received, sent)
                VALUES ('22222-22222-22222-22222-22222', '2222-2222', 'i', 'provider', 'P', 'en', 'sent', 'When?', 1, 2);
                INSERT INTO outbox (id, number, queued, due, delivered) VALUES ('p', '2222-2222', 1, 1, 2);
                DROP INDEX cases_unanswered; DROP INDEX cases_due; DROP INDEX cases_remind; DROP INDEX cases_silent; DROP INDEX cases_replied; DROP INDEX cases_answers;
                ALTER TABLE cases DROP COLUMN kind; ALTER TABLE cases DROP COLUMN about; ALTER TABLE cases DROP COLUMN wish; ALTER TABLE cases DROP COLUMN signature;
                ALTER TABLE cases DROP COLUMN title; ALTER TABLE cases DROP COLUMN language; ALTER TABLE cases DROP COLUMN contact; ALTER TABLE cases DROP COLUMN agrees;
                ALTER TABLE cases DROP COLUMN reached; ALTER TABLE cases DROP COLUMN due; ALTER TABLE cases DROP COLUMN remind; ALTER TABLE cases DROP COLUMN silence;
                ALTER TABLE cases DROP COLUMN shown; ALTER TABLE cases DROP COLUMN reply_item;
                CREATE INDEX cases_unanswered ON cases (received) WHERE state IN ('received', 'sent');
                DROP TABLE case_steps; DROP TABLE case_mails; PRAGMA user_version = 0;
                """));
        }

        using var desk = Desk.Open(folder.Path);
        using var again = Desk.Open(folder.Path);
        var asked = new FollowCase(again).Follow("00000-00000-00000-00000-00000")!;
        Assert.Equal((CaseKind.Question, null, CaseState.Published), (asked.Kind, asked.Due, asked.State));
        Assert.Equal("received passed-on answered published", string.Join(' ', new CaseHistory(desk).Of(asked).Select(moment => Word.Of(moment.Step))));
        Assert.Equal("So.", Assert.Single(new PublishedAnswers(desk).About("i").Answers).Answer);
        // Nobody wrote then when it had reached whoever is responsible; it had, and it does not lie with the house.
        Assert.Null(new ExplainWaiting(desk, world.Ledger, world.Settings(null), world.Time).Explain(new FollowCase(desk).Follow("22222-22222-22222-22222-22222")!));
    }

    private void Do(Desk desk, string reference, int act)
    {
        _ = act switch
        {
            0 => new AnswerCase(desk, world.Time).Answer(reference, "Words.", "Griot"),
            1 => new PublishAnswer(desk, world.Time).Publish(reference),
            2 => new CloseCase(desk, world.Time).Close(reference),
            3 => new CloseCase(desk, world.Time).Close(reference, takeDown: true),
            4 => new RefuseCase(desk, world.Time).Refuse(reference, RefusalReason.Spam),
            5 => new AcceptReply(desk, world.Time).Accept(reference),
            _ => new AnswerCase(desk, world.Time).Answer(reference, "Other words.", "Griot"),
        };
    }
}
