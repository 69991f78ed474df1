using System.Globalization;
using Griot.Record;
using MimeKit;

namespace Griot.Formats;

/// <summary>
/// What a door has to know of a message before it is taken in. Everything in it is its sender's word, and proves nothing.
/// </summary>
public sealed record MailLook
{
    private const int LongestExcerpt = 1_000;

    /// <summary>Stands in the first line of each receipt, so that it is found again where an answer quotes it.</summary>
    public const string ReceiptMark = Mail.QuotedReceipt.Mark;

    /// <summary>The id of the piece, as its reader gives it; null where the message has no Message-ID.</summary>
    public string? Id { get; private init; }

    /// <summary>The Message-ID without angle brackets.</summary>
    public string? MessageId { get; private init; }

    /// <summary>Addresses of the From header, domains in small ASCII letters.</summary>
    public IReadOnlyList<string> From { get; private init; } = [];

    /// <summary>Addresses that it went to, as far as its headers tell; the one that it was delivered to first.</summary>
    public IReadOnlyList<string> Recipients { get; private init; } = [];

    /// <summary>Message-IDs that it answers, the nearest first.</summary>
    public IReadOnlyList<string> Answers { get; private init; } = [];

    /// <summary>Decoded, one line, without <c>Re:</c> and the like.</summary>
    public string Subject { get; private init; } = "";

    /// <summary>A machine's answer, or a report that mail could not be delivered (RFC 3834, RFC 3464): no piece, and never answered.</summary>
    public bool IsFromMachine { get; private init; }

    /// <summary>False of what must not be answered: from a machine, to a list, or in bulk.</summary>
    public bool MayBeAnswered { get; private init; }

    /// <summary><c>correction</c> or <c>withdrawal</c> where its subject or first line says so.</summary>
    public Signal? Order { get; private init; }

    /// <summary>The same where its subject says so.</summary>
    public Signal? OrderOfSubject { get; private init; }

    /// <summary>Of a withdrawal: the old text may still be read.</summary>
    public bool KeepsText { get; private init; }

    /// <summary>The first line of its own text, to be read as an answer to a question.</summary>
    public string FirstLine { get; private init; } = "";

    /// <summary>The beginning of its own text, for a person to know it by; at most 1,000 letters.</summary>
    public string Excerpt { get; private init; } = "";

    /// <summary>Looks at a message; null for bytes that are none.</summary>
    public static MailLook? At(ReadOnlyMemory<byte> bytes, string? language = null)
    {
        if (bytes.Length > Limits.Document || Mail.ParsedMail.Open(bytes, language, out var mail) is not null) return null;
        using (mail)
            return Of(mail!.Message, language);
    }

    private static MailLook Of(MimeMessage message, string? language)
    {
        var body = new Mail.MailBody(message, Mail.MailParts.Of(message).Texts);
        var order = Mail.MailOrder.Of(message.Subject, body, language);
        var own = Mail.QuotedReceipt.OutOfText(body.Plain(language));
        var machine = IsMachine(message);
        return new MailLook
        {
            Id = message.MessageId is { Length: > 0 } id ? Mail.MailItemReader.MessageAddress(id) : null,
            MessageId = message.MessageId,
            From = Addresses(message.From),
            Recipients = [.. Delivered(message).Concat(Addresses(message.To)).Concat(Addresses(message.Cc)).Distinct(StringComparer.OrdinalIgnoreCase).Take(100)],
            Answers = [.. message.References.Reverse().Prepend(message.InReplyTo ?? "").Where(one => one.Length > 0).Distinct(StringComparer.Ordinal).Take(50)],
            Subject = Values.Headline.OfText(Mail.MailSubject.WithoutPrefixes(message.Subject)) ?? "",
            IsFromMachine = machine,
            MayBeAnswered = !machine && !IsBulk(message),
            Order = order.Signal,
            OrderOfSubject = SignalWords.Read(Mail.MailSubject.WithoutPrefixes(message.Subject))?.Signal,
            KeepsText = order.KeepsText,
            FirstLine = FirstOf(own),
            Excerpt = own.Length <= LongestExcerpt ? own.Trim() : own[..LongestExcerpt].Trim(),
        };
    }

    private static string FirstOf(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
            if (!line.IsWhiteSpace()) return line.Trim()[..Math.Min(line.Trim().Length, 200)].ToString();
        return "";
    }

    private static bool IsMachine(MimeMessage message) =>
        message.Headers[HeaderId.AutoSubmitted]?.Trim().StartsWith("auto-replied", StringComparison.OrdinalIgnoreCase) == true
        || message.Headers[HeaderId.ReturnPath]?.Trim() == "<>"
        || message.Headers.Contains("X-Autoreply") || message.Headers.Contains("X-Autorespond")
        || Is(message, HeaderId.Precedence, "auto_reply")
        || message.Body is Multipart { ContentType.MediaSubtype: var kind } && kind.Equals("report", StringComparison.OrdinalIgnoreCase);

    private static bool IsBulk(MimeMessage message) =>
        (message.Headers[HeaderId.AutoSubmitted] is { } automatic && !automatic.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase))
        || message.Headers.Contains(HeaderId.ListId) || message.Headers.Contains(HeaderId.ListPost)
        || Is(message, HeaderId.Precedence, "bulk") || Is(message, HeaderId.Precedence, "list") || Is(message, HeaderId.Precedence, "junk");

    private static bool Is(MimeMessage message, HeaderId header, string value) => string.Equals(message.Headers[header]?.Trim(), value, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Delivered(MimeMessage message)
    {
        foreach (var name in (string[])["Delivered-To", "X-Original-To", "Envelope-To"])
            if (message.Headers[name] is { } text && InternetAddressList.TryParse(text, out var list))
                foreach (var address in Addresses(list)) yield return address;
    }

    private static List<string> Addresses(InternetAddressList list) =>
        [.. list.Mailboxes.Take(100).Select(mailbox => Normal(mailbox.Address)).OfType<string>()];

    /// <summary>The address with its domain in small ASCII letters; null for one without a domain.</summary>
    public static string? Normal(string? address)
    {
        if (address is null || address.LastIndexOf('@') is not (> 0 and var at) || at == address.Length - 1) return null;
        try
        {
            return $"{address[..at]}@{new IdnMapping().GetAscii(address[(at + 1)..]).ToLowerInvariant()}";
        }
        catch (ArgumentException)
        {
            // No domain that there can be.
            return null;
        }
    }
}
