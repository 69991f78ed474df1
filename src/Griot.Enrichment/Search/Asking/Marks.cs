namespace Griot.Enrichment.Search;

/// <summary>Where in a text stand the words that are sought. It is cut as it was for the index, so what was found is what is marked.</summary>
internal sealed class Marks
{
    private readonly HashSet<(int Start, int End)> spans = [];
    private readonly List<Cut> cuts;

    internal Marks(string text, WordAnalyzer analyzer, IReadOnlyList<Sought> sought)
    {
        cuts = Cut.Of(text, analyzer);
        for (var first = 0; first < cuts.Count; first++)
            foreach (var one in sought) Find(one, first);
        Spans = spans.Count == 0 ? [] : Joined();
    }

    /// <summary>In order, none within another.</summary>
    internal IReadOnlyList<(int Start, int End)> Spans { get; }

    private void Find(Sought sought, int first)
    {
        if (sought.Prefix is { } prefix ? cuts[first].Term.StartsWith(prefix, StringComparison.Ordinal) : sought.Places[0].Contains(cuts[first].Term) && IsFrom(sought, first))
            Mark(first, sought.Prefix is null ? sought.Places.Count : 1);
    }

    // The first word is at its place; the others follow, each in one of its forms.
    private bool IsFrom(Sought sought, int first)
    {
        var at = first;
        for (var i = 1; i < sought.Places.Count; i++)
        {
            var place = cuts[first].Place + i;
            while (at < cuts.Count && (cuts[at].Place < place || (cuts[at].Place == place && !sought.Places[i].Contains(cuts[at].Term)))) at++;
            if (at == cuts.Count || cuts[at].Place != place) return false;
        }

        return true;
    }

    private void Mark(int first, int length)
    {
        var (place, marked) = (cuts[first].Place, -1);
        for (var at = first; at < cuts.Count && cuts[at].Place < place + length; at++)
        {
            if (cuts[at].Place == marked) continue;
            marked = cuts[at].Place;
            spans.Add((cuts[at].Start, cuts[at].End));
        }
    }

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
