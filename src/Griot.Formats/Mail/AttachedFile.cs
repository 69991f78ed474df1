using System.Security.Cryptography;
using Griot.Record.Html;
using MimeKit;

namespace Griot.Formats.Mail;

/// <summary>
/// A file of a message: known by its bytes (an <c>ni</c> address, RFC 6920), typed by what they begin with, and labelled
/// with the name that its sender gave it. The label never becomes a path (M04).
/// </summary>
internal static class AttachedFile
{
    private const int LongestLabel = 200;

    /// <summary>The file; null for a part that holds nothing.</summary>
    public static Media? Of(MimeEntity entity)
    {
        var bytes = Bytes(entity);
        if (bytes.Length == 0) return null;
        var address = $"ni:///sha-256;{Convert.ToBase64String(SHA256.HashData(bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";
        return new Media(address, Type(entity, bytes), bytes.Length, Label(entity));
    }

    /// <summary>The decoded bytes: no more than the message has.</summary>
    internal static byte[] Bytes(MimeEntity entity)
    {
        using var content = new MemoryStream();
        if (entity is MimePart { Content: { } part }) part.DecodeTo(content);
        else if (entity is MessagePart { Message: { } message }) message.WriteTo(content);
        return content.ToArray();
    }

    private static string? Label(MimeEntity entity)
    {
        var name = entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? (entity as MessagePart)?.Message?.Subject;
        if (name is null) return null;
        var label = DisplayText.Clean(name[(name.LastIndexOfAny(['/', '\\']) + 1)..]).Trim();
        if (label.Length == 0) return null;
        return label.Length <= LongestLabel ? label : null;
    }

    /// <summary>What the bytes are, where they say so; else what the sender says, unless it says a page or a program.</summary>
    private static string Type(MimeEntity entity, ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        [(byte)'P', (byte)'K', 3, 4, ..] => Packed(entity.ContentType.MimeType, bytes),
        _ => Declared(entity.ContentType.MimeType.ToLowerInvariant()),
    };

    private static string Packed(string declared, ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 4096)];
        return head.IndexOf("mimetypeapplication/vnd.oasis.opendocument.text"u8) >= 0 ? "application/vnd.oasis.opendocument.text"
            : head.IndexOf("word/"u8) >= 0 ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            : declared.StartsWith("application/vnd.openxmlformats-officedocument.", StringComparison.OrdinalIgnoreCase) ? declared.ToLowerInvariant()
            : "application/zip";
    }

    // A type of which the bytes show nothing is only a claim: no picture, and nothing that a browser would run.
    private static string Declared(string type) =>
        type.StartsWith("audio/", StringComparison.Ordinal) || type.StartsWith("video/", StringComparison.Ordinal)
        || type is "text/plain" or "text/csv" or "text/calendar" or "message/rfc822" or "application/rtf" or "text/rtf" or "application/msword"
            ? type
            : "application/octet-stream";
}
