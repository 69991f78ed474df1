namespace Griot.Enrichment.Search;

/// <summary>
/// Whether a page that was made of looks into the index would find the same now. While the index stands still that costs nothing; when
/// it has moved, each look is done once more.
/// </summary>
internal sealed class TranslationDoubt(SearchIndex index, long seen, IReadOnlyList<NameLook> asked)
{
    private long sure = seen;

    internal bool Holds()
    {
        var now = index.Turn;
        if (now == Interlocked.Read(ref sure)) return true;
        using var view = index.View();
        foreach (var look in asked) if (!look.IsSameIn(view)) return false;
        Interlocked.Exchange(ref sure, now);
        return true;
    }
}
