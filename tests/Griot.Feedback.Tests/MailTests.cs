using System.Text.RegularExpressions;

namespace Griot.Feedback.Tests;

public sealed partial class MailTests : IAsyncDisposable
{
    private readonly FeedbackWorld world = new();
    private readonly MailSink sink = new();

    public async ValueTask DisposeAsync()
    {
        sink.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task An_unconfirmed_address_learns_only_that_a_question_waits()
    {
        await world.RegisterAsync();
        world.Kept("SECRET WORDS", name: "Awa SECRET", mail: "secret@mail.example", passOn: true);
        Assert.Equal(new PumpPass(0, 1, 0, 1), await world.PumpAsync(sink));
        var mail = Assert.Single(sink.Taken);
        Assert.Equal("desk@lefleuve.example", mail.To);
        Assert.DoesNotContain("secret", mail.Raw + mail.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Le barrage rouvre", mail.Text);
        Assert.Contains($"https://griot.example/en/le-fleuve/{world.Item}", mail.Text);
        Assert.Equal("A reader’s message waits for you", Decoded(mail.Header("Subject")!));
    }

    [Fact]
    public async Task An_unconfirmed_address_gets_one_mail_a_day_at_most_and_only_for_a_new_question()
    {
        await world.RegisterAsync();
        for (var i = 0; i < 5; i++)
        {
            world.Kept($"question {i}");
            await world.PumpAsync(sink);
        }

        Assert.Single(sink.Taken);
        world.Time.Advance(TimeSpan.FromHours(23));
        world.Kept("late");
        await world.PumpAsync(sink);
        Assert.Single(sink.Taken);
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.PumpAsync(sink);
        Assert.Equal(2, sink.Taken.Count);
        world.Time.Advance(TimeSpan.FromDays(3));
        await world.PumpAsync(sink);
        Assert.Equal(2, sink.Taken.Count);
    }

    [Fact]
    public async Task What_waited_is_sent_once_the_owner_has_confirmed()
    {
        await world.RegisterAsync();
        var reference = world.Kept("Who pays?\nAnd who\n\nsaid so?");
        var token = await ConfirmAsync();
        Assert.Equal(new PumpPass(1, 0, 0, 0), await world.PumpAsync(sink));
        var mail = sink.Taken.Last();
        Assert.Contains("> Who pays?\n> And who\n> \n> said so?", mail.Text);
        Assert.Contains(world.Case(reference).Number, mail.Header("Subject"));
        Assert.DoesNotContain(reference, mail.Raw);
        Assert.Null(mail.Header("Reply-To"));
        Assert.Equal((CaseState.Sent, MailState.Delivered), (world.Case(reference).State, world.Case(reference).Mail));

        Assert.False(new ConfirmContact(world.Desk, world.Time).Confirm(token));
        Assert.Equal(new PumpPass(0, 0, 0, 0), await world.PumpAsync(sink));
        Assert.Equal(2, sink.Taken.Count);
    }

    [Fact]
    public async Task A_token_is_good_for_thirty_days_and_looking_at_it_does_not_use_it_up()
    {
        await world.RegisterAsync();
        world.Kept();
        await world.PumpAsync(sink);
        var token = TokenIn(sink.Taken.Last());
        var confirm = new ConfirmContact(world.Desk, world.Time);
        Assert.Equal("desk@lefleuve.example", confirm.Look(token));
        Assert.Equal("desk@lefleuve.example", confirm.Look(token));
        world.Time.Advance(TimeSpan.FromDays(30));
        Assert.Null(confirm.Look(token));
        Assert.False(confirm.Confirm(token));
        Assert.False(confirm.Confirm(new string('x', 100_000)));
    }

    [Fact]
    public async Task The_store_holds_no_token()
    {
        await world.RegisterAsync();
        world.Kept();
        await world.PumpAsync(sink);
        world.Desk.Dispose();
        foreach (var file in Directory.GetFiles(world.Folder, "desk.db*"))
            Assert.DoesNotContain(TokenIn(sink.Taken.Last()), await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1));
    }

    [Fact]
    public async Task The_store_keeps_no_trace_of_a_name_once_it_is_passed_on_or_the_case_is_closed()
    {
        await world.RegisterAsync();
        world.Kept("first", name: "Awaname", mail: "awamail@mail.example", passOn: true);
        await ConfirmAsync();
        await world.PumpAsync(sink);
        var closed = world.Kept("second", name: "Awaname", mail: "awamail@mail.example", passOn: true);
        new CloseCase(world.Desk, world.Time).Close(closed);
        foreach (var file in Directory.GetFiles(world.Folder, "desk.db*"))
            Assert.All((string[])["awaname", "awamail"], trace => Assert.DoesNotContain(trace, File.ReadAllText(file, System.Text.Encoding.Latin1), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_operator_is_told_why_a_case_waits()
    {
        await world.RegisterAsync();
        var reference = world.Kept();
        Assert.Equal(WaitReason.NoRelay, Why(world.Settings(null)));
        Assert.Equal(WaitReason.NotConfirmed, Why(world.Settings(sink)));
        await ConfirmAsync();
        Assert.Equal(WaitReason.Due, Why(world.Settings(sink)));
        await world.RegisterAsync(contact: null);
        await world.RegisterHouseAsync(contact: null);
        Assert.Equal(WaitReason.NoAddress, Why(world.Settings(sink)));
        world.Answer(reference);
        Assert.Null(Why(world.Settings(sink)));

        WaitReason? Why(FeedbackSettings settings) => new ExplainWaiting(world.Desk, world.Ledger, settings, world.Time).Explain(world.Case(reference));
    }

    [Fact]
    public async Task A_reply_goes_to_the_reader_only_if_the_reader_wants_it()
    {
        await world.RegisterAsync();
        world.Kept("first");
        await ConfirmAsync();
        world.Kept("named", name: "Awa Diop", mail: "awa@mail.example", passOn: true);
        world.Kept("hidden", name: "Awa Diop", mail: "awa@mail.example");
        await world.PumpAsync(sink);
        var named = sink.Taken.Single(mail => mail.Text.Contains("> named"));
        Assert.Equal("awa@mail.example", named.Header("Reply-To"));
        Assert.Contains("Awa Diop", named.Text);
        Assert.DoesNotContain("Awa", string.Join('\n', named.Headers.Where(header => !header.StartsWith("Reply-To"))));
        var hidden = sink.Taken.Single(mail => mail.Text.Contains("> hidden"));
        Assert.DoesNotContain("awa", hidden.Raw + hidden.Text, StringComparison.OrdinalIgnoreCase);
        Assert.All(new ListCases(world.Desk).List(), asked => Assert.Equal(new Reader(), new ListCases(world.Desk).ReaderOf(asked)));
        Assert.All(sink.Taken, mail => Assert.Equal("desk@lefleuve.example", mail.To));
    }

    [Fact]
    public async Task After_a_crash_between_case_and_mail_the_mail_goes_out_once()
    {
        await world.RegisterAsync();
        world.Kept("first");
        await ConfirmAsync();
        await world.PumpAsync(sink);
        var reference = world.Kept("kept before the crash");
        world.Reopen();
        await world.PumpAsync(sink);
        world.Reopen();
        await world.PumpAsync(sink);
        Assert.Single(sink.Taken, mail => mail.Text.Contains("kept before the crash"));
        Assert.Equal(CaseState.Sent, world.Case(reference).State);
    }

    [Fact]
    public async Task After_a_crash_in_the_middle_of_sending_the_mail_goes_out_again_under_the_same_id()
    {
        await world.RegisterAsync();
        world.Kept("first");
        await ConfirmAsync();
        Assert.NotNull(new Outbox(world.Desk, world.Time).Next(world.LeFleuve, "desk@lefleuve.example"));
        Assert.Equal(0, (await world.PumpAsync(sink)).Delivered);
        world.Time.Advance(Backoff.Lease);
        Assert.Equal(1, (await world.PumpAsync(sink)).Delivered);
        Assert.StartsWith("<case-", sink.Taken.Last().Header("Message-Id"));
    }

    [Fact]
    public async Task Several_pumps_at_once_send_each_mail_once()
    {
        await world.RegisterAsync();
        world.Kept("question 0");
        await ConfirmAsync();
        for (var i = 1; i < 20; i++) world.Kept($"question {i}.", from: new System.Net.IPAddress([192, 0, 2, (byte)i]));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.PumpAsync(sink))));
        Assert.Equal(20, sink.Taken.Count(mail => mail.Text.Contains("> question")));
        Assert.Equal(20, sink.Taken.Select(mail => mail.Header("Message-Id")).Distinct().Count() - 1);
    }

    [Fact]
    public async Task A_relay_that_refuses_is_tried_for_days_before_the_mail_is_given_up()
    {
        await world.RegisterAsync();
        var reference = world.Kept();
        await ConfirmAsync();
        sink.Refuses = true;
        Assert.Equal(1, (await world.PumpAsync(sink)).Failed);
        Assert.Equal(0, (await world.PumpAsync(sink)).Failed);
        Assert.Contains("451", world.Case(reference).MailFailure);
        for (var day = 0; day < 4; day++) await NextDayAsync();
        Assert.Equal(MailState.Waiting, world.Case(reference).Mail);
        for (var day = 0; day < 2; day++) await NextDayAsync();
        Assert.Equal((CaseState.Received, MailState.GivenUp), (world.Case(reference).State, world.Case(reference).Mail));
        sink.Refuses = false;
        Assert.Equal(new PumpPass(0, 0, 0, 0), await world.PumpAsync(sink));
    }

    [Fact]
    public async Task A_relay_that_comes_back_gets_the_mail()
    {
        await world.RegisterAsync();
        var reference = world.Kept();
        sink.Refuses = true;
        Assert.Equal(new PumpPass(0, 0, 1, 1), await world.PumpAsync(sink));
        sink.Refuses = false;
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await ConfirmAsync();
        Assert.Equal(1, (await world.PumpAsync(sink)).Delivered);
        Assert.Null(world.Case(reference).MailFailure);
    }

    [Fact]
    public async Task Without_a_relay_or_an_address_the_case_waits()
    {
        await world.RegisterAsync(contact: null);
        var reference = world.Kept();
        Assert.Equal(new PumpPass(0, 0, 0, 1), await world.PumpAsync(null));
        Assert.Equal(new PumpPass(0, 0, 0, 1), await world.PumpAsync(sink, houseContact: null));
        Assert.Equal(MailState.Waiting, world.Case(reference).Mail);
    }

    [Fact]
    public async Task A_provider_without_an_address_is_reached_by_way_of_the_house_and_a_mended_one_directly()
    {
        await world.RegisterAsync(contact: "https://lefleuve.example/contact");
        world.Kept();
        await world.PumpAsync(sink);
        Assert.Equal("house@griot.example", sink.Taken.Last().To);
        await world.RegisterAsync(contact: "mailto:desk@lefleuve.example");
        await world.PumpAsync(sink);
        Assert.Equal("desk@lefleuve.example", sink.Taken.Last().To);
    }

    [Fact]
    public async Task What_was_closed_or_answered_meanwhile_is_not_sent()
    {
        await world.RegisterAsync();
        var closed = world.Kept("to be closed");
        var answered = world.Kept("to be answered");
        await ConfirmAsync();
        new CloseCase(world.Desk, world.Time).Close(closed);
        world.Answer(answered);
        Assert.Equal(new PumpPass(0, 0, 0, 0), await world.PumpAsync(sink));
    }

    [Fact]
    public async Task A_confirmed_address_gets_a_hundred_questions_a_day_at_most()
    {
        await world.RegisterAsync();
        world.Kept();
        await ConfirmAsync();
        for (var i = 0; i < 110; i++)
        {
            if (i % 50 == 0) world.Time.Advance(TimeSpan.FromMinutes(1));
            world.Kept($"flood {i}", from: new System.Net.IPAddress([192, 0, 2, (byte)i]));
        }

        for (var i = 0; i < 6; i++) await world.PumpAsync(sink);
        Assert.Equal(100, sink.Taken.Count(mail => mail.Header("Message-Id")!.StartsWith("<case-")));
    }

    private async Task NextDayAsync()
    {
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.PumpAsync(sink);
    }

    private async Task<string> ConfirmAsync()
    {
        await world.PumpAsync(sink);
        var token = TokenIn(sink.Taken.Last());
        Assert.True(new ConfirmContact(world.Desk, world.Time).Confirm(token));
        return token;
    }

    private static string TokenIn(TakenMail mail) => Link().Match(mail.Text).Groups["token"].Value;

    private static string Decoded(string header) => MimeKit.Utils.Rfc2047.DecodeText(System.Text.Encoding.ASCII.GetBytes(header));

    [GeneratedRegex("/case/contact/(?<token>[A-Za-z0-9_-]{43})")]
    private static partial Regex Link();
}
