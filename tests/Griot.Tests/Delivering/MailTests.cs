using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Griot.Testing;
using Griot.Tests.Running;

namespace Griot.Tests.Delivering;

/// <summary>The door for mail as an operator and a tired editor use it.</summary>
public sealed partial class MailTests
{
    private const string Mailbox = "news@griot.example";
    private static readonly string[] Address = ["--mail-address", Mailbox];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_through_a_pipe_is_published_and_the_same_again_changes_nothing()
    {
        using var house = new DataFolder();
        var secret = await OpenMailboxAsync(house);
        Assert.Matches(@"^news\+[0-9a-f]{32}@griot\.example$", secret);

        var first = await DeliverAsync(house, Mail(secret, "Le pont", "Le pont de Kayes est rouvert."));
        var again = await DeliverAsync(house, Mail(secret, "Le pont", "Le pont de Kayes est rouvert."));

        Assert.Equal((0, "published", 1), (first.Exit, (string?)first.Facts["result"], (int?)first.Facts["version"]));
        Assert.Equal((0, "unchanged", (string?)first.Facts["item"]), (again.Exit, (string?)again.Facts["result"], (string?)again.Facts["item"]));
        await house.DoAsync("check");
    }

    [Fact]
    public async Task A_stranger_s_mail_and_what_is_no_mail_end_with_1_and_a_missing_address_with_2()
    {
        using var house = new DataFolder();
        await OpenMailboxAsync(house);

        Assert.Equal((1, "unknown"), await ResultAsync(house, Mail(Mailbox, "x", "y").Replace("courrier.example", "evil.example")));
        Assert.Equal((1, "unknown"), await ResultAsync(house, "rien"));
        var without = await new Call(["deliver", "mail", "--data", house.Data]) { Typed = Mail(Mailbox, "x", "y") }.RunAsync();
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("mail-address", without.Messages);
    }

    [Fact]
    public async Task M02_a_forged_mail_through_a_pipe_is_durable_and_not_published()
    {
        using var house = new DataFolder();
        await OpenMailboxAsync(house);

        Assert.Equal((0, "held"), await ResultAsync(house, Mail(Mailbox, "Un mensonge", "Texte.")));

        var held = (JsonArray)await house.AskAsync("quarantine", "list");
        Assert.Equal("unconfirmed", (string?)Assert.Single(held)!["code"]);
    }

    [Fact]
    public async Task An_editor_corrects_and_withdraws_by_answering_receipts()
    {
        using var house = new DataFolder();
        using var sink = new ReceiptSink();
        var secret = await OpenMailboxAsync(house);
        await using var site = await house.OpenAsync([.. Address, "--smtp-host", "127.0.0.1", "--smtp-port", $"{sink.Port}", "--smtp-tls", "none", "--smtp-from", Mailbox]);

        var published = await DeliverAsync(house, Mail(secret, "Le pont", "Le pont de Kayes est rouvert."));
        var receipt = await sink.WithAsync("mot pour mot", Cancellation);
        var corrected = await DeliverAsync(house, Answer(receipt, "RECTIFICATIF\n\nLe pont de Kayes est rouvert aux seuls camions.", "c"));
        var second = await sink.WithAsync("rectificatif. L", Cancellation);
        var withdrawn = await DeliverAsync(house, Answer(second, "RETRAIT\nUne erreur de notre part.", "w"));
        await sink.WithAsync("a retir=C3=A9 votre texte", Cancellation);

        Assert.Equal(("corrected", "withdrawn"), ((string?)corrected.Facts["result"], (string?)withdrawn.Facts["result"]));
        Assert.All([corrected, withdrawn], step => Assert.Equal((string?)published.Facts["item"], (string?)step.Facts["item"]));
        await house.DoAsync("check");
    }

    [Fact]
    public async Task A_mailbox_on_a_real_server_is_emptied_once_and_several_channels_share_it()
    {
        Assert.SkipWhen(DovecotServer.WhyNot is not null, DovecotServer.WhyNot ?? "");
        await using var server = await DovecotServer.StartAsync(Cancellation);
        using var house = new DataFolder();
        var courrier = await OpenMailboxAsync(house);
        var fleuve = await OpenMailboxAsync(house, "Radio Fleuve", "fleuve.example");
        server.Deliver(Encoding.UTF8.GetBytes(Mail(courrier, "Le pont", "Le pont est rouvert.").ReplaceLineEndings("\r\n")));
        server.Deliver(Encoding.UTF8.GetBytes(Mail(fleuve, "Le fleuve", "Le fleuve monte.", "f").ReplaceLineEndings("\r\n")));
        server.Deliver(Encoding.UTF8.GetBytes(Mail(Mailbox, "x", "y", "e").Replace("courrier.example", "evil.example").ReplaceLineEndings("\r\n")));
        string[] look = ["run", "--once", .. Address, "--imap-host", "127.0.0.1", "--imap-port", $"{server.Port}", "--imap-user", DovecotServer.User, "--imap-password-file", house.Write("password", DovecotServer.Password + "\n"), "--imap-tls", "none"];

        Assert.Equal(2, (int?)(await house.AskAsync(look))["mails"]);
        Assert.Equal(0, (int?)(await house.AskAsync(look))["mails"]);
        Assert.Equal(["unchanged", "unchanged"], [(await ResultAsync(house, Mail(courrier, "Le pont", "Le pont est rouvert."))).Result, (await ResultAsync(house, Mail(fleuve, "Le fleuve", "Le fleuve monte.", "f"))).Result]);
    }

    private static async Task<string> OpenMailboxAsync(DataFolder house, string name = "Le Courrier", string author = "courrier.example")
    {
        var provider = await house.AskAsync("provider", "add", "--name", name, "--kind", "press", "--capacity", "independent", "--country", "ML", "--language", "fr");
        return (string)(await house.AskAsync(["channel", "add", (string)provider["id"]!, "--mail", author, .. Address]))["key"]!;
    }

    private static async Task<(int Exit, JsonNode Facts)> DeliverAsync(DataFolder house, string mail)
    {
        var outcome = await new Call(["deliver", "mail", "--json", "--data", house.Data, .. Address]) { Typed = mail }.RunAsync();
        Assert.True(outcome.Output.Length > 0, outcome.ToString());
        return (outcome.ExitCode, JsonNode.Parse(outcome.Output)!);
    }

    private static async Task<(int Exit, string? Result)> ResultAsync(DataFolder house, string mail)
    {
        var (exit, facts) = await DeliverAsync(house, mail);
        return (exit, (string?)facts["result"]);
    }

    private static string Mail(string to, string subject, string text, string id = "p") =>
        $"From: Awa Diarra <redaction@courrier.example>\nTo: {to}\nSubject: {subject}\nDate: Sat, 28 Nov 2026 09:30:00 +0100\nMessage-ID: <{id}@courrier.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n";

    private static string Answer(string receipt, string text, string id) =>
        Mail(Mailbox, "Re: Le pont", text, id).Replace("Date:", $"In-Reply-To: <{MessageId().Match(receipt).Groups["id"].Value}>\nDate:") + "\nLe sam. 28 nov. 2026, Griot a écrit :\n> ##- griot -##\n> Publié\n";

    [GeneratedRegex("Message-Id: <(?<id>[^>]+)>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MessageId();
}
