namespace Griot.Formats.Values;

/// <summary>
/// What a file is: what its first bytes say, and its sender's word only where the bytes say nothing and nothing could run
/// (M05). A file that begins like a picture and goes on like a program is a picture, and is never served as it came.
/// </summary>
public static class FileType
{
    /// <summary>Where nothing is known of it.</summary>
    public const string Unknown = "application/octet-stream";

    private const int Head = 4096;
    private const int Tail = 64 * 1024;

    /// <summary>The media type.</summary>
    /// <param name="declared">What the sender says.</param>
    /// <param name="bytes">The file.</param>
    public static string Of(string declared, ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        [(byte)'P', (byte)'K', 3, 4, ..] => Packed(declared, bytes),
        _ => Declared(declared.ToLowerInvariant()),
    };

    // The names of a zip's members stand in its beginning, and once more in the list at its end.
    private static string Packed(string declared, ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, Head)];
        var tail = bytes[Math.Max(0, bytes.Length - Tail)..];
        return head.IndexOf("mimetypeapplication/vnd.oasis.opendocument.text"u8) >= 0 ? "application/vnd.oasis.opendocument.text"
            : head.IndexOf("word/"u8) >= 0 || tail.IndexOf("word/document.xml"u8) >= 0 ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            : declared.StartsWith("application/vnd.openxmlformats-officedocument.", StringComparison.OrdinalIgnoreCase) ? declared.ToLowerInvariant()
            : "application/zip";
    }

    // A type of which the bytes show nothing is only a claim: no picture, and nothing that a browser would run.
    private static string Declared(string type) =>
        type.StartsWith("audio/", StringComparison.Ordinal) || type.StartsWith("video/", StringComparison.Ordinal)
        || type is "text/plain" or "text/csv" or "text/calendar" or "message/rfc822" or "application/rtf" or "text/rtf" or "application/msword"
            ? type
            : Unknown;
}
