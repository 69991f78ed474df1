using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace Griot.Net;

/// <summary>What becomes of a message that was looked at.</summary>
public enum MailboxMark
{
    /// <summary>It was dealt with, durably: it is never given again.</summary>
    Taken,

    /// <summary>It is nobody's: it stays, flagged for a person, and is given again after the next start.</summary>
    Unknown,
}

/// <summary>What one look at a mailbox brought.</summary>
/// <param name="Taken">Messages dealt with.</param>
/// <param name="Unknown">Messages that are nobody's.</param>
/// <param name="Failure">Why the look ended early; null where it did not.</param>
public sealed record MailboxPass(int Taken, int Unknown, string? Failure);

/// <summary>The operator's mailbox. It is configured, never named by an outsider, so the address guard has no say in it.</summary>
public sealed record MailboxOptions
{
    public required string Host { get; init; }

    public int Port { get; init; } = 993;

    public required string User { get; init; }

    public required string Password { get; init; }

    /// <summary>As for the relay; <see cref="MailTls.None"/> only to a server on this machine.</summary>
    public MailTls UseTls { get; init; } = MailTls.FromTheStart;

    public string Folder { get; init; } = "INBOX";

    /// <summary>Fit for a log: no user, no password.</summary>
    public override string ToString() => $"imap {Host}:{Port} {Folder}, TLS {UseTls}";
}

/// <summary>
/// Looks into a mailbox by IMAP (RFC 9051), one connection a look. A message is marked only after whoever takes it has
/// answered: killed in between, the same message is given again. Nothing is deleted, and the mark of having been read stays
/// as people set it, where the server lets us have a mark of our own.
/// </summary>
public sealed class Mailbox(MailboxOptions options)
{
    private const string TakenMark = "$GriotTaken";
    private const string UnknownMark = "$GriotUnknown";
    private const int MostAtOnce = 500;
    private const int MostBytes = 20 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private bool hasLooked;

    /// <summary>
    /// Gives each message that was not dealt with yet, exactly as the server has it, the oldest first. What the server does
    /// wrong is an outcome; what <paramref name="take"/> throws is thrown, and its message stays as it was.
    /// </summary>
    public async Task<MailboxPass> LookAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<MailboxMark>> take, CancellationToken cancellationToken)
    {
        if (options.UseTls == MailTls.None && !ThisMachine.Is(options.Host)) return new MailboxPass(0, 0, "IMAP without TLS goes to a server on this machine only.");
        var pass = new MailboxPass(0, 0, null);
        var isTaking = false;
        using var client = new ImapClient { CheckCertificateRevocation = false, Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            var folder = await OpenAsync(client, cancellationToken);
            if (folder is null) return pass with { Failure = "The server offers no TLS, so the password was not sent." };
            foreach (var message in await WaitingAsync(folder, cancellationToken))
            {
                var bytes = message.Size > MostBytes ? default : await BytesAsync(folder, message.UniqueId, cancellationToken);
                isTaking = true;
                var mark = bytes.IsEmpty ? MailboxMark.Unknown : await take(bytes, cancellationToken);
                isTaking = false;
                await MarkAsync(folder, message.UniqueId, mark, cancellationToken);
                pass = mark == MailboxMark.Taken ? pass with { Taken = pass.Taken + 1 } : pass with { Unknown = pass.Unknown + 1 };
            }

            hasLooked = true;
            await client.DisconnectAsync(quit: true, cancellationToken);
            return pass;
        }
        catch (Exception fault) when (!isTaking && Failure(fault) is { } reason)
        {
            return pass with { Failure = reason };
        }
    }

    private async Task<IMailFolder?> OpenAsync(ImapClient client, CancellationToken cancellationToken)
    {
        await client.ConnectAsync(options.Host, options.Port, Socket(), cancellationToken);
        if (!client.IsSecure && !ThisMachine.Is(options.Host)) return null;
        await client.AuthenticateAsync(options.User, options.Password, cancellationToken);
        var folder = options.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox! : await client.GetFolderAsync(options.Folder, cancellationToken);
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken);
        return folder;
    }

    private async Task<IReadOnlyList<IMessageSummary>> WaitingAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        var query = HasOwnMarks(folder) ? SearchQuery.NotKeyword(TakenMark) : SearchQuery.NotSeen;
        if (hasLooked && HasOwnMarks(folder)) query = query.And(SearchQuery.NotKeyword(UnknownMark));
        var found = await folder.SearchAsync(query.And(SearchQuery.NotDeleted), cancellationToken);
        if (found.Count == 0) return [];
        var summaries = await folder.FetchAsync([.. found.Take(MostAtOnce)], MessageSummaryItems.UniqueId | MessageSummaryItems.Size, cancellationToken);
        return [.. summaries.OrderBy(summary => summary.UniqueId.Id)];
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(IMailFolder folder, UniqueId id, CancellationToken cancellationToken)
    {
        await using var stream = await folder.GetStreamAsync(id, cancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static Task MarkAsync(IMailFolder folder, UniqueId id, MailboxMark mark, CancellationToken cancellationToken)
    {
        if (!HasOwnMarks(folder)) return folder.AddFlagsAsync(id, mark == MailboxMark.Taken ? MessageFlags.Seen : MessageFlags.Seen | MessageFlags.Flagged, silent: true, cancellationToken);
        return mark == MailboxMark.Taken
            ? folder.AddFlagsAsync(id, MessageFlags.None, new HashSet<string> { TakenMark }, silent: true, cancellationToken)
            : folder.AddFlagsAsync(id, MessageFlags.Flagged, new HashSet<string> { UnknownMark }, silent: true, cancellationToken);
    }

    private static bool HasOwnMarks(IMailFolder folder) => folder.PermanentFlags.HasFlag(MessageFlags.UserDefined);

    private SecureSocketOptions Socket() => options.UseTls switch
    {
        MailTls.None => SecureSocketOptions.None,
        MailTls.WhenAvailable => SecureSocketOptions.StartTlsWhenAvailable,
        MailTls.Required => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.SslOnConnect,
    };

    private static string? Failure(Exception fault) => fault switch
    {
        AuthenticationException => "The mailbox did not accept user and password.",
        SslHandshakeException => "The mailbox's server has no certificate that is trusted.",
        FolderNotFoundException => "The mailbox has no such folder.",
        ImapCommandException or ImapProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException => "The mailbox's server broke off, refused a command, or does not speak IMAP.",
        NotSupportedException => "The mailbox's server does not offer what the settings require (STARTTLS, or a way to authenticate).",
        SocketException => "No connection to the mailbox's server.",
        IOException or TimeoutException => "The connection to the mailbox's server was lost.",
        _ => null,
    };
}
