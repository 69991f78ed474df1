using System.Text.RegularExpressions;
using Griot.Record;

namespace Griot.Feedback.Tests;

/// <summary>A case that reached nobody until its day had passed: held against nobody, the operator told why, and its days begin when it is passed on.</summary>
public sealed partial class LateCaseTests : IAsyncLifetime
{
    private const string Operator = "operator@griot.example";
    private readonly FeedbackWorld world = new();
    private readonly MailSink sink = new();

    public async ValueTask InitializeAsync() => await world.RegisterAsync();

    public async ValueTask DisposeAsync()
    {
        sink.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task Its_days_begin_when_it_is_passed_on_and_its_mail_says_until_when()
    {
        var reference = await LateAsync();
        Assert.Empty(Missing);
        await PassOnAsync();

        Assert.Equal("received overdue passed-on", world.Steps(reference));
        Assert.Equal((CaseState.Sent, new DateOnly(2026, 12, 27)), (world.Case(reference).State, world.Case(reference).DueDay));
        Assert.Contains("due by \u20662026-12-27\u2069", Brought(reference).Text, StringComparison.Ordinal);
        Assert.Empty(Missing);

        world.Answer(reference);
        Assert.Equal(CaseState.Answered, world.Case(reference).State);
        world.Time.Advance(TimeSpan.FromDays(40));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal("received overdue passed-on answered", world.Steps(reference));
    }

    [Fact]
    public async Task Who_is_silent_then_is_reminded_and_overdue_like_anybody_and_the_operator_is_told_of_that_too()
    {
        var reference = await LateAsync();
        await PassOnAsync();
        world.Time.Advance(TimeSpan.FromDays(11));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal("received overdue passed-on reminded", world.Steps(reference));

        world.Time.Advance(TimeSpan.FromDays(5));
        for (var i = 0; i < 3; i++) await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal((CaseState.Overdue, "received overdue passed-on reminded overdue"), (world.Case(reference).State, world.Steps(reference)));
        Assert.Equal(new DateOnly(2026, 12, 27), Assert.Single(Missing).Due);
        Assert.Equal(2, Told.Count);
        Assert.Equal(2, Told.Select(mail => mail.Header("Message-Id")).Distinct().Count());
    }

    [Fact]
    public async Task A_mail_to_the_operator_that_has_not_gone_out_by_then_is_dropped()
    {
        var reference = world.Kept(Agreed);
        await world.PumpAsync(sink, operatorMail: Operator);
        world.Time.Advance(TimeSpan.FromDays(20));
        await world.PumpAsync(null, operatorMail: Operator);
        Assert.Equal(CaseState.Overdue, world.Case(reference).State);
        await PassOnAsync();
        Assert.Equal(CaseState.Sent, world.Case(reference).State);
        Assert.Empty(Told);
    }

    [Fact]
    public async Task The_house_s_own_was_with_it_from_the_first_day_and_stays_overdue()
    {
        var reference = world.Kept(Agreed, new Addressee(world.Item, world.LeFleuve, Responsible.House, "Griot"));
        world.Time.Advance(TimeSpan.FromDays(20));
        await world.PumpAsync(sink);
        var due = world.Case(reference).DueDay;
        await PassOnAsync();
        Assert.Equal("received overdue passed-on", world.Steps(reference));
        Assert.Equal((CaseState.Overdue, due), (world.Case(reference).State, world.Case(reference).DueDay));
        Assert.DoesNotContain("due by", Brought(reference).Text, StringComparison.Ordinal);
        Assert.Single(Missing);
    }

    [Fact]
    public async Task What_only_the_house_gets_to_pass_on_has_not_reached_whoever_is_responsible()
    {
        await world.RegisterAsync(contact: null);
        var reference = await LateAsync();
        await PassOnAsync();
        Assert.Equal("received overdue passed-on", world.Steps(reference));
        Assert.Equal(CaseState.Overdue, world.Case(reference).State);
        Assert.DoesNotContain("due by", Brought(reference).Text, StringComparison.Ordinal);
        Assert.Empty(Missing);
        Assert.Equal(WaitReason.WithHouse, Why(reference));
        world.Answer(reference);
        Assert.Null(Why(reference));
    }

    [Fact]
    public async Task What_came_to_the_house_to_be_handed_on_is_told_as_such_when_its_day_passes()
    {
        await world.RegisterAsync(contact: null);
        var reference = world.Kept(Agreed);
        await world.PumpAsync(sink, operatorMail: Operator);
        await PassOnAsync();
        Assert.Equal((CaseState.Sent, WaitReason.WithHouse), (world.Case(reference).State, Why(reference)));
        world.Time.Advance(TimeSpan.FromDays(20));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Contains(NeverReached(WaitReason.WithHouse), Assert.Single(Told).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_to_the_house_names_no_day_that_has_passed_although_nobody_has_written_yet_that_it_has()
    {
        var house = new Addressee(world.Item, world.LeFleuve, Responsible.House, "Griot");
        var inTime = world.Kept(Agreed, house);
        await world.PumpAsync(sink, operatorMail: Operator);
        await PassOnAsync();
        Assert.Contains("due by", Brought(inTime).Text, StringComparison.Ordinal);
        var reference = world.Kept(Agreed, house);
        world.Time.Advance(TimeSpan.FromDays(20));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.DoesNotContain("due by", Brought(reference).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_long_as_it_waits_the_operator_is_told_why()
    {
        var reference = await LateAsync();
        Assert.Equal(WaitReason.NotConfirmed, Why(reference));
        Assert.Contains(NeverReached(WaitReason.NotConfirmed), Assert.Single(Told).Text, StringComparison.Ordinal);
        await PassOnAsync();
        Assert.Null(Why(reference));

        // This one reached them, and they kept silent.
        world.Time.Advance(TimeSpan.FromDays(16));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal((CaseState.Overdue, null), (world.Case(reference).State, Why(reference)));
        Assert.Equal(2, Told.Count);
        Assert.DoesNotContain(NeverReached(), Told[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_in_one_mail_the_reason_stands_at_those_alone_that_it_is_true_of()
    {
        await world.PumpAsync(sink, operatorMail: Operator);
        var silent = world.Kept(Agreed, new Addressee(world.Item, world.LeFleuve, Responsible.Provider, "Le Fleuve"));
        await world.PumpAsync(sink, operatorMail: Operator);
        await PassOnAsync();
        await world.RegisterAsync("new@lefleuve.example");
        var waits = world.Kept(Agreed);
        world.Time.Advance(TimeSpan.FromDays(20));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal((null, WaitReason.NotConfirmed), (Why(silent), Why(waits)));

        var sections = Assert.Single(Told).Text.Split("\n\n");
        Assert.DoesNotContain(NeverReached(), Assert.Single(sections, section => section.Contains(world.Case(silent).Number, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(NeverReached(WaitReason.NotConfirmed), Assert.Single(sections, section => section.Contains(world.Case(waits).Number, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_it_is_answered_or_closed_nothing_waits_any_more()
    {
        var (answered, closed) = (await LateAsync(), await LateAsync());
        world.Answer(answered);
        new CloseCase(world.Desk, world.Time).Close(closed);
        Assert.Equal((null, null), (Why(answered), Why(closed)));
    }

    private WaitReason? Why(string reference) => new ExplainWaiting(world.Desk, world.Ledger, world.Settings(sink), world.Time).Explain(world.Case(reference));

    private string NeverReached(WaitReason? reason = null) =>
        ProviderTexts.ForOperator(world.Ledger) is var texts && reason is { } why ? texts["overdue.never-reached", texts[$"waits.{Word.Of(why)}"]] : texts["overdue.never-reached", ""];

    private static Question Agreed => new("Who pays for the dam?", null, null, false, "en") { Agrees = true };

    private IReadOnlyList<MissingAnswer> Missing => new PublishedAnswers(world.Desk).About(world.Item).Missing;

    private List<TakenMail> Told => [.. sink.Taken.Where(mail => mail.To == Operator)];

    private TakenMail Brought(string reference) => Assert.Single(sink.Taken, mail => mail.Text.Contains("> Who pays for the dam?", StringComparison.Ordinal) && mail.Text.Contains(world.Case(reference).Number, StringComparison.Ordinal));

    /// <summary>A case whose day has passed while the owner of the address had not clicked.</summary>
    private async Task<string> LateAsync()
    {
        var reference = world.Kept(Agreed);
        world.Time.Advance(TimeSpan.FromDays(20));
        await world.PumpAsync(sink, operatorMail: Operator);
        Assert.Equal(CaseState.Overdue, world.Case(reference).State);
        return reference;
    }

    /// <summary>The owner of the address that was asked lets mail come, and what waits goes out.</summary>
    private async Task PassOnAsync()
    {
        Assert.True(new ConfirmContact(world.Desk, world.Time).Confirm(Link().Match(sink.Taken.Last(mail => Link().IsMatch(mail.Text)).Text).Groups["token"].Value));
        await world.PumpAsync(sink, operatorMail: Operator);
    }

    [GeneratedRegex("/case/contact/(?<token>[A-Za-z0-9_-]{43})", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
