using Microsoft.Extensions.Time.Testing;

namespace Griot.Net.Tests;

public sealed class MailerTests
{
    private static readonly OutgoingMail Question = new("awa@example.org", "Une question", "Bonjour,\n\n.\nÀ bientôt\n");

    [Fact]
    public async Task A_mail_arrives_with_its_headers_and_its_text()
    {
        await using var sink = new SmtpSink();

        var outcome = await SendAsync(sink, Question with
        {
            ToName = "Awa Ndiaye",
            ReplyTo = "case-1@example.org",
            MessageId = "b@griot.example",
            References = ["0@griot.example", "a@griot.example"],
        });

        Assert.Equal(new MailOutcome.Sent("b@griot.example"), outcome);
        var mail = Assert.Single(sink.Mails);
        Assert.Contains("From: Griot <desk@griot.example>\n", mail);
        Assert.Contains("To: Awa Ndiaye <awa@example.org>\n", mail);
        Assert.Contains("Reply-To: case-1@example.org\n", mail);
        Assert.Contains("Message-Id: <b@griot.example>\n", mail);
        Assert.Contains("In-Reply-To: <a@griot.example>\n", mail);
        Assert.Contains("References: <0@griot.example> <a@griot.example>\n", mail);
        Assert.Contains("Date: Sat, 01 Jan 2000 00:00:00 +0000\n", mail);
        Assert.Contains("=C3=80 bient=C3=B4t", mail);
        Assert.Contains("MAIL FROM:<desk@griot.example>", Assert.Single(sink.Commands, command => command.StartsWith("MAIL")));
        Assert.Equal("RCPT TO:<awa@example.org>", Assert.Single(sink.Commands, command => command.StartsWith("RCPT")));
    }

    [Fact]
    public async Task A_mail_without_an_id_gets_one_that_does_not_name_this_machine()
    {
        await using var sink = new SmtpSink();

        Assert.EndsWith("@griot.example", Assert.IsType<MailOutcome.Sent>(await SendAsync(sink, Question)).MessageId);
        Assert.DoesNotContain(Environment.MachineName, Assert.Single(sink.Commands, command => command.StartsWith("EHLO")));
    }

    [Theory]
    [InlineData("A\r\nBcc: x@y.example")]
    [InlineData("A\nBcc: x@y.example")]
    [InlineData("A\rBcc: x@y.example")]
    [InlineData("A\0")]
    [InlineData("A\u0085Bcc: x@y.example")]
    [InlineData("A\u2028Bcc: x@y.example")]
    [InlineData("A\u001b[31m")]
    public async Task M01_a_control_character_in_a_name_or_a_subject_refuses_the_mail(string text)
    {
        await using var sink = new SmtpSink();

        Assert.IsType<MailOutcome.Refused>(await SendAsync(sink, Question with { ToName = text }));
        Assert.IsType<MailOutcome.Refused>(await SendAsync(sink, Question with { Subject = text }));
        Assert.IsType<MailOutcome.Refused>(await SendAsync(sink, Question with { ReplyTo = "a@b.example", ReplyToName = text }));
        Assert.IsType<MailOutcome.Refused>(await SendAsync(sink, Question with { MessageId = text + "@b.example" }));
        Assert.IsType<MailOutcome.Refused>(await SendAsync(sink, Question with { References = [text] }));
        Assert.Empty(sink.Commands);
    }

    [Theory]
    [InlineData("")]
    [InlineData("awa")]
    [InlineData("@example.org")]
    [InlineData("awa@")]
    [InlineData("awa@example.org, eve@example.org")]
    [InlineData("awa@example.org;eve@example.org")]
    [InlineData("awa@example.org eve@example.org")]
    [InlineData("Awa <awa@example.org>")]
    [InlineData("<awa@example.org>")]
    [InlineData("awa@example.org (Awa)")]
    [InlineData("@relay.example:awa@example.org")]
    [InlineData("friends: awa@example.org, eve@example.org;")]
    [InlineData("awa@example.org\r\nRCPT TO:<eve@example.org>")]
    [InlineData("awa@example.org\r\nBcc: eve@example.org")]
    [InlineData("awa\0@example.org")]
    [InlineData("awa@[127.0.0.1]")]
    [InlineData("awa@@example.org")]
    [InlineData(".awa@example.org")]
    [InlineData("awa..n@example.org")]
    [InlineData("a>b@example.org")]
    public async Task M01_what_is_not_one_plain_address_is_refused(string address)
    {
        await using var sink = new SmtpSink();

        Assert.IsType<MailOutcome.Refused>(await SendAsync(sink, Question with { To = address }));
        Assert.IsType<MailOutcome.Refused>(await SendAsync(sink, Question with { ReplyTo = address }));
        Assert.Empty(sink.Commands);
    }

