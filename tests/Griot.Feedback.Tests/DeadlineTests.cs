using CsCheck;
using Griot.Record;

namespace Griot.Feedback.Tests;

/// <summary>The day by which an answer is due: told before, reminded of, and written when it has passed.</summary>
public sealed class DeadlineTests : IAsyncLifetime
{
    private const string Operator = "operator@griot.example";
    private readonly FeedbackWorld world = new();
    private readonly MailSink sink = new();

    private static Question Agreed(string text = "Who pays for the dam?") => new(text, null, null, false, "en") { Agrees = true };

    public async ValueTask InitializeAsync() => await world.RegisterAsync();

    public async ValueTask DisposeAsync()
    {
        sink.Dispose();
        await world.DisposeAsync();
    }

    [Theory]
    [InlineData("question=10", 10, 7, 3)]
    [InlineData("right-of-reply=1, complaint=30 ,question=365", 365, 30, 1)]
    public void Days_are_set_by_kind(string text, int question, int complaint, int reply) =>
        Assert.Equal(new AnswerDays(question, complaint, reply), AnswerDays.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("question")]
    [InlineData("question=0")]
    [InlineData("question=366")]
    [InlineData("question=1,question=2")]
    [InlineData("comment=3")]
    [InlineData("question=-1")]
    [InlineData("letters=3")]
    public void Anything_else_is_none(string text) => Assert.Null(AnswerDays.Parse(text));

    [Fact]
    public void Any_text_is_survived() => Gen.String.Sample(text => { _ = AnswerDays.Parse(text); });

    [Fact]
    public void A_comment_waits_for_no_day_and_the_last_day_of_the_others_counts_whole()
    {
        Assert.Null(world.Case(world.Kept(new Question("Well said.", null, null, false, "en") { Kind = CaseKind.Comment })).Due);
        Assert.Equal(new DateOnly(2026, 12, 7), world.Case(world.Kept()).DueDay);
        Assert.Equal(new DateOnly(2026, 11, 26), world.Case(world.Kept(FeedbackWorld.Reply())).DueDay);
    }

