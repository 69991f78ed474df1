using System.Globalization;
using System.Runtime.InteropServices;

namespace Griot.Web;

/// <summary>A colour in sRGB, and how far it stands out from another (WCAG 2.2, relative luminance and contrast ratio).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    internal static readonly Colour Black = new(0, 0, 0);
    internal static readonly Colour White = new(255, 255, 255);

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary><c>#8a3a12</c>; null for anything else.</summary>
    internal static Colour? Parse(string? text) =>
        text is ['#', .. { Length: 6 } digits] && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? new((byte)(number >> 16), (byte)(number >> 8), (byte)number)
            : null;

    /// <summary>From 1, which nobody sees, to 21.</summary>
    internal double Contrast(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>On the way to another colour, of which 255 steps lead there.</summary>
    internal Colour Towards(Colour other, int step)
    {
        return new(Between(Red, other.Red), Between(Green, other.Green), Between(Blue, other.Blue));

        byte Between(byte from, byte to) => (byte)(from + ((to - from) * step / 255));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static double Linear(byte part)
    {
        var share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
