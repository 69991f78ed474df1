using System.Buffers;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;

namespace Griot.Net;

/// <summary>
/// Makes a message of a mail, or says why not. A control character in anything that becomes a header refuses the mail whole:
/// nothing is cleaned, because whoever puts a line break in a name has no good reason (RFC 5322, section 2.2).
/// </summary>
internal static class MailForm
{
    private const int MostAddressLetters = 254;
    private const int MostLineLetters = 500;
    private const int MostReferences = 50;

    private static readonly SearchValues<char> NotInDomains = SearchValues.Create(" []():<>");
    private static readonly SearchValues<char> NotInIds = SearchValues.Create("<>()[],;:\\\"");

    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>The message; or, where it is null, the reason.</summary>
    public static (MimeMessage? Message, string Reason) Compose(OutgoingMail mail, MailboxAddress from, DateTimeOffset now)
    {
        if (Fault(mail) is { } reason) return (null, reason);
        var message = new MimeMessage { Subject = mail.Subject, Date = now, Body = Body(mail.Text) };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(mail.ToName ?? "", mail.To));
        if (mail.ReplyTo is { } replyTo) message.ReplyTo.Add(new MailboxAddress(mail.ReplyToName ?? "", replyTo));
        message.MessageId = mail.MessageId ?? MimeUtils.GenerateMessageId(from.Domain);
        foreach (var earlier in mail.References ?? []) message.References.Add(earlier);
        if (mail.References is [.., var last]) message.InReplyTo = last;
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return (message, "");
    }

    /// <summary>The configured sender: a mailbox, with or without a name; null where it is none.</summary>
    public static MailboxAddress? Sender(string text) =>
        IsLine(text) && MailboxAddress.TryParse(Strict, text, out var mailbox) && IsAddress(mailbox.Address) ? mailbox : null;

    private static string? Fault(OutgoingMail mail) =>
        !IsAddress(mail.To) ? "The recipient is not one plain mail address."
        : mail.ReplyTo is { } replyTo && !IsAddress(replyTo) ? "The reply address is not one plain mail address."
        : !IsLine(mail.Subject) ? "The subject is not one line of text."
        : !IsLine(mail.ToName ?? "") || !IsLine(mail.ReplyToName ?? "") ? "A name is not one line of text."
        : mail.MessageId is { } id && !IsMessageId(id) ? "The message id is malformed."
        : mail.References is { } earlier && !(earlier.Count <= MostReferences && earlier.All(IsMessageId)) ? "The references are malformed."
        : null;

    /// <summary>What the strict parser reads must be all that was written: no name, no comment, no route, no second address.</summary>
    private static bool IsAddress(string text) =>
        text.Length <= MostAddressLetters && IsLine(text) && HasPlainParts(text)
        && MailboxAddress.TryParse(Strict, text, out var mailbox) && mailbox.Address == text && string.IsNullOrEmpty(mailbox.Name);

    private static bool HasPlainParts(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && !text.AsSpan(0, at).ContainsAnyExceptInRange('!', '~')
            && text.AsSpan(at).IndexOfAny(NotInDomains) < 0;
    }

    /// <summary>No control character, no line or paragraph separator, and not endless.</summary>
    private static bool IsLine(string text) =>
        text.Length <= MostLineLetters && !text.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029');

    /// <summary>RFC 5322, section 3.6.4, without comments, quoting and white space.</summary>
    private static bool IsMessageId(string text) =>
        text.Length is > 2 and <= 250 && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && text.AsSpan().IndexOfAny(NotInIds) < 0;

    private static TextPart Body(string text) => new(TextFormat.Plain)
    {
        Text = text.ReplaceLineEndings("\n"),
        ContentTransferEncoding = ContentEncoding.QuotedPrintable,
    };
}
