using System.Text;

namespace Griot.Formats.Tests.Mail;

/// <summary>Messages for tests, written line by line as they travel.</summary>
internal static class Mails
{
    internal const string Plain = """
        From: Awa Diarra <redaction@courrier.example>
        To: news@griot.example
        Subject: Le pont de Kayes est rouvert
        Date: Sat, 28 Nov 2026 09:30:00 +0100
        Message-ID: <pont-1@courrier.example>
        Content-Type: text/plain; charset=utf-8

        Le pont est rouvert.

        Les camions passent « à nouveau ».
        """;

    internal static ReadOnlyMemory<byte> Bytes(string message) => Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n"));

    internal static ItemReading Read(string message, ItemContext? context = null) => Read(Bytes(message), context);

    internal static ItemReading Read(ReadOnlyMemory<byte> message, ItemContext? context = null)
    {
        var document = FeedDocument.Open(message, new DocumentHints("message/rfc822"));
        Assert.Equal("mail", document.Format);
        var cut = Assert.Single(document.Cuts);
        Assert.Equal((0, message.Length), (cut.Offset, cut.Length));
        Assert.True(message.Span.SequenceEqual(cut.Bytes.Span));
        return ItemReader.Read(cut.Bytes, context ?? cut.Context);
    }

    internal static FeedItem Item(string message, ItemContext? context = null) => Read(message, context).Item!;

    internal static ItemContext Context(string? signal = null, string? id = null, string? language = null, string? provider = null) =>
        new() { Format = "mail", Encoding = "utf-8", Signal = signal, FeedId = id, Language = language, FeedTitle = provider };
}
