using System.Buffers;
using System.IO.Compression;

namespace Griot.Net;

/// <summary>What came of decoding a body: the bytes, or the code of a failure.</summary>
internal readonly record struct Decoded(byte[]? Bytes, string? Fault)
{
    public static readonly Decoded TooLarge = new(null, "too-large");
    public static readonly Decoded Bad = new(null, "bad-encoding");
}

/// <summary>
/// Content codings (RFC 9110, section 8.4.1), undone here and not by the handler, so that the bytes are counted on both
/// sides: 841 bytes of brotli can be half a gigabyte. Never more than one piece beyond the limit is made.
/// </summary>
internal static class ContentCoding
{
    public const string Accepted = "gzip, br, deflate";

    /// <summary>
    /// Without this switch of the runtime a gzip stream that was cut off reads as a shorter one, and half a document as a
    /// whole. It counts if set before the process's first use of a decompressor, so it is set when the way out is built.
    /// </summary>
    public static void RequireWholeStreams() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", isEnabled: true);

    /// <summary>Undoes the coding named in Content-Encoding; more than one, or one not asked for, is a fault.</summary>
    public static Decoded Decode(string? coding, byte[] body, long mostBytes)
    {
        var names = Names(coding);
        if (body.Length == 0 || names is []) return new(body, null);
        return names is [var name] ? DecodeOne(name, body, mostBytes) : Decoded.Bad;
    }

    /// <summary>
    /// The beginning of a body, of which there may be no more: as much as can be decoded of it. Nothing where the coding is
    /// not one of ours.
    /// </summary>
    public static byte[] DecodeStart(string? coding, byte[] body, int mostBytes)
    {
        var start = Names(coding) switch
        {
            [] => body,
            ["gzip" or "x-gzip"] => InflateStart(new GZipStream(new MemoryStream(body), CompressionMode.Decompress), mostBytes),
            ["br"] => UnbrotliStart(body, mostBytes),
            ["deflate"] => InflateStart(IsZlib(body) ? new ZLibStream(new MemoryStream(body), CompressionMode.Decompress) : new DeflateStream(new MemoryStream(body), CompressionMode.Decompress), mostBytes),
            _ => [],
        };
        return start.Length > mostBytes ? start[..mostBytes] : start;
    }

    private static List<string> Names(string? coding) =>
    [
        .. (coding ?? "").ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name != "identity"),
    ];

    private static Decoded DecodeOne(string name, byte[] body, long mostBytes) => name switch
    {
        "gzip" or "x-gzip" => Inflate(new GZipStream(new MemoryStream(body), CompressionMode.Decompress), mostBytes),
        "br" => Unbrotli(body, mostBytes),
        "deflate" when IsZlib(body) => Inflate(new ZLibStream(new MemoryStream(body), CompressionMode.Decompress), mostBytes),
        "deflate" => Inflate(new DeflateStream(new MemoryStream(body), CompressionMode.Decompress), mostBytes),
        _ => Decoded.Bad,
    };

    /// <summary>RFC 1950, section 2.2. Some servers send raw deflate where zlib is meant.</summary>
    private static bool IsZlib(byte[] body) => body.Length > 1 && (body[0] & 0x0f) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;

    // Nothing is read but memory: what is thrown as a fault of reading is zlib's word for a body that asks for a dictionary.
    private static Decoded Inflate(Stream decoder, long mostBytes)
    {
        using (decoder)
        {
            var all = new BodyBuffer();
            try
            {
                while (decoder.Read(all.Free().Span) is > 0 and var read)
                {
                    all.Advance(read);
                    if (all.Length > mostBytes) return Decoded.TooLarge;
                }
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException)
            {
                return Decoded.Bad;
            }

            return all.Length > 0 ? new(all.ToArray(), null) : Decoded.Bad;
        }
    }

    private static Decoded Unbrotli(ReadOnlySpan<byte> body, long mostBytes)
    {
        using var decoder = new BrotliDecoder();
        var all = new BodyBuffer();
        while (true)
        {
            var status = decoder.Decompress(body, all.Free().Span, out var consumed, out var written);
            all.Advance(written);
            body = body[consumed..];
            if (all.Length > mostBytes) return Decoded.TooLarge;
            if (status == OperationStatus.Done) return body.IsEmpty ? new(all.ToArray(), null) : Decoded.Bad;
            if (status != OperationStatus.DestinationTooSmall) return Decoded.Bad;
        }
    }

    private static byte[] InflateStart(Stream decoder, int mostBytes)
    {
        var start = new BodyBuffer();
        using (decoder)
        {
            try
            {
                while (start.Length < mostBytes && decoder.Read(start.Free().Span) is > 0 and var read) start.Advance(read);
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException)
            {
                return start.ToArray();
            }
        }

        return start.ToArray();
    }

    private static byte[] UnbrotliStart(ReadOnlySpan<byte> body, int mostBytes)
    {
        using var decoder = new BrotliDecoder();
        var start = new BodyBuffer();
        OperationStatus status;
        do
        {
            status = decoder.Decompress(body, start.Free().Span, out var consumed, out var written);
            start.Advance(written);
            body = body[consumed..];
        }
        while (status == OperationStatus.DestinationTooSmall && start.Length < mostBytes);
        return start.ToArray();
    }
}
