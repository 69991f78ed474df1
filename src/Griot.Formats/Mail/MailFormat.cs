using Griot.Formats.Encodings;

namespace Griot.Formats.Mail;

/// <summary>
/// A message of RFC 5322 (<c>message/rfc822</c>): one delivery, one item, and the delivery is all of it. It is read only
/// where a caller or a Content-Type says what it is: any text may begin like a header.
/// </summary>
internal sealed class MailFormat : FeedFormat
{
    public const string FormatName = "mail";

    public override string Name => FormatName;

    public static bool IsMeant(DocumentHints hints) =>
        hints.Format is { } format ? format == FormatName : hints.ContentType?.Split(';')[0].Trim().Equals("message/rfc822", StringComparison.OrdinalIgnoreCase) == true;

    public override bool CanRead(DocumentStart start) => false;

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) => Whole(document.Original);

    /// <summary>The message as the one cut of its document.</summary>
    public static CutFeed Whole(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty
        ? CutFeed.None(FormatName)
        : new(FormatName, FeedInfo.Empty, [new ItemCut(0, bytes.Length, bytes, new ItemContext { Format = FormatName, Encoding = "utf-8" })], []);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context) => MailItemReader.Read(delivery, context);
}
