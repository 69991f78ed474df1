using System.Text;
using System.Text.RegularExpressions;
using Griot.Record;

namespace Griot.Feedback.Tests;

/// <summary>Who is told by mail that a feed is in trouble, of what, and how often.</summary>
public sealed partial class NoticeTests : IAsyncDisposable
{
    private const string Operator = "operator@griot.example";
    private readonly FeedbackWorld world = new();
    private readonly MailSink sink = new();

    public async ValueTask DisposeAsync()
    {
        sink.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task The_operator_learns_what_happened_since_when_where_and_what_came()
    {
        await world.RegisterAsync(contact: null);

        Assert.True(Tell(Trouble()));
        Assert.Equal(new PumpPass(1, 0, 0, 0), await PumpAsync());

        var mail = Assert.Single(sink.Taken);
        Assert.Equal(Operator, mail.To);
        foreach (var part in (string[])["Le Fleuve", "https://lefleuve.example/feed", "2026-11-22", "blocked: The server is guarded.", "> <html>SAMPLE</html>"]) Assert.Contains(part, mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SAMPLE", string.Join('\n', mail.Headers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D02_an_unconfirmed_contact_learns_only_that_a_note_waits()
    {
        await world.RegisterAsync();

        Assert.True(Tell(Trouble()));
        Assert.Equal(new PumpPass(1, 1, 0, 1), await PumpAsync());

        var mail = Assert.Single(sink.Taken, mail => mail.To == "desk@lefleuve.example");
        Assert.DoesNotContain("sample", mail.Raw + mail.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("lefleuve.example/feed", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("guarded", mail.Text, StringComparison.Ordinal);
        Assert.Matches(Link(), mail.Text);
        Assert.Equal(new PumpPass(0, 0, 0, 1), await PumpAsync());
    }

    [Fact]
    public async Task A_confirmed_contact_gets_the_reason_the_way_to_mend_it_and_the_sample_quoted_and_without_controls()
    {
        await world.RegisterAsync();
        Tell(Trouble("1", "SAMPLE\r\nline \u0000\u001b[31m\u202Etwo\n.\n\nFrom: eve"));
        await PumpAsync();
        Confirm();

        Assert.Equal(new PumpPass(1, 0, 0, 0), await PumpAsync());

        var mail = sink.Taken.Last();
        Assert.Equal("desk@lefleuve.example", mail.To);
        Assert.Contains("guards your site against robots", mail.Text, StringComparison.Ordinal);
        Assert.Contains("> SAMPLE\n> line [31mtwo\n> .\n> \n> From: eve\n", mail.Text.Replace("\r", ""), StringComparison.Ordinal);
        Assert.Equal("Your feed at Griot needs a look", mail.Header("Subject"));
        Assert.StartsWith("<notice-1-provider@", mail.Header("Message-Id"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr-ML", "Au lieu du flux")]
    [InlineData("en", "Instead of the feed")]
    [InlineData("pt-GW", "Em vez do feed")]
    [InlineData("sw", "Badala ya mlisho")]
    [InlineData("ar-MR", "تأتي بدل الخلاصة")]
    [InlineData("ff", "Instead of the feed")]
    [InlineData(null, "Instead of the feed")]
    public async Task A_provider_is_written_to_in_its_first_language_or_else_in_English(string? language, string words)
    {
        await world.RegisterAsync();
        var card = world.Ledger.Card(world.LeFleuve)! with { Languages = language is null ? [] : [language] };
        await world.Ledger.AppendAsync(new Ledger.Draft { Kind = EntryKind.Provider, Provider = card.Id, Slug = card.Slug, Record = card.ToBytes(), Follows = world.Ledger.CardEntry(card.Id) }, default);
        Tell(Trouble() with { Code = "not-a-feed" });
        await PumpAsync();
        Confirm();
        await PumpAsync();

        var mail = sink.Taken.Last();
        Assert.Contains(words, mail.Text, StringComparison.Ordinal);
        Assert.Contains("\nhttps://lefleuve.example/feed\n", mail.Text.Replace("\r", ""), StringComparison.Ordinal);
        Assert.Equal(language == "ar-MR", mail.Text.Contains("\u2068Griot\u2069", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_that_waits_for_one_recipient_is_one_mail_with_a_few_samples()
    {
        await world.RegisterAsync(contact: null);
        for (var i = 0; i < 12; i++)
        {
            Tell(Trouble($"{i}") with { Channel = $"c{i}" });
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await PumpAsync();
        await PumpAsync();
        await PumpAsync();

        Assert.Equal([10, 2], sink.Taken.Select(mail => mail.Text.Split("https://lefleuve.example/feed").Length - 1));
        Assert.Equal(3, sink.Taken.First().Text.Split("SAMPLE").Length - 1);
    }

    [Fact]
    public async Task The_same_telling_is_one_mail_and_a_newer_one_takes_the_place_of_one_that_waits()
    {
        await world.RegisterAsync(contact: null);
        Tell(Trouble("1"));
        Tell(Trouble("1"));
        Tell(Trouble("2"));
        await PumpAsync();
        Tell(Trouble("2"));
        Tell(Trouble("1"));
        Assert.Equal(new PumpPass(1, 0, 0, 0), await PumpAsync());

        Assert.Equal(2, sink.Taken.Count);
        Assert.All(sink.Taken, mail => Assert.Equal(2, mail.Text.Split("https://lefleuve.example/feed").Length));
    }

    [Fact]
    public async Task What_is_mended_before_its_mail_went_out_is_not_told()
    {
        await world.RegisterAsync();
        Tell(Trouble("1") with { Channel = "mended" });
        Tell(Trouble("2") with { Channel = "still", Address = "https://lefleuve.example/still" });
        await PumpAsync();
        Confirm();

        Teller().Keep(["still"]);
        await PumpAsync();

        Assert.Contains("https://lefleuve.example/still", sink.Taken.Last().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://lefleuve.example/feed", sink.Taken.Last().Text, StringComparison.Ordinal);
        Assert.Equal("desk@lefleuve.example", sink.Taken.Last().To);
    }

    [Fact]
    public async Task No_more_than_fifty_mails_a_day_go_out_because_of_notices()
    {
        await world.RegisterAsync(contact: null);
        for (var i = 0; i < 60; i++)
        {
            Tell(Trouble($"{i}"));
            await PumpAsync();
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(50, sink.Taken.Count);
        world.Time.Advance(TimeSpan.FromDays(1));
        await PumpAsync();
        Assert.Equal(51, sink.Taken.Count);
    }

    [Fact]
    public async Task An_unconfirmed_contact_takes_a_place_of_the_day_only_when_it_is_written_to()
    {
        await world.RegisterAsync();
        Tell(Trouble(), toOperator: false);
        for (var i = 0; i < 60; i++) await PumpAsync();
        Assert.Single(sink.Taken);
        Confirm();

        Assert.Equal(1, (await PumpAsync()).Delivered);
    }

    [Fact]
    public async Task A_relay_that_does_not_take_it_is_tried_later_and_after_a_crash_the_mail_goes_out_under_the_same_name()
    {
        await world.RegisterAsync(contact: null);
        Tell(Trouble("1"));
        sink.Refuses = true;
        Assert.Equal(new PumpPass(0, 0, 1, 0), await PumpAsync());
        Assert.Equal(new PumpPass(0, 0, 0, 0), await PumpAsync());
        sink.Refuses = false;
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEmpty(new NoticeOutbox(world.Desk, world.Time).Next(NoticeOutbox.Operator, Operator));
        world.Reopen();
        Assert.Equal(new PumpPass(0, 0, 0, 0), await PumpAsync());
        world.Time.Advance(Backoff.Lease);

        Assert.Equal(new PumpPass(1, 0, 0, 0), await PumpAsync());
        Assert.StartsWith("<notice-1-operator@", Assert.Single(sink.Taken).Header("Message-Id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_pumps_at_once_send_each_notice_once()
    {
        await world.RegisterAsync(contact: null);
        Tell(Trouble());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(PumpAsync)));

        Assert.Single(sink.Taken);
    }

    [Fact]
    public async Task Without_anybody_to_tell_nothing_waits_and_without_a_relay_it_waits()
    {
        await world.RegisterAsync(contact: "https://lefleuve.example/contact");
        Assert.False(Tell(Trouble(), toOperator: false));
        Assert.False(Tell(Trouble(), toProvider: false, toOperator: false));

        Assert.True(Tell(Trouble()));
        Assert.Equal(new PumpPass(0, 0, 0, 1), await new MailPump(world.Desk, world.Ledger, Settings(toOperator: true) with { Mailer = null }, world.Time).PassAsync(default));
    }

    [Fact]
    public async Task What_the_provider_can_not_mend_goes_to_the_operator_alone()
    {
        await world.RegisterAsync();

        Tell(Trouble(), toProvider: false);
        await PumpAsync();

        Assert.Equal(Operator, Assert.Single(sink.Taken).To);
    }

    [Fact]
    public async Task The_store_keeps_no_sample_once_it_is_told()
    {
        await world.RegisterAsync(contact: null);
        Tell(Trouble("1", "PASSING-SAMPLE"));
        await PumpAsync();
        world.Desk.Dispose();

        foreach (var file in Directory.GetFiles(world.Folder, "desk.db*"))
            Assert.DoesNotContain("PASSING-SAMPLE", await File.ReadAllTextAsync(file, Encoding.Latin1, TestContext.Current.CancellationToken));
    }

    private TellTrouble Teller(bool toOperator = true) => new(world.Desk, world.Ledger, Settings(toOperator), world.Time);

    private bool Tell(FeedTrouble trouble, bool toProvider = true, bool toOperator = true) => Teller(toOperator).Tell(trouble, toProvider);

    private FeedbackSettings Settings(bool toOperator) => world.Settings(sink) with { OperatorMail = toOperator ? Operator : null };

    private Task<PumpPass> PumpAsync() => new MailPump(world.Desk, world.Ledger, Settings(toOperator: true), world.Time).PassAsync(default);

    private void Confirm() =>
        Assert.True(new ConfirmContact(world.Desk, world.Time).Confirm(Link().Match(sink.Taken.Last(mail => mail.To != Operator).Text).Groups["token"].Value));

    private FeedTrouble Trouble(string id = "1", string sample = "<html>SAMPLE</html>") => new()
    {
        Id = id,
        Channel = "channel",
        Provider = world.LeFleuve,
        Code = "blocked",
        Message = "The server is guarded.",
        Address = "https://lefleuve.example/feed",
        Since = world.Time.GetUtcNow().AddDays(-1),
        Sample = Encoding.UTF8.GetBytes(sample),
    };

    [GeneratedRegex("/case/contact/(?<token>[A-Za-z0-9_-]{43})")]
    private static partial Regex Link();
}
