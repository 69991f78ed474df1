using System.Text;

namespace Griot.Site;

/// <summary>Gathers words of one fate into runs, and what is cut or added between two kept words into one pair.</summary>
internal sealed class RunList(string[] old, string[] now)
{
    private readonly List<Run> runs = [];
    private readonly StringBuilder kept = new();
    private readonly StringBuilder cut = new();
    private readonly StringBuilder added = new();

    /// <summary>As many words that both have. Where the white space behind one differs, that alone is cut and added.</summary>
    internal void Keep(int oldFrom, int nowFrom, int count)
    {
        for (var at = 0; at < count; at++) Keep(old[oldFrom + at], now[nowFrom + at]);
    }

    /// <summary>Words of the earlier text that have gone, and those of the later one that stand in their place.</summary>
    internal void Replace(int oldFrom, int oldTo, int nowFrom, int nowTo)
    {
        if (oldFrom == oldTo && nowFrom == nowTo) return;
        FlushKept();
        Append(cut, old, oldFrom, oldTo);
        Append(added, now, nowFrom, nowTo);
    }

    internal IReadOnlyList<Run> Result()
    {
        FlushKept();
        FlushChanges();
        FlushKept();
        return runs;
    }

    private void Keep(string earlier, string later)
    {
        FlushChanges();
        var same = earlier.AsSpan().CommonPrefixLength(later);
        kept.Append(later, 0, same);
        if (same == earlier.Length && same == later.Length) return;
        FlushKept();
        cut.Append(earlier, same, earlier.Length - same);
        added.Append(later, same, later.Length - same);
    }

    private static void Append(StringBuilder text, string[] words, int from, int to)
    {
        for (var at = from; at < to; at++) text.Append(words[at]);
    }

    private void FlushKept() => Flush(Fate.Kept, kept);

    // The white space behind both is no part of the change: an end of a paragraph between what went and what came would part the sentence.
    private void FlushChanges()
    {
        var gap = 0;
        while (gap < cut.Length && gap < added.Length && cut[^(gap + 1)] == added[^(gap + 1)] && Tokens.IsGap(cut[^(gap + 1)])) gap++;
        var behind = cut.ToString(cut.Length - gap, gap);
        cut.Length -= gap;
        added.Length -= gap;
        Flush(Fate.Cut, cut);
        Flush(Fate.Added, added);
        kept.Append(behind);
    }

    private void Flush(Fate fate, StringBuilder text)
    {
        if (text.Length == 0) return;
        runs.Add(new Run(fate, text.ToString()));
        text.Clear();
    }
}
