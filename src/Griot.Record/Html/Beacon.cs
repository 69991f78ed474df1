using System.Globalization;
using AngleSharp.Dom;

namespace Griot.Record.Html;

/// <summary>Tells a tracking pixel by the size that its markup gives it.</summary>
internal static class Beacon
{
    public static bool Is(IElement image) =>
        IsTiny(image.GetAttribute("width")) || IsTiny(image.GetAttribute("height")) || StyleIsTiny(image.GetAttribute("style"));

    private static bool StyleIsTiny(string? style)
    {
        foreach (var declaration in (style ?? "").Split(';'))
        {
            var colon = declaration.IndexOf(':');
            if (colon < 0) continue;
            if (declaration.AsSpan(0, colon).Trim() is var name && IsSide(name) && IsTiny(declaration[(colon + 1)..])) return true;
        }

        return false;
    }

    private static bool IsSide(ReadOnlySpan<char> name) =>
        name.Equals("width", StringComparison.OrdinalIgnoreCase) || name.Equals("height", StringComparison.OrdinalIgnoreCase)
        || name.Equals("max-width", StringComparison.OrdinalIgnoreCase) || name.Equals("max-height", StringComparison.OrdinalIgnoreCase);

    // A number of at most one, alone or in pixels; any other unit may be large.
    private static bool IsTiny(string? size)
    {
        var value = size.AsSpan().Trim();
        if (value.EndsWith("!important", StringComparison.OrdinalIgnoreCase)) value = value[..^"!important".Length].TrimEnd();
        if (value.EndsWith("px", StringComparison.OrdinalIgnoreCase)) value = value[..^2].TrimEnd();
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number <= 1;
    }
}
