using System.Net;
using Dapper;
using Griot.Record;

namespace Griot.Feedback.Tests;

public sealed class AskingTests : IAsyncDisposable
{
    private readonly FeedbackWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData("A\r\nBcc: x@y.example", null, QuestionFault.NameNotALine)]
    [InlineData("A\nB", null, QuestionFault.NameNotALine)]
    [InlineData("A\u0000", null, QuestionFault.NameNotALine)]
    [InlineData("A\u2028B", null, QuestionFault.NameNotALine)]
    [InlineData("A\n", null, QuestionFault.NameNotALine)]
    [InlineData(null, "a@b.example\r\nBcc: x@y.example", QuestionFault.MailNotAnAddress)]
    [InlineData(null, "a@b.example, x@y.example", QuestionFault.MailNotAnAddress)]
    [InlineData(null, "<a@b.example>", QuestionFault.MailNotAnAddress)]
    [InlineData(null, "a@b", QuestionFault.MailNotAnAddress)]
    [InlineData(null, "a b@c.example", QuestionFault.MailNotAnAddress)]
    [InlineData(null, "a..b@c.example", QuestionFault.MailNotAnAddress)]
    [InlineData(null, ".a@c.example", QuestionFault.MailNotAnAddress)]
    [InlineData(null, "a@-.example", QuestionFault.MailNotAnAddress)]
    public void A_name_or_address_that_could_become_a_header_is_refused(string? name, string? mail, QuestionFault fault)
    {
        foreach (var passOn in new[] { true, false })
            Assert.Equal([fault], Assert.IsType<AskOutcome.Faulty>(world.Ask(name: name, mail: mail, passOn: passOn)).Faults);
        Assert.Empty(new ListCases(world.Desk).List());
    }

    [Theory]
    [InlineData("a.b+c_d@mail.example.org")]
    [InlineData("x@y-z.example")]
    public void An_ordinary_address_is_taken(string mail) => world.Kept(mail: mail);

    [Fact]
    public void A_text_is_at_most_16_KiB_of_UTF_8()
    {
        world.Kept(new string('é', 8 * 1024));
        Assert.Equal([QuestionFault.TextTooLong], Assert.IsType<AskOutcome.Faulty>(world.Ask(new string('é', 8 * 1024 + 1))).Faults);
        Assert.Equal([QuestionFault.TextTooLong], Assert.IsType<AskOutcome.Faulty>(world.Ask(string.Concat(Enumerable.Repeat("😀", 4097)))).Faults);
        Assert.Equal([QuestionFault.TextMissing], Assert.IsType<AskOutcome.Faulty>(world.Ask(" \u0001\r\n")).Faults);
    }

    [Fact]
    public void A_name_that_is_not_to_be_passed_on_is_not_kept()
    {
        var hidden = world.Case(world.Kept("one", name: "Awa", mail: "awa@mail.example"));
        var given = world.Case(world.Kept("two", name: "Awa", mail: "awa@mail.example", passOn: true));
        var list = new ListCases(world.Desk);
        Assert.Equal(new Reader(), list.ReaderOf(hidden));
        Assert.Equal(new Reader { Name = "Awa", Mail = "awa@mail.example" }, list.ReaderOf(given));
        new CloseCase(world.Desk, world.Time).Close(given.Number);
        Assert.Equal(new Reader(), list.ReaderOf(given));
    }

    [Fact]
    public void The_same_form_from_the_same_sender_within_minutes_is_the_same_case()
    {
        var form = OpaqueId.New();
        var first = world.Kept("again", once: form);
        Assert.Equal(first, world.Kept("again ", once: form));
        Assert.NotEqual(first, world.Kept("again", from: IPAddress.Parse("192.0.2.7"), once: form));
        Assert.NotEqual(first, world.Kept("again", about: Addressee.House("Griot"), once: form));
        world.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.NotEqual(first, world.Kept("again", once: form));
    }

    [Fact]
    public void Readers_behind_one_address_who_say_the_same_few_words_are_never_led_to_each_others_case()
    {
        string?[] forms = [OpaqueId.New(), OpaqueId.New(), null, null, "1"];
        Assert.Equal(forms.Length, forms.Select(form => world.Kept("Merci", once: form)).Distinct().Count());
        Assert.IsType<AskOutcome.TooMany>(world.Ask("Merci"));
    }

    [Fact]
    public void A_form_that_is_sent_many_times_at_once_is_one_question()
    {
        var form = OpaqueId.New();
        Parallel.For(0, 16, _ => world.Kept("impatient", once: form));
        Assert.Single(new ListCases(world.Desk).List());
    }

    [Fact]
    public void What_turns_a_line_round_is_no_part_of_what_is_asked_and_answered()
    {
        var reference = world.Kept("Who \u202Epays\u2066 for\u200F it?\u2069");
        world.Answer(reference, "The \u202Dministry.\u202C");
        Assert.Equal(("Who pays for\u200F it?", "The ministry."), (world.Case(reference).Text, world.Case(reference).Answer));
    }

    [Fact]
    public void One_sender_may_ask_five_times_in_ten_minutes()
    {
        for (var i = 0; i < 5; i++) world.Kept($"question {i}");
        var refused = Assert.IsType<AskOutcome.TooMany>(world.Ask("question 5"));
        Assert.Equal(TimeSpan.FromMinutes(10), refused.RetryAfter);
        world.Kept("question 5", from: IPAddress.Parse("192.0.2.7"));
        world.Time.Advance(refused.RetryAfter);
        world.Kept("question 5");
    }

    [Fact]
    public void A_network_of_IPv6_addresses_is_one_sender()
    {
        for (var i = 0; i < 5; i++) world.Kept($"question {i}", from: IPAddress.Parse($"2001:db8::{i + 1}"));
        Assert.IsType<AskOutcome.TooMany>(world.Ask("question 5", from: IPAddress.Parse("2001:db8::ffff")));
        world.Kept("question 5", from: IPAddress.Parse("2001:db8:0:1::1"));
    }

    [Fact]
    public void A_household_that_has_many_such_networks_asks_fifteen_times_and_not_for_everybody()
    {
        for (var i = 0; i < 15; i++) world.Kept($"question {i}", from: IPAddress.Parse($"2001:db8:7:{i}::1"));
        Assert.Equal(TimeSpan.FromMinutes(10), Assert.IsType<AskOutcome.TooMany>(world.Ask("question 15", from: IPAddress.Parse("2001:db8:7:ff::1"))).RetryAfter);
        world.Kept("question 15", from: IPAddress.Parse("2001:db8:8::1"));
    }

    [Fact]
    public void Two_readers_behind_one_address_who_write_the_same_are_two()
    {
        var form = OpaqueId.New();
        var first = world.Kept("Bonjour", name: "Awa", mail: "awa@mail.example", passOn: true, once: form);
        Assert.NotEqual(first, world.Kept("Bonjour", name: "Ibra", mail: "ibra@mail.example", passOn: true, once: form));
        Assert.NotEqual(first, world.Kept("Bonjour", name: "Awa", mail: "awa@mail.example", once: form));
        Assert.Equal(first, world.Kept("Bonjour", name: "Awa", mail: "awa@mail.example", passOn: true, once: form));
    }

    [Fact]
    public void Who_floods_one_provider_leaves_room_for_questions_to_others()
    {
        var first = world.Case(world.Kept("the first"));
        world.Desk.Write(connection => connection.Execute("""
            WITH RECURSIVE more (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM more WHERE n < 1000)
            INSERT INTO cases (reference, number, provider, responsible, responsible_name, edition, state, text, received)
            SELECT 'r' || n, 'n' || n, @Provider, 'provider', 'P', 'en', 'received', 'x', n FROM more
            """, new { first.Provider }));
        Assert.IsType<AskOutcome.Full>(world.Ask("one too many"));
        world.Kept("to the house", about: Addressee.House("Griot"));
    }

    [Fact]
    public void Comments_that_were_passed_on_wait_for_nothing_and_take_no_room()
    {
        var first = world.Case(world.Kept("the first"));
        world.Desk.Write(connection => connection.Execute("""
            WITH RECURSIVE more (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM more WHERE n < 1100)
            INSERT INTO cases (reference, number, provider, responsible, responsible_name, edition, state, text, received, kind)
            SELECT 'r' || n, 'n' || n, @Provider, 'provider', 'P', 'en', 'sent', 'x', n, 'comment' FROM more
            """, new { first.Provider }));
        world.Kept("a question");
    }

    [Fact]
    public void All_senders_together_may_ask_sixty_times_a_minute()
    {
        for (var i = 0; i < 60; i++) world.Kept($"question {i}", from: new IPAddress([192, 0, 2, (byte)i]));
        Assert.IsType<AskOutcome.TooMany>(world.Ask("one more", from: IPAddress.Parse("198.51.100.1")));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        world.Kept("one more", from: IPAddress.Parse("198.51.100.1"));
    }

    [Fact]
    public void The_desk_holds_ten_thousand_unanswered_questions_and_no_more()
    {
        var last = world.Kept("the first");
        world.Desk.Write(connection => connection.Execute("""
            WITH RECURSIVE more (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM more WHERE n < 10000)
            INSERT INTO cases (reference, number, responsible, responsible_name, edition, state, text, received)
            SELECT 'r' || n, 'n' || n, 'house', 'Griot', 'en', 'received', 'x', n FROM more
            """));
        Assert.IsType<AskOutcome.Full>(world.Ask("one too many"));
        world.Answer(last);
        world.Kept("room again");
    }
}
