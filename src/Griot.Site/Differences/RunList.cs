using System.Text;

namespace Griot.Site;

/// <summary>Gathers words of one fate into runs, and what is cut or added between two kept words into one pair.</summary>
internal sealed class RunList(string[] old, string[] now)
{
    private readonly List<Run> runs = [];
    private readonly StringBuilder kept = new();
    private readonly StringBuilder cut = new();
    private readonly StringBuilder added = new();

    /// <summary>Words of the later text that both have.</summary>
    internal void Keep(int from, int to)
    {
        if (from == to) return;
        FlushChanges();
        Append(kept, now, from, to);
    }

    /// <summary>Words of the earlier text that have gone, and those of the later one that stand in their place.</summary>
    internal void Replace(int oldFrom, int oldTo, int nowFrom, int nowTo)
    {
        if (oldFrom == oldTo && nowFrom == nowTo) return;
        // The later text ends here, and so its last word has no space that could part it from what was cut.
        if (kept.Length > 0 && !Tokens.IsGap(kept[^1]) && oldFrom < oldTo) cut.Append(' ');
        FlushKept();
        Append(cut, old, oldFrom, oldTo);
        Append(added, now, nowFrom, nowTo);
    }

    internal IReadOnlyList<Run> Result()
    {
        FlushKept();
        FlushChanges();
        return runs;
    }

    private static void Append(StringBuilder text, string[] words, int from, int to)
    {
        for (var at = from; at < to; at++) text.Append(words[at]);
    }

    private void FlushKept() => Flush(Fate.Kept, kept);

    private void FlushChanges()
    {
        Flush(Fate.Cut, cut);
        Flush(Fate.Added, added);
    }

    private void Flush(Fate fate, StringBuilder text)
    {
        if (text.Length == 0) return;
        runs.Add(new Run(fate, text.ToString()));
        text.Clear();
    }
}
