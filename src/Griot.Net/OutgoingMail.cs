namespace Griot.Net;

/// <summary>A plain-text mail to one recipient.</summary>
/// <param name="To">One bare address (RFC 5321 mailbox, ASCII before the @); no name, no list.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The body, in any script; line ends of any kind.</param>
/// <param name="ReplyTo">As <paramref name="To"/>.</param>
/// <param name="MessageId">Without angle brackets; null for a new one. Giving the same one again after an unclear failure lets the recipient drop the double.</param>
/// <param name="References">Ids of earlier mails of the thread, oldest first, without angle brackets; the last is also In-Reply-To.</param>
public sealed record OutgoingMail(
    string To,
    string Subject,
    string Text,
    string? ReplyTo = null,
    string? MessageId = null,
    IReadOnlyList<string>? References = null)
{
    /// <summary>The recipient's name as shown; one line.</summary>
    public string? ToName { get; init; }

    /// <summary>The name shown for <see cref="ReplyTo"/>; one line.</summary>
    public string? ReplyToName { get; init; }
}

/// <summary>What came of a mail.</summary>
public abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>The relay has taken it over.</summary>
    public sealed record Sent(string MessageId) : MailOutcome;

    /// <summary>Nothing was sent and nothing ever will be: the mail, or the setting, is not right.</summary>
    public sealed record Refused(string Reason) : MailOutcome;

    /// <summary>The relay did not take it.</summary>
    /// <param name="MayRetry">True where the same mail may be taken later. After a connection lost at the very end it may have been taken already.</param>
    public sealed record Failed(string Reason, bool MayRetry) : MailOutcome;
}
