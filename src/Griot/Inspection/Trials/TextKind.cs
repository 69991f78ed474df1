using System.Text.RegularExpressions;

namespace Griot.Inspection.Trials;

/// <summary>Whether a feed brings whole texts or their beginnings. A hint from length and endings, no more. Pure.</summary>
/// <param name="MedianLength">Letters of the middle text.</param>
/// <param name="ReadOn">Texts that end with an invitation to read on elsewhere.</param>
/// <param name="Empty">Items without any text.</param>
/// <param name="Kind"><c>full</c>, <c>excerpts</c> where half of them invite to read on, <c>short</c> where the middle one is, or <c>none</c>.</param>
internal sealed partial record TextKind(int MedianLength, int ReadOn, int Empty, string Kind)
{
    private const int LongestEnd = 300;
    private const int Short = 400;

    internal static TextKind Of(IReadOnlyList<TrialItem> items)
    {
        var texts = items.Where(item => item.Item is not null).Select(item => item.Text.Trim()).ToList();
        if (texts.Count == 0) return new TextKind(0, 0, 0, "none");
        var lengths = texts.ConvertAll(text => text.Length);
        lengths.Sort();
        var median = lengths[lengths.Count / 2];
        var readOn = texts.Count(text => text.Length > 0 && End().IsMatch(text.Length > LongestEnd ? text[^LongestEnd..] : text));
        var empty = texts.Count(text => text.Length == 0);
        var kind = median == 0 ? "none" : readOn * 2 >= texts.Count ? "excerpts" : median < Short ? "short" : "full";
        return new TextKind(median, readOn, empty, kind);
    }

    [GeneratedRegex(@"(\[(…|\.\.\.)\]|…|\.\.\.|lire la suite|lire plus|en savoir plus|lire l.article|read more|continue reading|read the full|full story|leia mais|ler mais|continuar a ler|leer más|seguir leyendo|soma zaidi|karanta|اقرأ المزيد|المزيد)[\s\p{P}»›→]*((the post .{1,120} appeared first on|l.article .{1,120} est apparu en premier sur) .{1,80})?\z", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex End();
}
