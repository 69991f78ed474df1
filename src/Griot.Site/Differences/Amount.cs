namespace Griot.Site;

/// <summary>How much of a text was added and cut: in words, or in characters where the text has no spaces between its words.</summary>
/// <param name="Added">Words; one that only lost or won a comma is the same word.</param>
/// <param name="Cut">The same.</param>
/// <param name="InCharacters">True where most of them are characters of a script without spaces.</param>
/// <param name="OnlySigns">True where nothing but signs and spaces differs.</param>
internal readonly record struct Amount(int Added, int Cut, bool InCharacters, bool OnlySigns)
{
    internal bool IsAny => Added > 0 || Cut > 0 || OnlySigns;

    internal static Amount Of(IReadOnlyList<Run> runs)
    {
        var (added, cut, unspaced) = (0, 0, 0);
        foreach (var (gone, came) in Places(runs))
        {
            var (first, last) = Common(gone, came);
            added += came.Count - first - last;
            cut += gone.Count - first - last;
            unspaced += gone.Concat(came).Count(word => Tokens.IsUnspaced(word, 0));
        }

        return new Amount(added, cut, unspaced > 0 && unspaced * 2 > added + cut, added + cut == 0 && runs.Any(run => run.Fate != Fate.Kept));
    }

    // What stands between two kept runs: the words that went, and those that came in their place.
    private static IEnumerable<(List<string> Gone, List<string> Came)> Places(IReadOnlyList<Run> runs)
    {
        var (gone, came) = (new List<string>(), new List<string>());
        foreach (var run in runs)
        {
            if (run.Fate != Fate.Kept)
            {
                (run.Fate == Fate.Cut ? gone : came).AddRange(Tokens.Of(run.Text).Select(Tokens.WithoutSigns).Where(word => word.Length > 0));
                continue;
            }

            yield return (gone, came);
            (gone, came) = ([], []);
        }

        yield return (gone, came);
    }

    private static (int First, int Last) Common(List<string> gone, List<string> came)
    {
        var (first, last, most) = (0, 0, Math.Min(gone.Count, came.Count));
        while (first < most && gone[first] == came[first]) first++;
        while (last < most - first && gone[^(last + 1)] == came[^(last + 1)]) last++;
        return (first, last);
    }
}
