namespace Griot.Feedback.Tests;

/// <summary>What a provider is told of a mail that it sent, and how a mail in its name is asked about.</summary>
public sealed class ReceiptTests : IAsyncDisposable
{
    private readonly FeedbackWorld world = new();
    private readonly MailSink sink = new();

    public async ValueTask DisposeAsync()
    {
        sink.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_receipt_says_what_was_done_where_it_stands_and_how_to_correct_it()
    {
        await world.RegisterAsync();

        Teller.Tell(Receipt());
        await PumpAsync();

        var mail = Assert.Single(sink.Taken);
        Assert.Equal("redaction@lefleuve.example", mail.To);
        Assert.Equal(("<receipt.abc@griot.example>", "<m1@lefleuve.example>", "auto-generated", "Re: The dam"), (mail.Header("Message-Id"), mail.Header("In-Reply-To"), mail.Header("Auto-Submitted"), mail.Header("Subject")));
        Assert.Contains("news@griot.example", mail.Header("Reply-To"));
        Assert.StartsWith("##- griot -##", mail.Text);
        foreach (var part in (string[])["published it, word for word", $"/le-fleuve/{world.Item}", "Entry 7", "https://griot.example/log/entry/7", "CORRECTION", "WITHDRAWAL", "never changes your words"]) Assert.Contains(part, mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("corrected", null, "published your correction")]
    [InlineData("withdrawn", null, "has withdrawn your text")]
    [InlineData("unchanged", null, "nothing has changed")]
    [InlineData("set-aside", "order-without-piece", "answer the receipt")]
    [InlineData("set-aside", "answer-without-order", "CORRECTION or WITHDRAWAL")]
    [InlineData("refused", null, "The reason: it was removed by order")]
    public async Task Every_deed_has_its_words(string deed, string? code, string words)
    {
        await world.RegisterAsync();

        Teller.Tell(Receipt() with { Deed = deed, Code = code, Reason = "it was removed by order" });
        await PumpAsync();

        Assert.Contains(words, Assert.Single(sink.Taken).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M01_line_breaks_in_a_subject_and_an_odd_message_id_become_no_header_and_cost_no_receipt()
    {
        await world.RegisterAsync();

        Teller.Tell(Receipt() with { Subject = "A\r\nBcc: x@y.example", Answers = "a>\r\nBcc: x@y.example" });
        await PumpAsync();

        var mail = Assert.Single(sink.Taken);
        Assert.Null(mail.Header("Bcc"));
        Assert.Null(mail.Header("In-Reply-To"));
        Assert.DoesNotContain(mail.Headers, header => header.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_same_telling_is_one_mail_and_no_address_gets_more_than_thirty_an_hour()
    {
        await world.RegisterAsync();
        for (var i = 0; i < 40; i++) Teller.Tell(Receipt() with { Id = $"r{i / 2 * 2 % 80}", MessageId = null });
        for (var i = 0; i < 40; i++) Teller.Tell(Receipt() with { Id = $"s{i}", MessageId = null });

        await PumpAsync();
        Assert.Equal(30, sink.Taken.Count);
        world.Time.Advance(TimeSpan.FromMinutes(61));
        await PumpAsync();

        Assert.Equal(60, sink.Taken.Count);
    }

    [Fact]
    public async Task D02_a_mail_in_a_provider_s_name_is_asked_about_only_where_its_contact_has_confirmed()
    {
        await world.RegisterAsync();

        Assert.True(Teller.Ask(Held()));
        await PumpAsync();
        var asked = Assert.Single(sink.Taken);
        Assert.DoesNotContain("LIE", asked.Raw + asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("news+", asked.Raw + asked.Text, StringComparison.Ordinal);
        await PumpAsync();
        Assert.Single(sink.Taken);

        var token = asked.Text.Split('/', '\n').First(part => part.Length > 40 && !part.Contains(' '));
        Assert.True(new ConfirmContact(world.Desk, world.Time).Confirm(token));
        await PumpAsync();

        var question = sink.Taken.Last();
        Assert.Equal("desk@lefleuve.example", question.To);
        Assert.Contains("news+0123@griot.example", question.Header("Reply-To"));
        foreach (var part in (string[])["> A LIE", "> redaction@lefleuve.example", "> The LIE's text.", "YES"]) Assert.Contains(part, question.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("LIE", question.Header("Subject"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_contact_nobody_is_asked()
    {
        await world.RegisterAsync(contact: null);

        Assert.False(Teller.Ask(Held()));
    }

    [Fact]
    public async Task What_was_sent_is_not_kept_and_what_waits_goes_with_a_removal()
    {
        await world.RegisterAsync();
        Teller.Tell(Receipt());
        await PumpAsync();
        Teller.Tell(Receipt() with { Id = "r2" });

        new ForgetSamples(world.Desk).Forget(["channel"]);
        await PumpAsync();

        Assert.Single(sink.Taken);
        Assert.DoesNotContain("The dam", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(world.Folder, Desk.FileName))), StringComparison.Ordinal);
    }

    private FeedbackSettings Settings => world.Settings(sink);

    private TellSender Teller => new(world.Desk, world.Ledger, Settings, world.Time);

    private Task<PumpPass> PumpAsync() => new MailPump(world.Desk, world.Ledger, Settings, world.Time).PassAsync(TestContext.Current.CancellationToken);

    private SenderReceipt Receipt() => new()
    {
        Id = "r1",
        Provider = world.LeFleuve,
        Channel = "channel",
        To = "redaction@lefleuve.example",
        Deed = "published",
        Subject = "The dam",
        Item = world.Item,
        Entry = 7,
        Answers = "m1@lefleuve.example",
        MessageId = "receipt.abc@griot.example",
        ReplyTo = "news@griot.example",
    };

    private HeldMail Held() => new("h1", world.LeFleuve, "channel", "redaction@lefleuve.example", "A LIE", "The LIE's text.\nFrom: eve", "news+0123@griot.example");
}
