using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Griot.Record.Html;

/// <summary>What an element of a delivery is for the page.</summary>
internal enum Role
{
    /// <summary>Its tag is not shown, its content is; it parts nothing.</summary>
    Transparent,

    /// <summary>Kept, within a paragraph.</summary>
    Inline,

    /// <summary>Its tag is not shown, but it parts what stands before and after it.</summary>
    Divider,

    /// <summary>Kept, holds inline content only: p, headings, pre.</summary>
    Leaf,

    /// <summary>Kept, holds blocks or inline content.</summary>
    Container,

    Break,
    WordBreak,
    Rule,
    Picture,

    /// <summary>Not shown, with all that it holds.</summary>
    Hidden,
}

/// <summary>The list of elements, and where those that depend on their parents may stand.</summary>
internal static class ElementRules
{
    private static readonly FrozenDictionary<string, (Role Role, string Tag)> Rules = new[]
    {
        Kept(Role.Inline, "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small strong sub sup time u var"),
        [("strike", (Role.Inline, "s")), ("acronym", (Role.Inline, "abbr"))],
        Kept(Role.Leaf, "p h1 h2 h3 h4 h5 h6 pre"),
        [("listing", (Role.Leaf, "pre")), ("plaintext", (Role.Leaf, "pre"))],
        Kept(Role.Container, "blockquote aside address figure figcaption ul ol li dl dt dd table caption thead tbody tfoot tr th td"),
        [("menu", (Role.Container, "ul")), ("dir", (Role.Container, "ul"))],
        Kept(Role.Divider, "div section article header footer main nav search center hgroup details summary dialog form fieldset legend marquee option optgroup"),
        [("br", (Role.Break, "br")), ("wbr", (Role.WordBreak, "wbr")), ("hr", (Role.Rule, "hr")), ("img", (Role.Picture, "img"))],
        Kept(Role.Hidden, "script style template iframe object noscript select textarea title xmp noembed noframes svg math"),
    }.SelectMany(rules => rules).ToFrozenDictionary(rule => rule.Item1, rule => rule.Item2, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Parents = new Dictionary<string, string[]>
    {
        ["li"] = ["ul", "ol"],
        ["dt"] = ["dl"],
        ["dd"] = ["dl"],
        ["figcaption"] = ["figure"],
        ["caption"] = ["table"],
        ["thead"] = ["table"],
        ["tbody"] = ["table"],
        ["tfoot"] = ["table"],
        ["tr"] = ["thead", "tbody", "tfoot"],
        ["td"] = ["tr"],
        ["th"] = ["tr"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Foreign content (SVG, MathML) is hidden under whatever name; an unknown element is transparent.</summary>
    public static (Role Role, string Tag) Of(IElement element) =>
        element.NamespaceUri != NamespaceNames.HtmlUri ? (Role.Hidden, "") :
        Rules.TryGetValue(element.LocalName, out var rule) ? rule : (Role.Transparent, "");

    /// <summary>False for an item outside its list or a cell outside its row: a parser would move it.</summary>
    public static bool MayStandIn(string tag, string? parent) =>
        !Parents.TryGetValue(tag, out var parents) || (parent is not null && parents.Contains(parent));

    /// <summary>True where bare text gets a paragraph of its own; elsewhere it stands as delivered.</summary>
    public static bool WrapsText(string? container) => container is null or "div" or "ul" or "ol" or "dl";

    /// <summary>Elements that must stand even when empty, or the cells after them would move.</summary>
    public static bool StandsEmpty(string tag) => tag is "td" or "th";

    private static (string, (Role, string))[] Kept(Role role, string names) =>
        [.. names.Split(' ').Select(name => (name, (role, name)))];
}
