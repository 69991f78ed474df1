using Griot.Record;

namespace Griot.Feedback.Tests;

public sealed class CaseLifeTests : IAsyncDisposable
{
    private readonly FeedbackWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public void A_question_becomes_a_case_that_survives_a_restart()
    {
        var reference = world.Kept("First line\r\n\r\nSecond\u0007 line  ");
        world.Reopen();
        var asked = world.Case(reference.ToUpperInvariant());
        Assert.Equal("First line\n\nSecond line", asked.Text);
        Assert.Equal((CaseState.Received, MailState.Waiting, Responsible.Provider), (asked.State, asked.Mail, asked.Responsible));
        Assert.Equal(world.Time.GetUtcNow(), asked.Received);
    }

    [Fact]
    public void Nothing_is_public_before_the_operator_publishes_an_answer()
    {
        var reference = world.Kept();
        var published = new PublishedAnswers(world.Desk);
        Assert.IsType<CaseOutcome.NotNow>(world.Publish(reference));
        Assert.IsType<CaseOutcome.Done>(world.Answer(reference, "The ministry.\nSince 2024."));
        Assert.Empty(published.About(world.Item).Answers);

        Assert.IsType<CaseOutcome.Done>(world.Publish(reference));
        var shown = Assert.Single(published.About(world.Item).Answers);
        Assert.Equal(("Who pays for the dam?", "The ministry.\nSince 2024."), (shown.Question, shown.Answer));
        Assert.Equal(("Le Fleuve", "Griot", "Le Fleuve (entered by Griot)"), (shown.By, shown.EnteredBy, shown.Line));
        Assert.Empty(published.About("another").Answers);
    }

    [Fact]
    public void Who_keeps_a_page_is_told_that_an_answer_may_have_changed_whichever_process_changed_it()
    {
        var reference = world.Kept();
        world.Answer(reference);
        using var published = new PublishedAnswers(world.Desk);
        var before = published.Stamp;
        Assert.Equal(before, published.Stamp);

        using (var another = Desk.Open(world.Folder)) new PublishAnswer(another, world.Time).Publish(reference);

        Assert.NotEqual(before, published.Stamp);
    }

    [Fact]
    public void An_answer_entered_for_a_provider_says_who_entered_it()
    {
        var reference = world.Kept();
        var done = Assert.IsType<CaseOutcome.Done>(world.Answer(world.Case(reference).Number));
        Assert.Equal(("Le Fleuve", "Griot"), (done.Case.By, done.Case.EnteredBy));
    }

    [Fact]
    public void An_answer_of_the_house_stands_in_its_own_name()
    {
        var reference = world.Kept(about: Addressee.House("Griot"));
        var done = Assert.IsType<CaseOutcome.Done>(world.Answer(reference));
        Assert.Equal(("Griot", null), (done.Case.By, done.Case.EnteredBy));
    }

    [Fact]
    public void A_published_answer_can_no_longer_be_changed()
    {
        var reference = world.Kept();
        world.Answer(reference);
        world.Answer(reference, "Second thoughts.");
        world.Publish(reference);
        Assert.Equal(CaseState.Published, Assert.IsType<CaseOutcome.NotNow>(world.Answer(reference, "Third thoughts.")).State);
        Assert.Equal("Second thoughts.", world.Case(reference).Answer);
    }

    [Fact]
    public void Closing_keeps_what_was_published_unless_it_is_taken_down()
    {
        var reference = world.Kept();
        world.Answer(reference);
        world.Publish(reference);
        var close = new CloseCase(world.Desk, world.Time);
        Assert.IsType<CaseOutcome.Done>(close.Close(reference));
        Assert.Single(new PublishedAnswers(world.Desk).About(world.Item).Answers);
        Assert.IsType<CaseOutcome.Done>(close.Close(reference, takeDown: true));
        Assert.Empty(new PublishedAnswers(world.Desk).About(world.Item).Answers);
        Assert.IsType<CaseOutcome.NotNow>(close.Close(reference));
    }

    [Fact]
    public void The_newest_answers_are_read_page_by_page_each_of_them_once()
    {
        for (var number = 0; number < 5; number++)
        {
            var reference = world.Kept($"Who pays for dam {number}?");
            world.Answer(reference);
            world.Publish(reference);
            if (number == 2) world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        using var published = new PublishedAnswers(world.Desk);
        var (seen, place) = (new List<PublishedAnswer>(), (AnswerPlace?)null);
        while (published.Newest(null, 2, place) is [.., var last] page)
        {
            seen.AddRange(page);
            place = AnswerPlace.Of(last);
        }

        Assert.Equal(5, seen.Count);
        Assert.Equal(published.Newest(null, 100), seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    public void An_answer_needs_words(string words) => Assert.IsType<CaseOutcome.NoWords>(world.Answer(world.Kept(), words));

    [Fact]
    public void An_unknown_case_is_a_plain_outcome()
    {
        Assert.IsType<CaseOutcome.Unknown>(world.Answer("abcde-abcde-abcde-abcde-abcde"));
        Assert.IsType<CaseOutcome.Unknown>(world.Publish("'; DROP TABLE cases; --"));
        Assert.Null(new FollowCase(world.Desk).Follow("abcde-abcde-abcde-abcde-abcde"));
    }

    [Fact]
    public void The_list_gives_every_case_in_order_or_those_of_one_state()
    {
        var first = world.Kept("one");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        var second = world.Kept("two");
        world.Answer(first);
        var list = new ListCases(world.Desk);
        Assert.Equal([first, second], list.List().Select(asked => asked.Reference));
        Assert.Equal([second], list.List(CaseState.Received).Select(asked => asked.Reference));
    }
}
