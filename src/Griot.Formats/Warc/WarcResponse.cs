using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Griot.Formats.Warc;

/// <summary>What a server answered, out of a record: the body as it was meant, after transfer and content coding.</summary>
/// <param name="Status">Of HTTP; 200 for a resource.</param>
/// <param name="ContentType">As the server said it.</param>
/// <param name="Body">Null where it can't be decoded, or is larger than 20 MB.</param>
public sealed record WarcResponse(int Status, string? ContentType, byte[]? Body)
{
    private const int Chunk = 64 * 1024;

    /// <summary>Reads the block of a response or resource; null where it is neither.</summary>
    public static WarcResponse? Of(WarcRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Block is not { } block) return null;
        if (record.Type != "response") return new WarcResponse(200, record.ContentType, block);
        var end = block.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0 || !block.AsSpan().StartsWith("HTTP/"u8)) return null;
        var lines = Encoding.Latin1.GetString(block, 0, end).Split("\r\n");
        if (lines[0].Split(' ') is not [_, { Length: 3 } code, ..] || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)) return null;
        return new WarcResponse(status, Value(lines, "content-type"), BodyOf(block.AsMemory(end + 4), lines));
    }

    private static byte[]? BodyOf(ReadOnlyMemory<byte> raw, string[] lines)
    {
        // Some archivers keep what was on the wire, others what it meant, with the same headers: what can't be undone was not done.
        var body = Value(lines, "transfer-encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true ? Unchunked(raw.Span) ?? raw.ToArray() : raw.ToArray();
        return Value(lines, "content-encoding")?.Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" when body.AsSpan().StartsWith([(byte)0x1F, (byte)0x8B]) => Inflated(new GZipStream(new MemoryStream(body), CompressionMode.Decompress)),
            "deflate" when body is [0x78, ..] => Inflated(new ZLibStream(new MemoryStream(body), CompressionMode.Decompress)),
            "br" => Inflated(new BrotliStream(new MemoryStream(body), CompressionMode.Decompress)) ?? body,
            _ => body,
        };
    }

    // RFC 9112, section 7.1.
    private static byte[]? Unchunked(ReadOnlySpan<byte> raw)
    {
        using var body = new MemoryStream(raw.Length);
        while (raw.IndexOf("\r\n"u8) is >= 0 and var line)
        {
            var digits = Encoding.Latin1.GetString(raw[..line]).Split(';')[0].Trim();
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0) return null;
            raw = raw[(line + 2)..];
            if (size == 0) return body.ToArray();
            if (size > raw.Length - 2) return null;
            body.Write(raw[..size]);
            raw = raw[(size + 2)..];
        }

        return null;
    }

    // One byte more than is taken tells that there is more.
    private static byte[]? Inflated(Stream decoding)
    {
        try
        {
            using (decoding)
            {
                using var body = new MemoryStream();
                var buffer = new byte[Chunk];
                while (body.Length <= Limits.Document && decoding.Read(buffer) is > 0 and var read) body.Write(buffer, 0, read);
                return body.Length > Limits.Document ? null : body.ToArray();
            }
        }
        // The second is what zlib throws at bytes that ask for a dictionary, the third what Brotli throws at bytes that are none.
        catch (Exception fault) when (fault is InvalidDataException or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Value(string[] lines, string name)
    {
        foreach (var line in lines.Skip(1))
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && line[..colon].Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) return line[(colon + 1)..].Trim();
        return null;
    }
}
