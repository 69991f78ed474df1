namespace Griot.Enrichment.Search;

/// <summary>
/// Whether a page that was made of looks into the index would find the same now. While the index stands still that costs nothing; when
/// it has moved, each look is done once more.
/// </summary>
internal sealed class TranslationDoubt(SearchIndex index, long seen, IReadOnlyList<NameLook> asked)
{
    private readonly bool isOfNobody = asked.All(look => look.Field == IndexFields.Original && look.Found.Count == 0);
    private long sure = seen;

    /// <summary>
    /// The same as far as it takes no search. Most pieces are named by nobody and name nobody: that the first is still so is a look into
    /// memory, once somebody else has read the names of a part that is new.
    /// </summary>
    internal bool IsSettled() => index.Turn == Interlocked.Read(ref sure) || (isOfNobody && AreNamesRead() && Holds());

    private bool AreNamesRead()
    {
        using var view = index.View();
        return view is null || OriginalNames.AreRead(view.Reader);
    }

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
