using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml;
using System.Xml.Linq;

namespace Griot.Web;

/// <summary>
/// The size of an SVG file that only draws. One that holds a script, a handler or somebody else's address is not taken: it is
/// served as an image in a sandbox, where none of that works, and whoever drew it should hear of it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SvgDrawing(double Width, double Height, string? Fault)
{
    private static readonly string[] Active = ["script", "foreignObject", "iframe", "handler", "listener"];

    // Of one side by the other.
    private const double Longest = 20;

    internal static SvgDrawing Read(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return XDocument.Load(reader).Root is { Name.LocalName: "svg" } root ? Of(root) : Wrong("it is neither PNG nor SVG");
        }
        catch (XmlException fault)
        {
            return Wrong($"it is neither PNG nor readable SVG ({fault.Message})");
        }
    }

    private static SvgDrawing Of(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            if (Active.Contains(element.Name.LocalName)) return Wrong($"it holds <{element.Name.LocalName}>; a logo only draws: save it as a plain SVG");
            if (element.Attributes().FirstOrDefault(IsActive) is { } attribute) return Wrong($"it holds {attribute.Name.LocalName}=\"{attribute.Value}\"; a logo runs nothing and points nowhere: save it as a plain SVG");
        }

        if ((Box(root) ?? Size(root)) is not var (width, height) || width <= 0 || height <= 0) return Wrong("it says neither viewBox nor width and height, so nobody knows its shape");
        return width / height is > 1 / Longest and < Longest ? new SvgDrawing(width, height, null) : Wrong($"it is more than {Longest:0} times as long as it is wide or high: nobody would see what it shows");
    }

    private static bool IsActive(XAttribute attribute) => !attribute.IsNamespaceDeclaration
        && (attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)
            || (attribute.Name.LocalName == "href" && !attribute.Value.StartsWith('#') && !attribute.Value.StartsWith("data:image/png", StringComparison.Ordinal)));

    private static (double, double)? Box(XElement root) =>
        root.Attribute("viewBox")?.Value.Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries) is [_, _, var width, var height] ? (Number(width), Number(height)) : null;

    private static (double, double)? Size(XElement root) =>
        root.Attribute("width") is { } width && root.Attribute("height") is { } height ? (Number(width.Value), Number(height.Value)) : null;

    // Only the shape counts: both have the same unit, whichever.
    private static double Number(string text) =>
        double.TryParse(text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyz"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static SvgDrawing Wrong(string fault) => new(0, 0, fault);
}
