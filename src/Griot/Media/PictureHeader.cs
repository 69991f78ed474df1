using System.Buffers.Binary;

namespace Griot.Media;

/// <summary>
/// What a picture says of its size before a byte of it is decoded (M06): width, height, frames. Read by hand, in time that
/// grows with the number of its blocks alone, since a decoder is what a bomb is made for.
/// </summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Frames">One, or those of an animation.</param>
internal sealed record PictureHeader(int Width, int Height, int Frames = 1)
{
    /// <summary>A camera's picture has 12 to 50 million pixels. More than this would not fit into the cage.</summary>
    private const long MostPixels = 60_000_000;

    private const int LongestSide = 20_000;
    private const int MostFrames = 500;

    /// <summary>Why it is not decoded; null where it may be.</summary>
    internal string? Refusal =>
        Width <= 0 || Height <= 0 ? "it has no size"
        : Width > LongestSide || Height > LongestSide || (long)Width * Height > MostPixels ? $"{Width} × {Height} pixels are too many"
        : Frames > MostFrames ? "it has more than 500 frames"
        : null;

    /// <summary>The header; null where the bytes have none of a picture that is shown.</summary>
    internal static PictureHeader? Read(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => Jpeg(bytes),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] => Png(bytes),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => Gif(bytes),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => Webp(bytes),
        _ => null,
    };

    private static PictureHeader? Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 <= bytes.Length;)
        {
            if (bytes[at] != 0xFF) return null;
            var marker = bytes[at + 1];
            if (marker == 0xFF) at++;
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) return new PictureHeader(Big(bytes, at + 7), Big(bytes, at + 5));
            else if (marker is 0x01 or (>= 0xD0 and <= 0xD8)) at += 2;
            else if (Big(bytes, at + 2) is >= 2 and var length) at += 2 + length;
            else return null;
        }

        return null;
    }

    private static PictureHeader? Png(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 33 || !bytes[12..16].SequenceEqual("IHDR"u8)) return null;
        var head = new PictureHeader(Size(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..])), Size(BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])));
        for (long at = 8; at + 12 <= bytes.Length;)
        {
            var chunk = bytes[(int)at..];
            if (chunk[4..8].SequenceEqual("acTL"u8)) return head with { Frames = Size(BinaryPrimitives.ReadUInt32BigEndian(chunk[8..])) };
            if (chunk[4..8].SequenceEqual("IDAT"u8)) break;
            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }

        return head;
    }

    private static PictureHeader? Gif(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 13) return null;
        var (width, height, frames, at) = (Little(bytes, 6), Little(bytes, 8), 0, 13 + TableOf(bytes[10]));
        while (at + 1 < bytes.Length && bytes[at] != 0x3B)
        {
            if (bytes[at] == 0x21) at += 2;
            else if (bytes[at] != 0x2C || at + 10 >= bytes.Length || ++frames > MostFrames) break;
            else
            {
                (width, height) = (Math.Max(width, Little(bytes, at + 5)), Math.Max(height, Little(bytes, at + 7)));
                at += 11 + TableOf(bytes[at + 9]);
            }

            while (at < bytes.Length && bytes[at] != 0) at += 1 + bytes[at];
            at++;
        }

        return new PictureHeader(width, height, Math.Max(1, frames));
    }

    private static int TableOf(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static PictureHeader? Webp(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30) return null;
        if (bytes[12..16].SequenceEqual("VP8 "u8)) return new PictureHeader(Little(bytes, 26) & 0x3FFF, Little(bytes, 28) & 0x3FFF);
        if (bytes[12..16].SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
            return new PictureHeader((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        return bytes[12..16].SequenceEqual("VP8X"u8) ? new PictureHeader(Little24(bytes, 24) + 1, Little24(bytes, 27) + 1, FramesOfWebp(bytes)) : null;
    }

    private static int FramesOfWebp(ReadOnlySpan<byte> bytes)
    {
        var frames = 0;
        for (long at = 12; at + 8 <= bytes.Length && frames <= MostFrames;)
        {
            var chunk = bytes[(int)at..];
            if (chunk[..4].SequenceEqual("ANMF"u8)) frames++;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            at += 8L + length + (length & 1);
        }

        return Math.Max(1, frames);
    }

    private static int Size(uint size) => size > int.MaxValue ? int.MaxValue : (int)size;

    private static int Big(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static int Little(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static int Little24(ReadOnlySpan<byte> bytes, int at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}
