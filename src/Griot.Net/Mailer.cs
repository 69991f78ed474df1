using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Griot.Net;

/// <summary>
/// Hands mail to the operator's relay, one connection a mail. What goes wrong is an outcome; only the caller's own
/// cancellation is thrown. Safe for any number of callers.
/// </summary>
/// <param name="options">The relay.</param>
/// <param name="time">The clock of the Date header and of the deadline; null for the system's.</param>
public sealed class Mailer(MailerOptions options, TimeProvider? time = null)
{
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly MailboxAddress? sender = MailForm.Sender(options.From);

    /// <summary>Sends one mail. Once the relay has answered that it took the mail, it is sent, whatever the farewell does.</summary>
    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (sender is null) return new MailOutcome.Refused("The sender in the settings is not a mail address.");
        if (options.UseTls == MailTls.None && !ThisMachine.Is(options.Host))
            return new MailOutcome.Refused("Mail without TLS goes to a relay on this machine only.");
        var (message, reason) = MailForm.Compose(mail, sender, time.GetUtcNow());
        using (message)
            return message is null ? new MailOutcome.Refused(reason) : await DeliverAsync(message, cancellationToken);
    }

    private async Task<MailOutcome> DeliverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await TalkAsync(message, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MailOutcome.Failed($"The relay did not finish within {options.Deadline.TotalSeconds:0.#} s.", MayRetry: true);
        }
        catch (Exception fault) when (MailFaults.From(fault) is { } failed)
        {
            return failed;
        }
    }

    private async Task<MailOutcome> TalkAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { CheckCertificateRevocation = false, LocalDomain = sender!.Domain };
        await client.ConnectAsync(options.Host, options.Port, Socket(), cancellationToken);
        if (options.User is { } user)
        {
            if (!client.IsSecure && !ThisMachine.Is(options.Host))
                return new MailOutcome.Failed("The relay offers no TLS, so the password was not sent.", MayRetry: false);
            await client.AuthenticateAsync(user, options.Password ?? "", cancellationToken);
        }

        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
        return new MailOutcome.Sent(message.MessageId!);
    }

    private SecureSocketOptions Socket() => options.UseTls switch
    {
        MailTls.None => SecureSocketOptions.None,
        MailTls.WhenAvailable => SecureSocketOptions.StartTlsWhenAvailable,
        MailTls.FromTheStart => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}

/// <summary>The library's exceptions as outcomes.</summary>
internal static class MailFaults
{
    /// <summary>Null for an exception that says nothing about the relay.</summary>
    public static MailOutcome.Failed? From(Exception fault) => fault switch
    {
        SmtpCommandException command => new($"The relay answered {(int)command.StatusCode}: {Printable(command.Message)}", (int)command.StatusCode < 500),
        AuthenticationException => new("The relay did not accept user and password.", MayRetry: false),
        SslHandshakeException => new("The relay has no certificate that is trusted.", MayRetry: false),
        NotSupportedException => new("The relay does not offer what the settings require (STARTTLS, or a way to authenticate).", MayRetry: false),
        SmtpProtocolException or ServiceNotConnectedException => new("The relay broke off, or does not speak SMTP.", MayRetry: true),
        SocketException => new("No connection to the relay.", MayRetry: true),
        IOException => new("The connection to the relay was lost.", MayRetry: true),
        _ => null,
    };

    private static string Printable(string text) =>
        new([.. text.Take(200).Select(letter => char.IsControl(letter) ? ' ' : letter)]);
}
