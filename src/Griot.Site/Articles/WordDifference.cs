namespace Griot.Site;

/// <summary>What became of a run of words from one version to the next.</summary>
internal enum Fate { Kept, Added, Cut }

/// <summary>A run of words with one fate; the runs in order, without the cut ones, are the later text.</summary>
internal sealed record Run(Fate Fate, string Text);

/// <summary>
/// The difference between two texts by words, after Myers (1986). Work and memory are bounded: two texts that have more
/// than <see cref="MostChanges"/> words that differ are said to be replaced from their first different word to their last.
/// </summary>
internal static class WordDifference
{
    internal const int MostChanges = 600;

    internal static IReadOnlyList<Run> Of(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var (oldWords, nowWords) = (Bare(old), Bare(now));
        var head = oldWords.AsSpan().CommonPrefixLength(nowWords);
        var tail = CommonTail(oldWords.AsSpan(head), nowWords.AsSpan(head));
        var runs = new RunList(old, now);
        runs.Keep(0, head);
        Middle(oldWords.AsSpan(0, oldWords.Length - tail), nowWords.AsSpan(0, nowWords.Length - tail), head, runs);
        runs.Keep(now.Length - tail, now.Length);
        return runs.Result();
    }

    private static void Middle(ReadOnlySpan<string> old, ReadOnlySpan<string> now, int head, RunList runs)
    {
        var (i, j) = (head, head);
        if (i < old.Length && j < now.Length && EditScript.Find(old[i..], now[j..], MostChanges) is { } kept)
        {
            foreach (var (oldAt, nowAt) in kept)
            {
                runs.Replace(i, head + oldAt, j, head + nowAt);
                runs.Keep(head + nowAt, head + nowAt + 1);
                (i, j) = (head + oldAt + 1, head + nowAt + 1);
            }
        }

        runs.Replace(i, old.Length, j, now.Length);
    }

    private static int CommonTail(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var length = 0;
        while (length < old.Length && length < now.Length && old[^(length + 1)] == now[^(length + 1)]) length++;
        return length;
    }

    private static string[] Bare(string[] words) => Array.ConvertAll(words, word => word.TrimEnd(' ', '\n', '\t', '\r'));

    // Each word carries the white space behind it, so that the runs put together are the text again.
    private static string[] Words(string text)
    {
        var words = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !IsGap(text[end])) end++;
            while (end < text.Length && IsGap(text[end])) end++;
            words.Add(text[start..end]);
            start = end;
        }

        return [.. words];
    }

    // A no-break space belongs to its word: replacing one is a change that readers are shown.
    internal static bool IsGap(char letter) => letter is ' ' or '\n' or '\t' or '\r';
}
