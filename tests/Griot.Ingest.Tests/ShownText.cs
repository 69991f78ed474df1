using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Griot.Ingest.Tests;

/// <summary>What a reader sees of markup, by a walk of its own: the judge of what the house makes of it.</summary>
internal static class ShownText
{
    private static readonly HashSet<string> NeverShown =
        [.. "script style template iframe object noscript select textarea title svg math xmp noembed noframes".Split(' ')];

    public static bool IsNeverShown(string element) => NeverShown.Contains(element);

    public static IElement Parse(string html) => new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;

    /// <summary>The characters shown, white space and controls aside.</summary>
    public static string Of(string html) => Bare(Walk(Parse(html)));

    public static string Bare(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => rune.Value == 0xA0 || (!System.Text.Rune.IsWhiteSpace(rune) && !System.Text.Rune.IsControl(rune)))
        .Select(rune => rune.ToString()));

    private static string Walk(INode node) => node switch
    {
        IText text => text.Data,
        IElement element when NeverShown.Contains(element.LocalName) => "",
        _ => string.Concat(node.ChildNodes.Select(Walk)),
    };
}
