using AngleSharp.Dom;

namespace Griot.Record.Html;

/// <summary>
/// Reads the pictures of a fragment with the caption and credit of their figures. A picture of at most one pixel a
/// side is a beacon: it is neither shown nor listed, so nothing ever fetches it.
/// </summary>
internal sealed class PictureReader
{
    private readonly List<Picture> _found = [];
    private readonly Dictionary<IElement, (string? Caption, string? Credit)> _figures = [];

    public IReadOnlyList<Picture> Found => _found;

    /// <summary>False for a beacon.</summary>
    public bool Read(IElement image, string address)
    {
        if (Beacon.Is(image)) return false;
        var (caption, credit) = FigureOf(image) is { } figure ? Words(figure) : default;
        _found.Add(new(address, Markup.Clean(image.GetAttribute("alt") ?? ""), caption, credit));
        return true;
    }

    private static IElement? FigureOf(IElement image)
    {
        var element = image.ParentElement;
        while (element is not null && element.LocalName != "figure") element = element.ParentElement;
        return element;
    }

    // Once for each figure, however many pictures it holds.
    private (string?, string?) Words(IElement figure)
    {
        if (_figures.TryGetValue(figure, out var known)) return known;
        var caption = First(figure, element => element.LocalName == "figcaption");
        var credit = First(figure, IsCredit);
        return _figures[figure] = (TextOf(caption), TextOf(credit));
    }

    private static string? TextOf(IElement? element) => element is not null && VisibleText.Of(element) is { Length: > 0 } text ? text : null;

    private static IElement? First(IElement figure, Func<IElement, bool> wanted)
    {
        foreach (var node in figure.GetDescendants())
            if (node is IElement element && wanted(element)) return element;
        return null;
    }

    private static bool IsCredit(IElement element) =>
        element.GetAttribute("itemprop") is "creditText" or "copyrightHolder" or "copyrightNotice"
        || (element.GetAttribute("class") is { } names && names.Split(' ').Any(name => name.Contains("credit", StringComparison.OrdinalIgnoreCase)));
}
