using System.Diagnostics;
using System.IO.Compression;

namespace Griot.Web;

/// <summary>How pages are pressed together.</summary>
internal static class Compression
{
    /// <summary>The quality of brotli for a page that is made for one reader and let go: a fifth of the time of <see cref="AtOnce"/> (decision 47).</summary>
    internal const int ForOne = 1;

    /// <summary>The quality of brotli for a page that a reader waits for.</summary>
    internal const int AtOnce = 5;

    /// <summary>The quality where nobody waits.</summary>
    internal const int AtLeisure = 11;

    private const int Window = 22;

    internal static byte[] Brotli(ReadOnlySpan<byte> plain, int quality)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        if (!BrotliEncoder.TryCompress(plain, room, out var written, quality, Window)) throw new UnreachableException("The room is as large as it can become.");
        return room[..written];
    }

    internal static byte[] Gzip(ReadOnlySpan<byte> plain)
    {
        using var bytes = new MemoryStream();
        using (var stream = new GZipStream(bytes, CompressionLevel.Optimal)) stream.Write(plain);
        return bytes.ToArray();
    }

    /// <summary>What was compressed by <see cref="Brotli"/>.</summary>
    internal static byte[] Plain(ReadOnlySpan<byte> brotli, int length)
    {
        var plain = new byte[length];
        if (!BrotliDecoder.TryDecompress(brotli, plain, out var written) || written != length) throw new InvalidDataException("A kept page can't be read.");
        return plain;
    }
}
