namespace Griot.Enrichment.Search;

/// <summary>Where in a text stand the words that are sought. It is cut as it was for the index, so what was found is what is marked.</summary>
internal sealed class Marks
{
    private readonly HashSet<(int Start, int End)> spans = [];
    private readonly List<Cut> cuts;
    private readonly ILookup<int, Cut> byPlace;

    internal Marks(string text, WordAnalyzer analyzer, IReadOnlyList<Sought> sought)
    {
        cuts = Cut.Of(text, analyzer);
        byPlace = cuts.ToLookup(cut => cut.Place);
        foreach (var one in sought) Find(one);
        Spans = Joined();
    }

    /// <summary>In order, none within another.</summary>
    internal IReadOnlyList<(int Start, int End)> Spans { get; }

    private void Find(Sought sought)
    {
        foreach (var cut in cuts)
        {
            if (sought.Prefix is { } prefix ? cut.Term.StartsWith(prefix, StringComparison.Ordinal) : IsAt(sought, cut.Place)) Mark(cut.Place, sought.Prefix is null ? sought.Places.Count : 1);
        }
    }

    private bool IsAt(Sought sought, int place)
    {
        for (var i = 0; i < sought.Places.Count; i++)
            if (!byPlace[place + i].Any(cut => sought.Places[i].Contains(cut.Term))) return false;
        return true;
    }

    private void Mark(int place, int length)
    {
        for (var i = 0; i < length; i++)
            if (byPlace[place + i].FirstOrDefault() is { End: > 0 } cut) spans.Add((cut.Start, cut.End));
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
