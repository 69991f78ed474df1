using System.Net;
using System.Text;
using Griot.Testing;

namespace Griot.Net.Tests;

/// <summary>A mailbox on a real server.</summary>
public sealed class MailboxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F12_messages_come_out_byte_for_byte_the_oldest_first_and_once()
    {
        await using var server = await StartAsync();
        byte[][] messages = [Message("Un", "É\u00a0! \u0001"), Message("Deux", new string('x', 5_000) + "\r\n.\r\n."), [.. Message("Trois", ""), 0xE9, 0xFF, (byte)'\r', (byte)'\n']];
        foreach (var message in messages) server.Deliver(message);
        var mailbox = new Mailbox(Options(server));
        var seen = new List<byte[]>();

        var first = await mailbox.LookAsync(Keep(seen), Cancellation);
        var second = await mailbox.LookAsync(Keep(seen), Cancellation);

        Assert.Equal((new MailboxPass(3, 0, null), new MailboxPass(0, 0, null)), (first, second));
        Assert.Equal(messages, seen);
    }

    [Fact]
    public async Task A_message_whose_taker_dies_is_given_again_and_those_before_it_are_not()
    {
        await using var server = await StartAsync();
        server.Deliver(Message("Un", "a"));
        server.Deliver(Message("Deux", "b"));
        var seen = new List<byte[]>();
        var calls = 0;

        await Assert.ThrowsAsync<IOException>(() => new Mailbox(Options(server)).LookAsync(
            (bytes, _) => ++calls == 2 ? throw new IOException("the disk is full") : Task.FromResult(MailboxMark.Taken), Cancellation));
        var again = await new Mailbox(Options(server)).LookAsync(Keep(seen), Cancellation);

        Assert.Equal(new MailboxPass(1, 0, null), again);
        Assert.Contains("Subject: Deux", Encoding.ASCII.GetString(Assert.Single(seen)));
    }

    [Fact]
    public async Task What_is_nobody_s_stays_and_is_given_again_after_the_next_start_only()
    {
        await using var server = await StartAsync();
        server.Deliver(Message("Inconnu", "a"));
        var mailbox = new Mailbox(Options(server));
        MailboxPass[] looks =
        [
            await mailbox.LookAsync((_, _) => Task.FromResult(MailboxMark.Unknown), Cancellation),
            await mailbox.LookAsync((_, _) => Task.FromResult(MailboxMark.Taken), Cancellation),
            await new Mailbox(Options(server)).LookAsync((_, _) => Task.FromResult(MailboxMark.Taken), Cancellation),
        ];

        Assert.Equal([new MailboxPass(0, 1, null), new MailboxPass(0, 0, null), new MailboxPass(1, 0, null)], looks);
    }

    [Fact]
    public async Task A_wrong_password_and_a_missing_folder_are_outcomes()
    {
        await using var server = await StartAsync();

        Assert.Contains("user and password", (await Look(Options(server) with { Password = "faux" })).Failure);
        Assert.Contains("no such folder", (await Look(Options(server) with { Folder = "Rien" })).Failure);
    }

    [Fact]
    public async Task Without_tls_a_password_goes_to_this_machine_only_and_a_closed_port_is_an_outcome()
    {
        var far = new MailboxOptions { Host = "imap.example", User = "a", Password = "b", UseTls = MailTls.None };

        Assert.Contains("this machine only", (await Look(far)).Failure);
        Assert.Equal("No connection to the mailbox's server.", (await Look(far with { Host = "127.0.0.1", Port = 1 })).Failure);
        Assert.DoesNotContain("secret", (far with { Password = "secret" }).ToString());
    }

    private static Task<MailboxPass> Look(MailboxOptions options) => new Mailbox(options).LookAsync((_, _) => Task.FromResult(MailboxMark.Taken), Cancellation);

    private static Func<ReadOnlyMemory<byte>, CancellationToken, Task<MailboxMark>> Keep(List<byte[]> seen) => (bytes, _) =>
    {
        seen.Add(bytes.ToArray());
        return Task.FromResult(MailboxMark.Taken);
    };

    private static byte[] Message(string subject, string text) => Encoding.UTF8.GetBytes($"From: a@courrier.example\r\nSubject: {subject}\r\n\r\n{text}\r\n");

    private static MailboxOptions Options(DovecotServer server) => new()
    {
        Host = IPAddress.Loopback.ToString(),
        Port = server.Port,
        User = DovecotServer.User,
        Password = DovecotServer.Password,
        UseTls = MailTls.None,
    };

    private static Task<DovecotServer> StartAsync()
    {
        Assert.SkipWhen(DovecotServer.WhyNot is not null, DovecotServer.WhyNot ?? "");
        return DovecotServer.StartAsync(Cancellation);
    }
}
