using Griot.Record;

namespace Griot.Site;

/// <summary>Pieces of a list that stand together.</summary>
/// <param name="Shown">Those that are seen at once.</param>
/// <param name="Folded">Those behind them that a reader has to ask for; all of one provider.</param>
public readonly record struct ProviderRun(IReadOnlyList<Rendition> Shown, IReadOnlyList<Rendition> Folded)
{
    /// <summary>So many of one provider may follow each other in a list before the rest of them is folded away.</summary>
    internal const int Longest = 4;

    private const int ShownOfALonger = 3;

    /// <summary>
    /// A list whose order is that of time, so that one provider's batch does not bury the others: nothing changes its place and
    /// nothing is left out. The pieces of all runs, shown and folded, are the list.
    /// </summary>
    internal static IEnumerable<ProviderRun> Of(IReadOnlyList<Rendition> pieces)
    {
        for (int start = 0, end; start < pieces.Count; start = end)
        {
            var provider = pieces[start].Provider.Id;
            for (end = start + 1; end < pieces.Count && pieces[end].Provider.Id == provider; end++) { }
            var shown = end - start > Longest ? start + ShownOfALonger : end;
            yield return new ProviderRun([.. pieces.Take(start..shown)], [.. pieces.Take(shown..end)]);
        }
    }
}
