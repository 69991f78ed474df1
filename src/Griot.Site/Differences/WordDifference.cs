using System.Runtime.InteropServices;

namespace Griot.Site;

/// <summary>What became of a run of words from one version to the next.</summary>
public enum Fate { Kept, Added, Cut }

/// <summary>A run of words with one fate; the runs in order, without the cut ones, are the later text, and without the added ones the earlier, to the letter.</summary>
public sealed record Run(Fate Fate, string Text);

/// <summary>
/// The difference between two texts by words, after Myers (1986). Work and memory are bounded: where more than
/// <see cref="MostChanges"/> words differ, whole paragraphs are compared first, and words only within those that stand in each
/// other's place; where too much differs for that too, it is said to be replaced from its first different word to its last.
/// </summary>
internal sealed class WordDifference
{
    internal const int MostChanges = 600;

    // Of all that is looked for within paragraphs.
    private const int MostOfOne = 200;
    private const int Least = 10;

    private readonly string[] old;
    private readonly string[] now;
    private readonly int[] oldWords;
    private readonly int[] nowWords;
    private readonly RunList runs;
    private int changesLeft = MostChanges;

    private WordDifference(string before, string after)
    {
        (old, now) = (Tokens.Of(before), Tokens.Of(after));
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        (oldWords, nowWords) = (Numbers(known, old), Numbers(known, now));
        runs = new RunList(old, now);
    }

    internal static IReadOnlyList<Run> Of(string before, string after) => new WordDifference(before, after).Compare();

    private IReadOnlyList<Run> Compare()
    {
        var head = oldWords.AsSpan().CommonPrefixLength(nowWords);
        var tail = CommonTail(oldWords.AsSpan(head), nowWords.AsSpan(head));
        runs.Keep(0, 0, head);
        Middle(head..(old.Length - tail), head..(now.Length - tail));
        runs.Keep(old.Length - tail, now.Length - tail, tail);
        return runs.Result();
    }

    private void Middle(Range earlier, Range later)
    {
        if (IsOneEmpty(earlier, later)) Replace(earlier, later);
        else if (EditScript.Find(oldWords.AsSpan(earlier), nowWords.AsSpan(later), MostChanges) is { } kept) Apply(kept, earlier, later);
        else Paragraphs(earlier, later);
    }

    private void Apply(IReadOnlyList<(int Old, int Now)> kept, Range earlier, Range later)
    {
        var (i, j) = (earlier.Start.Value, later.Start.Value);
        foreach (var (oldAt, nowAt) in kept)
        {
            var (x, y) = (earlier.Start.Value + oldAt, later.Start.Value + nowAt);
            runs.Replace(i, x, j, y);
            runs.Keep(x, y, 1);
            (i, j) = (x + 1, y + 1);
        }

        Replace(i..earlier.End.Value, j..later.End.Value);
    }

    private void Paragraphs(Range earlier, Range later)
    {
        var (before, after) = (Tokens.Paragraphs(old, earlier), Tokens.Paragraphs(now, later));
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = EditScript.Find(Numbers(known, before.ConvertAll(range => string.Concat(old[range]))), Numbers(known, after.ConvertAll(range => string.Concat(now[range]))), MostChanges);
        var (i, j) = (earlier.Start.Value, later.Start.Value);
        foreach (var (oldAt, nowAt) in kept ?? [])
        {
            Within(i..before[oldAt].Start.Value, j..after[nowAt].Start.Value);
            runs.Keep(before[oldAt].Start.Value, after[nowAt].Start.Value, Length(after[nowAt]));
            (i, j) = (before[oldAt].End.Value, after[nowAt].End.Value);
        }

        Within(i..earlier.End.Value, j..later.End.Value);
    }

    // Each costs as much as was looked for, and all of them together no more than one text does.
    private void Within(Range earlier, Range later)
    {
        var most = Math.Min(changesLeft, MostOfOne);
        var kept = IsOneEmpty(earlier, later) ? null : EditScript.Find(oldWords.AsSpan(earlier), nowWords.AsSpan(later), most);
        if (kept is null) Replace(earlier, later);
        else Apply(kept, earlier, later);
        var cost = kept is null ? most : Math.Max(Least, Length(earlier) + Length(later) - 2 * kept.Count);
        if (!IsOneEmpty(earlier, later)) changesLeft = Math.Max(0, changesLeft - cost);
    }

    private void Replace(Range earlier, Range later) => runs.Replace(earlier.Start.Value, earlier.End.Value, later.Start.Value, later.End.Value);

    // Nothing can be kept where one of them is empty.
    private static bool IsOneEmpty(Range earlier, Range later) => Length(earlier) == 0 || Length(later) == 0;

    private static int Length(Range range) => range.End.Value - range.Start.Value;

    private static int CommonTail(ReadOnlySpan<int> old, ReadOnlySpan<int> now)
    {
        var length = 0;
        while (length < old.Length && length < now.Length && old[^(length + 1)] == now[^(length + 1)]) length++;
        return length;
    }

    // The same word, whatever white space stands behind it, has the same number.
    private static int[] Numbers(Dictionary<string, int> known, IReadOnlyList<string> pieces)
    {
        var numbers = new int[pieces.Count];
        for (var at = 0; at < numbers.Length; at++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(known, Tokens.Bare(pieces[at]), out var isKnown);
            if (!isKnown) number = known.Count;
            numbers[at] = number;
        }

        return numbers;
    }
}
