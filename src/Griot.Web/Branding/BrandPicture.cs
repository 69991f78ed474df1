using System.Buffers.Binary;

namespace Griot.Web;

/// <summary>A picture of the house's own: a logo or an icon, PNG or SVG, told by its content and not by its name.</summary>
public sealed class BrandPicture
{
    /// <summary>Every page asks for it: what is larger belongs redrawn.</summary>
    private const int MostBytes = 64 * 1024;

    private static ReadOnlySpan<byte> PngMark => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private BrandPicture(byte[] bytes, bool isSvg, double width, double height)
    {
        (IsSvg, Ratio) = (isSvg, width / height);
        File = LastingFile.Picture(bytes, isSvg ? "svg" : "png", isSvg ? "image/svg+xml" : "image/png");
    }

    internal bool IsSvg { get; }

    internal LastingFile File { get; }

    private double Ratio { get; }

    /// <summary>The picture, or what is wrong with it in words for whoever set it.</summary>
    public static (BrandPicture? Picture, string? Fault) Read(byte[] bytes)
    {
        if (bytes.Length > MostBytes) return (null, $"it has {bytes.Length} bytes, and every reader would load them: {MostBytes} at most");
        if (bytes.AsSpan().StartsWith(PngMark)) return Png(bytes);
        return SvgDrawing.Read(bytes) switch
        {
            { Fault: { } fault } => (null, fault),
            var drawing => (new BrandPicture(bytes, isSvg: true, drawing.Width, drawing.Height), null),
        };
    }

    /// <summary>How wide it stands at a height, in pixels.</summary>
    internal int WidthAt(int height) => Math.Max(1, (int)Math.Round(height * Ratio));

    // Width and height stand at fixed places of the first chunk.
    private static (BrandPicture?, string?) Png(byte[] bytes)
    {
        if (bytes.Length < 33) return (null, "it is a PNG that breaks off");
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(20)));
        return width is 0 or > 4096 || height is 0 or > 4096
            ? (null, $"it is {width} x {height} pixels: from 1 to 4096 are wanted")
            : (new BrandPicture(bytes, isSvg: false, width, height), null);
    }
}
