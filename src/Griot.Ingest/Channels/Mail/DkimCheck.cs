using System.Globalization;
using Griot.Net;
using MimeKit;
using MimeKit.Cryptography;

namespace Griot.Ingest.Channels.Mail;

/// <summary>What the signatures of a mail prove.</summary>
internal abstract record DkimVerdict
{
    private DkimVerdict() { }

    /// <summary>The domain of the sender signed the mail and that it goes to this house.</summary>
    /// <param name="Domain">Whose signature it is.</param>
    /// <param name="Selector">Which of its keys.</param>
    /// <param name="Record">The key as the domain published it when the mail came.</param>
    internal sealed record Aligned(string Domain, string Selector, string Record) : DkimVerdict;

    /// <summary>The domain can't be asked just now: another time its answer may prove it.</summary>
    internal sealed record NotNow(string Reason) : DkimVerdict;

    /// <summary>Nothing is proven; the reason is a sentence for the operator and the provider.</summary>
    internal sealed record NotProven(string Reason) : DkimVerdict;
}

/// <summary>
/// Asks whether the domain in From signed a mail (RFC 6376). Strict, because what passes is published in a provider's name:
/// the signing domain is that of From and no other; the signature is of the whole body, and of From, Subject, Date,
/// Message-ID, the type of the content, and To or Cc with an address of the house, so that neither a private letter nor an
/// old mail under another name becomes a piece.
/// </summary>
/// <param name="txt">Asks the domain name system.</param>
/// <param name="time">The clock by which a signature is over.</param>
internal sealed class DkimCheck(Func<string, CancellationToken, Task<TxtOutcome>> txt, TimeProvider time)
{
    private const int MostSignatures = 5;

    /// <summary>How old a signed mail may be, by its own date, and how far ahead.</summary>
    internal static readonly TimeSpan Oldest = TimeSpan.FromDays(7);

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <param name="bytes">The exact message.</param>
    /// <param name="domain">That of From, in small ASCII letters.</param>
    /// <param name="isOurs">True for an address of the house.</param>
    /// <param name="cancellation">Ends the asking.</param>
    internal async Task<DkimVerdict> OfAsync(ReadOnlyMemory<byte> bytes, string domain, Func<string, bool> isOurs, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(WithoutMboxLine(bytes).ToArray(), writable: false);
        using var message = await MimeMessage.LoadAsync(new ParserOptions { MaxMimeDepth = 50 }, stream, persistent: true, cancellation);
        var headers = message.Headers.Where(header => header.Id == HeaderId.DkimSignature).Take(MostSignatures).ToList();
        if (headers.Count == 0) return new DkimVerdict.NotProven("it bears no DKIM signature");
        var reason = $"none of its DKIM signatures is of {domain}";
        DkimVerdict.NotNow? later = null;
        foreach (var header in headers)
        {
            if (DkimSignature.Parse(header.Value) is not { } signature || Ascii(signature.Domain) != domain) continue;
            if (Fault(signature, message, isOurs) is { } fault) reason = fault;
            else
            {
                var verdict = await VerifyAsync(message, header, signature, cancellation);
                if (verdict is DkimVerdict.Aligned) return verdict;
                if (verdict is DkimVerdict.NotNow unknown) later = unknown;
                else reason = ((DkimVerdict.NotProven)verdict).Reason;
            }
        }

        return (DkimVerdict?)later ?? new DkimVerdict.NotProven(reason);
    }

    private string? Fault(DkimSignature signature, MimeMessage message, Func<string, bool> isOurs)
    {
        if (signature.HoldsForPart) return "its DKIM signature holds for a part of the text only (l=)";
        if (signature.Expires < time.GetUtcNow()) return "its DKIM signature is over (x=)";
        foreach (var name in (string[])["from", "subject", "date", "message-id"])
            if (!signature.Signs(name)) return $"its DKIM signature leaves out {name}";
        if (message.Body?.Headers.Contains(HeaderId.ContentType) == true && !signature.Signs("content-type")) return "its DKIM signature leaves out content-type";
        if (!IsTo(message, "To", signature, isOurs) && !IsTo(message, "Cc", signature, isOurs)) return "its DKIM signature does not say that it goes to this house (To or Cc)";
        var now = time.GetUtcNow();
        return message.Date < now - Oldest || message.Date > now + Ahead ? "it was written more than a week ago, by its own date, or in the future" : null;
    }

    // A second To that nobody signed could stand above the signed one.
    private static bool IsTo(MimeMessage message, string header, DkimSignature signature, Func<string, bool> isOurs) =>
        signature.Signs(header.ToLowerInvariant()) && message.Headers.Count(one => one.Field.Equals(header, StringComparison.OrdinalIgnoreCase)) == 1
        && (header == "To" ? message.To : message.Cc).Mailboxes.Any(mailbox => Formats.MailLook.Normal(mailbox.Address) is { } address && isOurs(address));

    private async Task<DkimVerdict> VerifyAsync(MimeMessage message, Header header, DkimSignature signature, CancellationToken cancellation)
    {
        var key = new DkimKey(txt);
        try
        {
            if (!await new DkimVerifier(key).VerifyAsync(message, header, cancellation)) return new DkimVerdict.NotProven("its DKIM signature does not hold");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A stranger's header and a stranger's key: what is wrong with them the library says in many ways, and it never matters which.
            return key.Unknown is { } unknown
                ? new DkimVerdict.NotNow($"the key of its DKIM signature can't be asked for now: {unknown}")
                : new DkimVerdict.NotProven("its DKIM signature, or the key for it, can't be read");
        }

        return key.IsTrial || key.Record is null
            ? new DkimVerdict.NotProven("its domain says that it is only trying DKIM out (t=y)")
            : new DkimVerdict.Aligned(signature.Domain, signature.Selector, key.Record);
    }

    private static string? Ascii(string domain)
    {
        try
        {
            return new IdnMapping().GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> WithoutMboxLine(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("From "u8) ? bytes[(bytes.Span.IndexOf((byte)'\n') + 1)..] : bytes;
}
