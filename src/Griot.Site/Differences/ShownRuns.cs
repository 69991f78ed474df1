using System.Text;

namespace Griot.Site;

/// <summary>
/// How much of a difference one page shows, all its parts together: two versions of a book that have nothing in common would be a page
/// twice as heavy, and nobody reads it. Each run stands whole or not at all; both versions have their own pages.
/// </summary>
internal sealed class ShownRuns
{
    private const int MostBytes = 500_000;

    // The element around a run, and the word for those who listen.
    private const int Markup = 100;

    private int room = MostBytes;

    /// <summary>True once something had no room.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>The first runs of a part, as far as there is room.</summary>
    internal IReadOnlyList<Run> Of(IReadOnlyList<Run> runs)
    {
        for (var at = 0; at < runs.Count; at++)
        {
            room -= Markup + Encoding.UTF8.GetByteCount(DifferenceRuns.Shown(runs[at], runs));
            if (IsCut || room < 0)
            {
                IsCut = true;
                return [.. runs.Take(at)];
            }
        }

        return runs;
    }
}
