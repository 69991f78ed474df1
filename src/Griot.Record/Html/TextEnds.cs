using System.Text.RegularExpressions;

namespace Griot.Record.Html;

/// <summary>
/// The ends of pieces of text in markup that <see cref="SafeHtml"/> wrote: of paragraphs, headings and preformatted text, of cells, and of
/// items of lists. Something that is no text may stand at any of them, without parting words that belong together.
/// </summary>
public static partial class TextEnds
{
    /// <summary>True where the end tag of such an element is one.</summary>
    internal static bool Is(string tag) => IsInside(tag) || tag is "p" or "pre" or ['h', >= '1' and <= '6'];

    /// <summary>The markup before each of these places, and behind the last: put together again it is the whole. Places are ends counted
    /// from the start, in order; 0 is the start, and what lies behind the last end is the last end.</summary>
    public static IReadOnlyList<string> Part(string html, IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(places);
        if (places.Count == 0) return [html];
        int[] ends = [0, .. End().Matches(html).Select(end => IsInside(end.Groups["tag"].Value) ? end.Index : end.Index + end.Length)];
        int[] cuts = [0, .. places.Select(place => ends[Math.Clamp(place, 0, ends.Length - 1)]), html.Length];
        return [.. cuts.Zip(cuts.Skip(1), (from, to) => html[from..to])];
    }

    // Behind the end of a cell nothing may stand but another cell.
    internal static bool IsInside(string tag) => tag is "td" or "th" or "li" or "dd" or "dt";

    // Angle brackets in text and values are written as references: what looks like an end tag is one.
    [GeneratedRegex("</(?<tag>p|pre|h[1-6]|td|th|li|dd|dt)>", RegexOptions.NonBacktracking)]
    private static partial Regex End();
}
