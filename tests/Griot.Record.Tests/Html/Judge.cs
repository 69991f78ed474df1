using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

/// <summary>Judges the sanitiser's work from outside: its own list, its own walk, another parser setting.</summary>
internal static class Judge
{
    private static readonly HashSet<string> Hidden = [.. "script style template iframe object noscript select textarea title svg math xmp noembed noframes".Split(' ')];

    private static readonly HashSet<string> Elements = [..
        ("a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var "
        + "p h1 h2 h3 h4 h5 h6 pre blockquote aside address figure figcaption div ul ol li dl dt dd "
        + "table caption thead tbody tfoot tr th td br wbr hr img").Split(' ')];

    private static readonly HashSet<string> Attributes = [..
        "href src alt width height cite title datetime value start reversed type colspan rowspan scope lang dir".Split(' ')];

    /// <summary>Everything that must hold of the result of <paramref name="html"/>; returns the markup.</summary>
    public static string Holds(string html, string? baseAddress = "https://paper.example/news/1.html")
    {
        var address = baseAddress is null ? null : new Uri(baseAddress);
        var result = SafeHtml.Sanitise(html, address);
        Assert.Equal(SafeHtmlRefusal.None, result.Refusal);
        Assert.Equal(result.Html, SafeHtml.Sanitise(result.Html, address).Html);
        Assert.Equal(result.Html, SafeHtml.Sanitise(result.Html, null).Html);
        HasOnlyWhatIsAllowed(Parse(result.Html, scripting: false));
        HasOnlyWhatIsAllowed(Parse(result.Html, scripting: true));
        Assert.Equal(Words(html), Bare(VisibleText.Of(result.Html)));
        Assert.Equal(Words(html), Bare(VisibleText.Of(html)));
        return result.Html;
    }

    public static IElement Parse(string html, bool scripting) =>
        new HtmlParser(new HtmlParserOptions { IsScripting = scripting }).ParseDocument("<!doctype html><body>" + html).Body!;

    private static void HasOnlyWhatIsAllowed(IElement body)
    {
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.Equal("http://www.w3.org/1999/xhtml", element.NamespaceUri);
            foreach (var attribute in element.Attributes) IsAllowed(attribute);
        }
    }

    private static void IsAllowed(IAttr attribute)
    {
        Assert.Contains(attribute.Name, Attributes);
        if (attribute.Name is not ("href" or "src" or "cite")) return;
        Assert.Matches("^(?i:https?://[^/\\\\]|mailto:)", attribute.Value);
        Assert.DoesNotContain(attribute.Value, char.IsControl);
    }

    /// <summary>The characters of <paramref name="html"/> that are shown, white space and controls aside.</summary>
    public static string Words(string html) =>
        Bare(ShownText(new HtmlParser(default, BrowsingContext.New(ForeignElements.Configuration)).ParseDocument("<!doctype html><body>" + AsBrowsersReadIt(html)).Body!));

    // This parser puts a sentence of its own in place of isindex; to a browser it is any unknown element. And it ends at
    // U+FFFF, behind which a browser reads on. What it hides behind formulas and drawings a browser's own parser judges, in H03.
    private static string AsBrowsersReadIt(string html) => html.Replace("isindex", "x-index", StringComparison.OrdinalIgnoreCase).Replace('\uFFFF', '\uFFFD');

    private static string ShownText(INode node) => node switch
    {
        IText text => text.Data,
        IElement element when Hidden.Contains(element.LocalName) => "",
        _ => string.Concat(node.ChildNodes.Select(ShownText)),
    };

    private static string Bare(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => rune.Value is '\u00A0' || rune.Value >= 0x20)
        .Where(rune => rune.Value is not ' ')
        .Select(rune => rune.Value == 0xFFFF ? "\uFFFD" : rune.ToString()));
}