    [Fact]
    public async Task The_days_count_from_when_whoever_is_responsible_has_the_question_and_its_mail_says_until_when()
    {
        var reference = world.Kept(Agreed());
        world.Time.Advance(TimeSpan.FromDays(2));
        await world.PassOnAsync(sink);
        Assert.Equal(new DateOnly(2026, 12, 9), world.Case(reference).DueDay);
        Assert.Contains("due by \u20662026-12-09\u2069", sink.Taken.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_responsible_is_reminded_once_with_a_page_to_answer_on()
    {
        var reference = world.Kept(Agreed("secret words"));
        await world.PassOnAsync(sink);
        var before = sink.Taken.Count;
        world.Time.Advance(TimeSpan.FromDays(10) - TimeSpan.FromHours(9));
        await world.PumpAsync(sink);
        Assert.Equal(before, sink.Taken.Count);
        for (var i = 0; i < 3; i++)
        {
            world.Time.Advance(TimeSpan.FromHours(12));
            await world.PumpAsync(sink);
        }

        Assert.Equal(before + 1, sink.Taken.Count);
        var reminder = sink.Taken.Last();
        Assert.Contains(world.Case(reference).Number, reminder.Text, StringComparison.Ordinal);
        Assert.Contains("/case/answer/", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", reminder.Text, StringComparison.Ordinal);
        Assert.Equal("received passed-on reminded", world.Steps(reference));
    }

    [Fact]
    public async Task A_day_that_has_passed_is_a_step_the_operator_is_told_once_and_the_article_gives_the_dates_alone()
    {
        var reference = world.Kept(Agreed());
        await world.PassOnAsync(sink, Operator);
        var beside = new PublishedAnswers(world.Desk);
        var version = beside.Version;
        world.Time.Advance(TimeSpan.FromDays(15) - TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.NotEqual(CaseState.Overdue, world.Case(reference).State);
        Assert.Empty(beside.About(world.Item).Missing);

        world.Time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++) await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal((CaseState.Overdue, "received passed-on reminded overdue"), (world.Case(reference).State, world.Steps(reference)));
        var missing = Assert.Single(beside.About(world.Item).Missing);
        Assert.Equal((new DateOnly(2026, 12, 7), null), (missing.Due, missing.Question));
        Assert.True(beside.Version > version);
        Assert.Single(sink.Taken, mail => mail.To == Operator && mail.Text.Contains(world.Case(reference).Number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_question_that_its_reader_kept_private_or_that_reached_nobody_the_article_says_nothing()
    {
        world.Kept();
        await world.PassOnAsync(sink);
        await world.RegisterAsync(contact: null);
        var byTheHouse = world.Kept(Agreed("to nobody"));
        world.Time.Advance(TimeSpan.FromDays(20));
        await world.PumpAsync(sink);
        Assert.Equal(CaseState.Overdue, world.Case(byTheHouse).State);
        Assert.Empty(new PublishedAnswers(world.Desk).About(world.Item).Missing);
    }

    [Fact]
    public async Task The_house_is_reminded_of_its_own_at_its_desk_and_of_no_page_that_the_mail_does_not_hold()
    {
        var reference = world.Kept(Agreed(), new Addressee(world.Item, world.LeFleuve, Responsible.House, "Griot"));
        await world.PassOnAsync(sink, Operator);
        world.Time.Advance(TimeSpan.FromDays(12));
        await world.PumpAsync(sink, operatorMail: Operator);
        var reminder = Assert.Single(sink.Taken, mail => mail.To == Operator);
        Assert.Contains(world.Case(reference).Number, reminder.Text, StringComparison.Ordinal);
        Assert.Contains("griot case answer", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("page that works once", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/case/answer/", reminder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_relay_the_day_passes_all_the_same()
    {
        var reference = world.Kept(Agreed(), new Addressee(world.Item, world.LeFleuve, Responsible.House, "Griot"));
        world.Time.Advance(TimeSpan.FromDays(15));
        await world.PumpAsync(null);
        await world.PumpAsync(null);
        Assert.Equal("received overdue", world.Steps(reference));
        Assert.Single(new PublishedAnswers(world.Desk).About(world.Item).Missing);
    }

    [Fact]
    public async Task An_answer_that_comes_late_is_one_and_what_was_said_of_its_absence_goes()
    {
        var reference = await OverdueAsync();
        Assert.IsType<CaseOutcome.Done>(world.Publish(reference));
        Assert.Equal("Who pays for the dam?", Assert.Single(new PublishedAnswers(world.Desk).About(world.Item).Missing).Question);

        Assert.IsType<CaseOutcome.Done>(world.Answer(reference));
        Assert.Equal(BesideNothing, Shape());
        Assert.IsType<CaseOutcome.Done>(world.Publish(reference));
        Assert.Single(new PublishedAnswers(world.Desk).About(world.Item).Answers);
        Assert.EndsWith("overdue shown answered published", world.Steps(reference), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_operator_can_take_it_down_or_refuse_the_question(bool refuses)
    {
        var reference = await OverdueAsync();
        if (refuses) new RefuseCase(world.Desk, world.Time).Refuse(reference, RefusalReason.Spam);
        else new CloseCase(world.Desk, world.Time).Close(reference, takeDown: true);
        Assert.Equal(BesideNothing, Shape());
    }

    [Fact]
    public async Task What_was_answered_before_its_day_is_neither_reminded_of_nor_overdue()
    {
        var reference = world.Kept(Agreed());
        await world.PassOnAsync(sink, Operator);
        var before = sink.Taken.Count;
        world.Answer(reference);
        world.Time.Advance(TimeSpan.FromDays(40));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal((before, "received passed-on answered"), (sink.Taken.Count, world.Steps(reference)));
    }

    [Fact]
    public async Task D02_a_provider_that_never_answers_a_flood_gets_one_mail_of_reminders_a_day()
    {
        for (var i = 0; i < 60; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(3));
            world.Kept(Agreed($"question {i}"));
        }

        await world.PassOnAsync(sink, Operator);
        for (var i = 0; i < 3; i++) await world.PumpAsync(sink, operatorMail: Operator);
        var before = sink.Taken.Count;
        world.Time.Advance(TimeSpan.FromDays(11));
        for (var i = 0; i < 5; i++) await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal(before + 1, sink.Taken.Count);
        world.Time.Advance(TimeSpan.FromDays(6));
        for (var i = 0; i < 5; i++) await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Single(sink.Taken, mail => mail.To == Operator);
        Assert.Equal(5, new PublishedAnswers(world.Desk).About(world.Item).Missing.Count);
    }

    [Fact]
    public async Task A_mail_that_the_relay_refuses_is_tried_again_under_the_same_name()
    {
        var reference = await OverdueAsync();
        world.Time.Advance(TimeSpan.FromMinutes(30));
        var other = world.Kept(Agreed("another"));
        Assert.NotEqual(reference, other);
        await world.PumpAsync(sink, operatorMail: Operator);
        sink.Refuses = true;
        world.Time.Advance(TimeSpan.FromDays(30));
        await world.PumpAsync(sink, operatorMail: Operator);
        var before = sink.Taken.Count(mail => mail.To == Operator);
        sink.Refuses = false;
        world.Time.Advance(TimeSpan.FromMinutes(20));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal(before + 1, sink.Taken.Count(mail => mail.To == Operator));
    }

    private static (int, int, int) BesideNothing => (0, 0, 0);

    private (int Answers, int Missing, int Replies) Shape()
    {
        var beside = new PublishedAnswers(world.Desk).About(world.Item);
        return (beside.Answers.Count, beside.Missing.Count, beside.Replies.Count);
    }

    private async Task<string> OverdueAsync()
    {
        var reference = world.Kept(Agreed());
        await world.PassOnAsync(sink, Operator);
        world.Time.Advance(TimeSpan.FromDays(15));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal(CaseState.Overdue, world.Case(reference).State);
        return reference;
    }
}
