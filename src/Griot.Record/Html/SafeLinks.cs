using System.Net;

namespace Griot.Record.Html;

/// <summary>The links of markup that <see cref="SafeHtml.Sanitise"/> wrote, and of nothing else: it takes no parser.</summary>
public static class SafeLinks
{
    private const string Start = "<a ", End = "</a>", Address = "href=\"";

    /// <summary>Of each, in order, where it leads and what a reader sees of it.</summary>
    public static IEnumerable<(string Address, string Text)> Of(string safeHtml)
    {
        ArgumentNullException.ThrowIfNull(safeHtml);
        for (var at = safeHtml.IndexOf(Start, StringComparison.Ordinal); at >= 0; at = safeHtml.IndexOf(Start, at, StringComparison.Ordinal))
        {
            // Values never hold ">", and no link stands in another.
            var tag = safeHtml[at..safeHtml.IndexOf('>', at)];
            var text = at + tag.Length + 1;
            at = safeHtml.IndexOf(End, text, StringComparison.Ordinal);
            if (tag.IndexOf(Address, StringComparison.Ordinal) is >= 0 and var value)
                yield return (WebUtility.HtmlDecode(tag[(value + Address.Length)..tag.IndexOf('"', value + Address.Length)]), VisibleText.OfSafe(safeHtml[text..at]));
        }
    }
}
