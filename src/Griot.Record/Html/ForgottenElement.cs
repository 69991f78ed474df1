using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Griot.Record.Html;

/// <summary>
/// The parser writes a sentence of its own in place of <c>isindex</c>, as HTML 4 had it; no browser does, and no word may
/// stand under a provider's name that it did not deliver. So the tag is parted by characters that stand nowhere in the
/// fragment, which makes it a tag that nobody knows; where it was no tag but text, they are taken out again.
/// </summary>
internal static partial class ForgottenElement
{
    private const char Mark = '\uE000';

    /// <summary>The fragment with its tags parted, and what parts them; an empty text where there is none.</summary>
    public static (string Html, string Parting) Part(string html)
    {
        if (!html.Contains("isindex", StringComparison.OrdinalIgnoreCase)) return (html, "");
        var parting = new string(Mark, LongestRun(html) + 1);
        return (Tag().Replace(html, tag => tag.Value[..^"sindex".Length] + parting + tag.Value[^"sindex".Length..]), parting);
    }

    public static void Join(INode body, string parting)
    {
        if (parting.Length == 0) return;
        foreach (var node in body.Descendants())
        {
            if (node is IText text && text.Data.Contains(parting, StringComparison.Ordinal)) text.Data = text.Data.Replace(parting, "", StringComparison.Ordinal);
            else if (node is IElement element) Join(element, parting);
        }
    }

    private static void Join(IElement element, string parting)
    {
        foreach (var attribute in element.Attributes)
            if (attribute.Value.Contains(parting, StringComparison.Ordinal)) attribute.Value = attribute.Value.Replace(parting, "", StringComparison.Ordinal);
    }

    private static int LongestRun(string html)
    {
        var (longest, run) = (0, 0);
        foreach (var c in html)
        {
            run = c == Mark ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    [GeneratedRegex("</?isindex", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
