using System.Globalization;

namespace Griot.Web;

/// <summary>
/// The house's own colour: of links, buttons, the banner and the ring around what has the focus. It has to be legible on every
/// ground of a page, in light and in dark (WCAG 2.2 AA: 4.5 to 1); one that is not would shut readers out, and is not taken.
/// </summary>
public static class Accent
{
    private const double Least = 4.5;

    // The grounds of the sheet, --paper and --wash: a test holds that they are these.
    internal static readonly Colour[] Light = [new(0xff, 0xfd, 0xf9), new(0xf6, 0xf0, 0xe4)];
    internal static readonly Colour[] Dark = [new(0x17, 0x15, 0x12), new(0x22, 0x1f, 0x19)];

    /// <summary>What is wrong with a colour, in words for whoever set it, with one that would do; null where nothing is.</summary>
    public static string? FaultOf(string text, bool onDark)
    {
        if (Colour.Parse(text) is not { } colour) return "a colour is wanted such as #8a3a12";
        var contrast = Contrast(colour, onDark);
        return contrast >= Least ? null : string.Create(CultureInfo.InvariantCulture,
            $"on the {(onDark ? "dark" : "light")} pages its contrast is {Math.Floor(contrast * 100) / 100:0.00} to 1, and readers need 4.5 (WCAG 2.2 AA); the nearest that works is {Nearest(text, onDark)}");
    }

    /// <summary>The colour itself where it is legible, else the first legible one on its way to black, or on dark pages to white.</summary>
    public static string Nearest(string text, bool onDark)
    {
        var colour = Colour.Parse(text) ?? throw new ArgumentException("no colour", nameof(text));
        var end = onDark ? Colour.White : Colour.Black;
        return Enumerable.Range(0, 256).Select(step => colour.Towards(end, step)).First(tried => Contrast(tried, onDark) >= Least).ToString();
    }

    /// <summary>Lines for the end of the sheet.</summary>
    internal static string Rules(string light, string dark) =>
        $":root{{--mark:{light};--link:{light}}}@media screen and (prefers-color-scheme:dark){{:root{{--mark:{dark};--link:{dark}}}}}\n";

    private static double Contrast(Colour colour, bool onDark) => (onDark ? Dark : Light).Min(ground => ground.Contrast(colour));
}
