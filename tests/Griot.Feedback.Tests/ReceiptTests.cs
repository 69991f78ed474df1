using Griot.Record;

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
        foreach (var part in (string[])["published it, word for word", $"/le-fleuve/{world.Item}", "Entry 7", "It can be read here", "https://griot.example/log/entry/7", "CORRECTION", "WITHDRAWAL", "never changes your words"]) Assert.Contains(part, mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("corrected", null, "published your correction")]
    [InlineData("withdrawn", null, "has withdrawn your text")]
    [InlineData("unchanged", null, "nothing has changed")]
    [InlineData("set-aside", "embargo-unclear", "EMBARGOED UNTIL 3 December 2026, 18:00 GMT")]
    [InlineData("set-aside", "order-without-piece", "answer the receipt")]
    [InlineData("set-aside", "answer-without-order", "CORRECTION or WITHDRAWAL")]
    [InlineData("refused", null, "it was removed by order")]
    [InlineData("refused", "removed", "was removed by order and can’t")]
    public async Task Every_deed_has_its_words(string deed, string? code, string words)
    {
        await world.RegisterAsync();

        Teller.Tell(Receipt() with { Deed = deed, Code = code, Reason = "it was removed by order" });
        await PumpAsync();

        Assert.Contains(words, Assert.Single(sink.Taken).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_embargo_is_told_with_its_moment_and_where_the_piece_will_stand()
    {
        await world.RegisterAsync();

        Teller.Tell(Receipt() with { IsEmbargoed = true, EmbargoedUntil = new DateTimeOffset(2026, 12, 3, 18, 0, 0, TimeSpan.Zero) });
        Teller.Tell(Receipt() with { Id = "r2", IsEmbargoed = true });
        await PumpAsync();

        Assert.Contains(sink.Taken, mail => mail.Text.Contains("2026-12-03 18:00", StringComparison.Ordinal) && mail.Text.Contains("It will be read here", StringComparison.Ordinal));
        Assert.Contains(sink.Taken, mail => mail.Text.Contains("without a date", StringComparison.Ordinal));
        Assert.DoesNotContain(sink.Taken, mail => mail.Text.Contains("published it, word for word", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receipt_holds_a_page_that_speaks_for_the_provider_only_where_it_goes_to_the_confirmed_contact()
    {
        await world.RegisterAsync();
        var page = new OneTimePage("https://griot.example/provide/secret", world.Time.GetUtcNow().AddDays(1));
        Teller.Tell(Receipt() with { Id = "unconfirmed", To = "desk@lefleuve.example", Page = page });
        Teller.Ask(Held());
        await PumpAsync();
        Assert.True(new ConfirmContact(world.Desk, world.Time).Confirm(sink.Taken.Last(mail => mail.Text.Contains("/case/contact/", StringComparison.Ordinal)).Text.Split('/', '\n', '?').First(part => part.Length > 40 && !part.Contains(' '))));
        Teller.Tell(Receipt() with { Id = "another", To = "redaction@lefleuve.example", Page = page });
        Teller.Tell(Receipt() with { Id = "contact", To = "Desk@lefleuve.example", Page = page });
        await PumpAsync();

        var holding = Assert.Single(sink.Taken, mail => (mail.Raw + mail.Text).Contains("/provide/secret", StringComparison.Ordinal));
        Assert.Equal("Desk@lefleuve.example", holding.To);
        Assert.Contains("works once, until \u20662026-11-24", holding.Text, StringComparison.Ordinal);
        Assert.Contains(sink.Taken, mail => mail.To == "redaction@lefleuve.example" && mail.Text.Contains("the contact address that you confirmed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fr", "publié, mot pour mot", "RECTIFICATIF", "RETRAIT", "garder le texte", "OUI")]
    [InlineData("en", "published it, word for word", "CORRECTION", "WITHDRAWAL", "keep the text", "YES")]
    [InlineData("ar", "ونُشر كلمةً كلمة", "تصحيح", "سحب", "إبقاء النص", "نعم")]
    [InlineData("pt", "palavra por palavra", "CORREÇÃO", "RETIRADA", "manter o texto", "SIM")]
    [InlineData("sw", "neno kwa neno", "MAREKEBISHO", "KUONDOLEWA", "acha maandishi", "NDIYO")]
    public async Task Receipts_and_questions_speak_the_provider_s_language_and_name_words_that_are_understood(string language, string published, string correct, string withdraw, string keep, string yes)
    {
        await world.RegisterAsync(language: language);
        Teller.Tell(Receipt());
        await PumpAsync();
        var text = Assert.Single(sink.Taken).Text;

        foreach (var part in (string[])[published, correct, withdraw, keep]) Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal((Signal.Correction, Signal.Withdrawal), (SignalWords.Read(correct + ":")!.Signal, SignalWords.Read(withdraw + ":")!.Signal));
        Assert.All(text.Split('\n').Where(line => line.Contains("https://", StringComparison.Ordinal)), line => Assert.StartsWith("https://", line.Trim(), StringComparison.Ordinal));
        Assert.Contains(yes, new ReceiptMails(world.Ledger, Settings.House).Question(Held()).Text, StringComparison.Ordinal);
        if (language == "ar") Assert.Contains("\u2068Griot\u2069", text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_five_languages_say_the_same_things()
    {
        Assert.Equal(["fr", "en", "ar", "pt", "sw"], ProviderTexts.All.Select(one => one.Code));
        Assert.All(ProviderTexts.All, one => Assert.Equal(ProviderTexts.All[0].Keys.Order(StringComparer.Ordinal), one.Keys.Order(StringComparer.Ordinal)));
        Assert.All(Griot.Web.Refusals.All, one => Assert.Equal(Griot.Web.Refusals.All[0].Keys.Order(StringComparer.Ordinal), one.Keys.Order(StringComparer.Ordinal)));
        Assert.All(ProviderTexts.All, one => Assert.All(one.Keys, key => Assert.Equal(Places(ProviderTexts.All[0][key]), Places(one[key]))));
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

        var token = asked.Text.Split('/', '\n', '?').First(part => part.Length > 40 && !part.Contains(' '));
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

    private static IEnumerable<char> Places(string text) => text.Index().Where(at => at.Item == '{').Select(at => text[at.Index + 1]).Distinct().Order();

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
