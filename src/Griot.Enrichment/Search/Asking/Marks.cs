namespace Griot.Enrichment.Search;

/// <summary>Where in a text stand the words that are sought. It is cut as it was for the index, so what was found is what is marked.</summary>
internal sealed class Marks
{
    // A phrase may be as long as what can be typed, and its words one and the same.
    private const int MostPlaces = 32;

    private readonly HashSet<(int Start, int End)> spans = [];
    // In order, and only what is sought: whatever else stands in the text, no place of a phrase is at it.
    private readonly List<Cut> cuts;

    internal Marks(string text, WordAnalyzer analyzer, IReadOnlyList<Sought> sought, SoughtForms forms)
    {
        cuts = Cut.Of(text, analyzer, forms);
        foreach (var one in sought) Find(one);
        Spans = Joined();
    }

    /// <summary>In order, none within another.</summary>
    internal IReadOnlyList<(int Start, int End)> Spans { get; }

    private void Find(Sought sought)
    {
        for (var at = 0; at < cuts.Count; at++)
        {
            if (!Walk(sought, at, static (_, _) => { })) continue;
            Walk(sought, at, static (marks, found) => marks.Mark(found));
        }
    }

    // From one word of the phrase to the next; false where one is not at its place.
    private bool Walk(Sought sought, int at, Action<Marks, int> see)
    {
        var found = at;
        for (var i = 0; i < Math.Min(sought.Places.Count, MostPlaces); i++)
        {
            found = Find(sought, i, found, cuts[at].Place + i);
            if (found < 0) return false;
            see(this, found);
        }

        return true;
    }

    // Which of the words at a place is one that is sought there, looked for from some word on.
    private int Find(Sought sought, int one, int from, int place)
    {
        for (var at = from; at < cuts.Count && cuts[at].Place <= place; at++) if (cuts[at].Place == place && IsSought(sought, one, cuts[at].Term)) return at;
        return -1;
    }

    private static bool IsSought(Sought sought, int one, string term) =>
        sought.Prefix is { } prefix && one == sought.Places.Count - 1 ? term.StartsWith(prefix, StringComparison.Ordinal) : sought.Places[one].Contains(term);

    private void Mark(int at) => spans.Add((cuts[at].Start, cuts[at].End));

    // Characters of scripts without spaces stand wall to wall: they are one mark.
    private List<(int Start, int End)> Joined()
    {
        var joined = new List<(int Start, int End)>();
        foreach (var (start, end) in spans.Order())
        {
            if (joined.Count > 0 && start <= joined[^1].End) joined[^1] = (joined[^1].Start, Math.Max(end, joined[^1].End));
            else joined.Add((start, end));
        }

        return joined;
    }
}
