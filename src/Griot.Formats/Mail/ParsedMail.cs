using System.Runtime.InteropServices;
using System.Text;
using Griot.Formats.Encodings;
using MimeKit;

namespace Griot.Formats.Mail;

/// <summary>
/// A message taken apart by MimeKit (decision 34), or why it is none. What is nested deeper than <see cref="Deepest"/> is
/// left as it is, so that the parser's stack is bounded. A header that may stand there once (RFC 5322, 3.6) and stands there
/// twice makes it none: two programs would read two different messages, and a signature holds for one of them.
/// </summary>
internal sealed class ParsedMail : IDisposable
{
    /// <summary>Parts within parts; no mail program writes ten.</summary>
    public const int Deepest = 50;

    private static readonly HeaderId[] Single =
        [HeaderId.From, HeaderId.Subject, HeaderId.MessageId, HeaderId.Date, HeaderId.ContentType, HeaderId.ContentTransferEncoding, HeaderId.Sender, HeaderId.ReplyTo];

    // MimeKit looks for the encodings of headers among those of the program.
    static ParsedMail() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private ParsedMail(MimeMessage message) => Message = message;

    public MimeMessage Message { get; }

    /// <summary>Opens the exact bytes of a message; <paramref name="mail"/> is null where they are none, and the incident says why.</summary>
    /// <param name="bytes">Lines may end in any way. A line of an mbox before it (<c>From ...</c>) is passed over.</param>
    /// <param name="language">Of its sender: decides how letters beyond ASCII in headers are read that nothing declares.</param>
    /// <param name="mail">The message; the bytes must not change while it is in use.</param>
    public static Incident? Open(ReadOnlyMemory<byte> bytes, string? language, out ParsedMail? mail)
    {
        mail = null;
        if (HeaderSpan.Fault(bytes.Span) is { } large) return large;
        var start = Start(bytes.Span);
        var array = MemoryMarshal.TryGetArray(bytes, out var segment) ? segment : new ArraySegment<byte>(bytes.ToArray());
        // Not disposed: the message reads its parts from it.
        var stream = new MemoryStream(array.Array!, array.Offset + start, array.Count - start, writable: false);
        MimeMessage message;
        try
        {
            message = new MimeParser(Options(language), stream, MimeFormat.Entity, persistent: true).ParseMessage();
        }
        catch (FormatException)
        {
            return new(IncidentCodes.UnreadableItem, "The message has no headers that can be read.");
        }

        if (Fault(message) is { } fault)
        {
            message.Dispose();
            return fault;
        }

        mail = new ParsedMail(message);
        return null;
    }

    public void Dispose() => Message.Dispose();

    private static Incident? Fault(MimeMessage message)
    {
        if (!message.Headers.Contains(HeaderId.From)) return new(IncidentCodes.UnreadableItem, "The message does not say who it is from.");
        var seen = new HashSet<HeaderId>();
        foreach (var header in message.Headers.Concat(message.Body?.Headers ?? []))
            if (Array.IndexOf(Single, header.Id) >= 0 && !seen.Add(header.Id)) return new(IncidentCodes.UnreadableItem, $"The message bears the header {Incident.Quote(header.Field)} more than once.");
        return null;
    }

    private static ParserOptions Options(string? language) => new()
    {
        MaxMimeDepth = Deepest,
        CharsetEncoding = (language is null ? null : LegacyEncoding.OfLanguage(language)) ?? WebEncoding.Windows1252,
        RespectContentLength = false,
    };

    private static int Start(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("From "u8)) return 0;
        return bytes.IndexOf((byte)'\n') + 1;
    }
}
