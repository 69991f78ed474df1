namespace Griot.Enrichment.Search;

/// <summary>
/// Whether a page that was made of looks into the index would find the same now. While the index stands still that costs nothing; when
/// it has moved, each look is done once more.
/// </summary>
internal sealed class TranslationDoubt(SearchIndex index, long seen, IReadOnlyList<NameLook> asked)
{
    private readonly bool isOfNobody = asked.All(look => look.Found.Count == 0);
    private long sure = seen;

    /// <summary>
    /// The same as far as it takes no search. Most pieces are named by nobody: that this is still so is a look into the lists of names,
    /// some of a tenth of a millisecond, and nothing else is read.
    /// </summary>
    internal bool IsSettled() => isOfNobody ? Holds() : index.Turn == Interlocked.Read(ref sure);

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
