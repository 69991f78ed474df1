using SkiaSharp;

namespace Griot.Media.Cage;

/// <summary>
/// A picture drawn anew: upright, in sRGB, in the sizes that a page asks for, and without anything that stood beside its pixels,
/// such as where it was taken (M05). Of an animation the first frame.
/// </summary>
internal static class PictureWork
{
    private const int Quality = 70;

    // A phone, and a desk or a phone with a sharp screen.
    private static readonly int[] Widths = [640, 1280];

    internal static Made Make(byte[] file)
    {
        if (PictureHeader.Read(file) is not { } header) throw new InvalidDataException("no picture that is shown");
        if (header.Refusal is { } refusal) throw new InvalidDataException(refusal);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException("no picture");
        // The decoder sees what the header said, or it is not to be asked.
        if (new PictureHeader(codec.Info.Width, codec.Info.Height).Refusal is { } other) throw new InvalidDataException(other);
        using var upright = Upright(codec);
        return new Made { Pictures = [.. SizesOf(upright.Width).Select(width => Sized(upright, width))] };
    }

    // One that is hardly smaller than the next is no help.
    private static IEnumerable<int> SizesOf(int width) => width <= Widths[^1] ? [.. Widths.Where(size => size * 5 < width * 4), width] : Widths;

    private static SKBitmap Upright(SKCodec codec)
    {
        var decoded = Decoded(codec);
        var isTurned = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        if (codec.EncodedOrigin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default) return decoded;
        using (decoded)
        {
            var turned = new SKBitmap(new SKImageInfo(isTurned ? decoded.Height : decoded.Width, isTurned ? decoded.Width : decoded.Height, decoded.ColorType, decoded.AlphaType));
            using var canvas = new SKCanvas(turned);
            canvas.SetMatrix(MatrixOf(codec.EncodedOrigin, decoded.Width, decoded.Height));
            canvas.DrawBitmap(decoded, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
            return turned;
        }
    }

    // A JPEG is decoded to an eighth, a quarter or a half where that is enough: memory and time shrink with it.
    private static SKBitmap Decoded(SKCodec codec)
    {
        var shorter = Math.Min(codec.Info.Width, codec.Info.Height);
        var size = codec.GetScaledDimensions(Math.Min(1f, (float)Widths[^1] / Math.Max(1, shorter)));
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) is SKCodecResult.Success or SKCodecResult.IncompleteInput) return bitmap;
        bitmap.Dispose();
        throw new InvalidDataException("its pixels can't be read");
    }

    // Exif 2.32, 4.6.4, tag 0x0112: what the camera's top and left are in the picture.
    private static SKMatrix MatrixOf(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static MadePicture Sized(SKBitmap picture, int width)
    {
        var height = Math.Max(1, (int)Math.Round((double)picture.Height * width / picture.Width));
        using var small = new SKBitmap(new SKImageInfo(width, height, picture.ColorType, picture.AlphaType));
        // Without a colour space nothing is written of one.
        using var plain = new SKPixmap(new SKImageInfo(picture.Width, picture.Height, picture.ColorType, picture.AlphaType), picture.GetPixels(), picture.RowBytes);
        using var target = small.PeekPixels();
        if (!plain.ScalePixels(target, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear))) throw new InvalidDataException("it can't be made smaller");
        using var encoded = target.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality)) ?? throw new InvalidDataException("it can't be written");
        return new MadePicture(width, height, encoded.ToArray());
    }
}
