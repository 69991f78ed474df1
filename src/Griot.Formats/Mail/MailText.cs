using System.Text;
using Griot.Formats.Discovery;
using Griot.Formats.Encodings;
using MimeKit;

namespace Griot.Formats.Mail;

/// <summary>
/// The text of a part. Its encoding is what the part declares unless the bytes contradict it, then what its HTML declares,
/// then UTF-8, then the old encoding of its language, then windows-1252: as with feeds, and by the same names.
/// </summary>
internal static class MailText
{
    public static string Of(TextPart part, string? language)
    {
        using var decoded = new MemoryStream();
        part.Content?.DecodeTo(decoded);
        var bytes = decoded.GetBuffer().AsSpan(0, (int)decoded.Length);
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[3..];
        var text = EncodingOf(part, bytes, language).GetString(bytes);
        return IsFlowed(part) ? FlowedText.Unfold(text, IsParameter(part, "delsp", "yes")) : text;
    }

    private static Encoding EncodingOf(TextPart part, ReadOnlySpan<byte> bytes, string? language)
    {
        var shape = ByteShape.Of(bytes);
        return Fitting(part.ContentType.Charset, shape)
            ?? (part.IsHtml ? Fitting(EncodingDetector.Charset(PageEncoding.Of(bytes, null)), shape) : null)
            ?? (shape.Width > 1 ? shape.Wide : shape.Fits(WebEncoding.Utf8) ? WebEncoding.Utf8 : null)
            ?? (language is null ? null : LegacyEncoding.OfLanguage(language))
            ?? WebEncoding.Windows1252;
    }

    private static Encoding? Fitting(string? name, ByteShape shape)
    {
        if (name is null || WebEncoding.Named(name) is not { } encoding) return null;
        if (WebEncoding.Width(encoding) > 1 && shape.Width > 1) return shape.Wide;
        return shape.Fits(encoding) && !(WebEncoding.IsAsciiOnly(name) && !shape.IsAscii) ? encoding : null;
    }

    private static bool IsFlowed(TextPart part) => part.IsPlain && IsParameter(part, "format", "flowed");

    private static bool IsParameter(TextPart part, string name, string value) =>
        part.ContentType.Parameters.TryGetValue(name, out string? given) && string.Equals(given, value, StringComparison.OrdinalIgnoreCase);
}