    [Theory]
    [InlineData("awa@example.org")]
    [InlineData("a.b+case-1@mail.example.org")]
    [InlineData("o'hara_1@example.museum")]
    [InlineData("awa@münchen.example")]
    public async Task Plain_addresses_are_taken(string address)
    {
        await using var sink = new SmtpSink();

        Assert.IsType<MailOutcome.Sent>(await SendAsync(sink, Question with { To = address }));
    }

    [Theory]
    [InlineData("one\r\n.\r\nMAIL FROM:<eve@example.org>\r\n")]
    [InlineData("one\n.\nMAIL FROM:<eve@example.org>\n")]
    [InlineData("one\r.\rMAIL FROM:<eve@example.org>\r")]
    [InlineData("one\n.\r\nMAIL FROM:<eve@example.org>\r\n")]
    [InlineData("one\r\n.\nMAIL FROM:<eve@example.org>\n")]
    [InlineData("one\0two \ud800 three")]
    public async Task A_text_that_pretends_to_end_the_mail_stays_one_mail(string text)
    {
        await using var sink = new SmtpSink();

        Assert.IsType<MailOutcome.Sent>(await SendAsync(sink, Question with { Text = text }));
        Assert.Single(sink.Mails);
        Assert.Single(sink.Commands, command => command.StartsWith("MAIL"));
    }

    [Theory]
    [InlineData("RCPT", "450 later", true)]
    [InlineData("RCPT", "550 nobody here", false)]
    [InlineData("MAIL", "421 going down", true)]
    [InlineData("DATA", "554 no", false)]
    [InlineData("EHLO", "what?", true)]
    public async Task What_the_relay_says_no_to_is_an_outcome(string command, string answer, bool mayRetry)
    {
        await using var sink = new SmtpSink(said => said.StartsWith(command, StringComparison.Ordinal) ? answer : null);

        Assert.Equal(mayRetry, Assert.IsType<MailOutcome.Failed>(await SendAsync(sink, Question)).MayRetry);
    }

    [Fact]
    public async Task A_relay_that_falls_silent_runs_into_the_deadline()
    {
        var clock = new FakeTimeProvider();
        await using var sink = new SmtpSink(said =>
        {
            clock.Advance(TimeSpan.FromMinutes(2));
            return "";
        });

        Assert.True(Assert.IsType<MailOutcome.Failed>(await new Mailer(Options(sink), clock).SendAsync(Question, default)).MayRetry);
    }

    [Fact]
    public async Task A_relay_that_is_not_there_may_be_tried_later()
    {
        var sink = new SmtpSink();
        var options = Options(sink);
        await sink.DisposeAsync();

        Assert.True(Assert.IsType<MailOutcome.Failed>(await new Mailer(options).SendAsync(Question, default)).MayRetry);
    }

    [Fact]
    public async Task Without_STARTTLS_nothing_is_sent_where_TLS_is_required()
    {
        await using var sink = new SmtpSink();

        var outcome = await new Mailer(Options(sink) with { UseTls = MailTls.Required }).SendAsync(Question, default);

        Assert.False(Assert.IsType<MailOutcome.Failed>(outcome).MayRetry);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task Plain_SMTP_to_another_machine_is_refused()
    {
        var options = new MailerOptions { Host = "relay.example", From = "desk@griot.example", UseTls = MailTls.None };

        Assert.IsType<MailOutcome.Refused>(await new Mailer(options).SendAsync(Question, default));
    }

    [Fact]
    public void The_settings_show_no_password() =>
        Assert.DoesNotContain("secret", new MailerOptions { Host = "h", From = "a@b", User = "u", Password = "secret" }.ToString());

    private static Task<MailOutcome> SendAsync(SmtpSink sink, OutgoingMail mail) =>
        new Mailer(Options(sink), new FakeTimeProvider()).SendAsync(mail, TestContext.Current.CancellationToken);

    private static MailerOptions Options(SmtpSink sink) =>
        new() { Host = "127.0.0.1", Port = sink.Port, From = "Griot <desk@griot.example>", UseTls = MailTls.None };
}
