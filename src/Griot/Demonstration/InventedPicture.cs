using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Griot.Demonstration;

/// <summary>
/// The invented photographs of the invented providers: a sky, a sun, hills and water, drawn from the name alone, as PNG (ISO/IEC
/// 15948). The repository holds no pictures.
/// </summary>
internal static class InventedPicture
{
    private const int Width = 1440;
    private const int Height = 900;
    private const int Horizon = 560;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>The same bytes for the same name, always.</summary>
    internal static byte[] Draw(string name)
    {
        var traits = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        using var png = new MemoryStream();
        png.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2); // bits a sample; red, green and blue
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, Packed(traits));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Packed(byte[] traits)
    {
        using var packed = new MemoryStream();
        using (var pixels = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            var row = new byte[1 + (Width * 3)]; // each row begins with its filter: none
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++) (row[1 + (x * 3)], row[2 + (x * 3)], row[3 + (x * 3)]) = Colour(traits, x, y);
                pixels.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static (byte Red, byte Green, byte Blue) Colour(byte[] traits, int x, int y)
    {
        for (var hill = 2; hill >= 0; hill--)
            if (y < Horizon && y > Crest(traits, hill, x)) return Shade(traits, 60 + (hill * 25), 78 + (hill * 22), 66 + (hill * 28));
        var (across, down) = (x - (Width * (64 + (traits[0] / 2)) / 256), y - 150 - (traits[1] / 2));
        if (y < Horizon && (across * across) + (down * down) < 55 * 55) return (252, 236, 200);
        var depth = y < Horizon ? y * 100 / Horizon : (Height - y) * 70 / (Height - Horizon);
        return Shade(traits, 110 + depth, 140 + (depth * 7 / 10), y < Horizon ? 190 - (depth * 3 / 10) : 150);
    }

    private static double Crest(byte[] traits, int hill, int x) =>
        Horizon - 60 - (hill * 55) - (45 * Math.Sin((x / (150.0 + traits[2 + hill])) + traits[5 + hill])) - (18 * Math.Sin((x / 61.0) + traits[8 + hill]));

    private static (byte, byte, byte) Shade(byte[] traits, int red, int green, int blue) =>
        (Bounded(red + (traits[11] / 8)), Bounded(green + (traits[12] / 10)), Bounded(blue + (traits[13] / 9) - 10));

    private static byte Bounded(int value) => (byte)Math.Clamp(value, 0, 255);

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Sum(Sum(uint.MaxValue, type), data));
        png.Write(number);
    }

    // CRC-32 of ISO 3309, bit by bit: it is a demonstration.
    private static uint Sum(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        return sum;
    }
}
