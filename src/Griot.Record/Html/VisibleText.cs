using AngleSharp.Dom;

namespace Griot.Record.Html;

/// <summary>What a reader sees of a delivered fragment, as plain text.</summary>
public static class VisibleText
{
    /// <summary>
    /// The text of <paramref name="html"/> without the elements that are never shown. White space is collapsed as HTML
    /// does; blocks are parted by a blank line, list items and table rows by a line end, cells by a space. No-break
    /// spaces, joiners and every other character stay; texts in place of pictures do not count.
    /// </summary>
    /// <returns>The text; empty for a fragment that <see cref="SafeHtml.Sanitise"/> refuses.</returns>
    public static string Of(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return Fragment.Read(html).Body is { } body ? Of(body) : "";
    }

    /// <summary>What a reader sees of a text of a record: markup by its content type, and else the text itself.</summary>
    public static string Of(TextValue text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return DisplayText.Clean(text.ContentType is { } type && type.Contains("html", StringComparison.OrdinalIgnoreCase) ? Of(text.Value) : text.Value);
    }

    /// <summary>The same of markup that <see cref="SafeHtml.Sanitise"/> wrote, and of nothing else: it takes no parser.</summary>
    public static string OfSafe(string safeHtml)
    {
        ArgumentNullException.ThrowIfNull(safeHtml);
        return SafeText.Of(safeHtml);
    }

    /// <summary>
    /// What of such markup is its running text, for whoever shows the beginning of it: without figures and their captions, without
    /// what heads a table. All of the text where nothing else is there.
    /// </summary>
    public static string ProseOfSafe(string safeHtml)
    {
        ArgumentNullException.ThrowIfNull(safeHtml);
        return SafeText.Of(safeHtml, isProse: true) is { Length: > 0 } prose ? prose : SafeText.Of(safeHtml);
    }

    /// <summary>
    /// The beginning of <paramref name="text"/>, at most <paramref name="maxCharacters"/> UTF-16 units long, cut where a
    /// word ends; in scripts without spaces, or in a word longer than that, between two characters as readers count them
    /// (UAX 29). No character is changed or added.
    /// </summary>
    public static string Excerpt(string text, int maxCharacters)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= maxCharacters ? text : text[..ExcerptLength(text, maxCharacters)];
    }

    /// <summary>How long <see cref="Excerpt"/> is.</summary>
    public static int ExcerptLength(ReadOnlySpan<char> text, int maxCharacters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxCharacters);
        return text.Length <= maxCharacters ? text.Length : ExcerptCut.Of(text, maxCharacters);
    }

    internal static string Of(IElement root)
    {
        var text = new TextLines();
        if (PlainText.IsPlain(root))
        {
            foreach (var paragraph in PlainText.Paragraphs(root.TextContent))
            {
                text.Write(Markup.Clean(paragraph), verbatim: false);
                text.Part(2);
            }

            return text.ToString();
        }

        Walk(root, text);
        return text.ToString();
    }

    private static void Walk(IElement root, TextLines text)
    {
        var path = new Stack<(IElement Element, int Next, bool Verbatim)>();
        path.Push((root, 0, false));
        while (path.TryPop(out var level))
        {
            if (level.Next == level.Element.ChildNodes.Length)
            {
                Edge(level.Element, text);
                continue;
            }

            path.Push(level with { Next = level.Next + 1 });
            var node = level.Element.ChildNodes[level.Next];
            if (node is IText words) text.Write(Markup.Clean(words.Data), level.Verbatim);
            else if (node is IElement { LocalName: "br" }) text.EndLine();
            else if (node is IElement element && ElementRules.Of(element).Role != Role.Hidden)
            {
                Edge(element, text);
                path.Push((element, 0, level.Verbatim || ElementRules.Of(element).Tag == "pre"));
            }
        }
    }

    // What the beginning and the end of an element part.
    private static void Edge(IElement element, TextLines text)
    {
        var (role, tag) = ElementRules.Of(element);
        if (tag is "td" or "th") text.Space();
        else if (tag is "li" or "dt" or "dd" or "tr" or "thead" or "tbody" or "tfoot" or "caption" or "figcaption") text.Part(1);
        else if (role is Role.Divider or Role.Leaf or Role.Container or Role.Rule) text.Part(2);
    }
}
