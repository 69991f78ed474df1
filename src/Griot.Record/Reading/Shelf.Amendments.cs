namespace Griot.Record;

public sealed partial class Shelf
{
    /// <summary>
    /// What providers corrected and took back, newest first. A page looks no further back than <see cref="ILedgerReader.CorrectionReach"/>
    /// entries, and may so hold less than the next one does.
    /// </summary>
    /// <param name="provider">Of one provider, or of all where null.</param>
    /// <param name="before">Only entries below this log index.</param>
    /// <param name="limit">At most so many.</param>
    /// <returns>What was found, and the index that the next page is before; null where there is none.</returns>
    public (IReadOnlyList<Amendment> Found, long? Next) Amendments(string? provider, long before, int limit)
    {
        before = Math.Min(before, ledger.Size);
        var corrections = ledger.Corrections(provider, before, limit + 1);
        var departures = Departures(provider, before, limit + 1);
        // Below what either of them told, the other is not to be told yet.
        var floor = Math.Max(
            corrections.Count > limit ? corrections[^1].Index : Math.Max(0, before - ILedgerReader.CorrectionReach),
            departures.Count > limit ? departures[^1].Entry.Index : 0);
        var found = corrections.Where(entry => entry.Index >= floor).Select(CorrectionOf).OfType<Amendment>()
            .Concat(departures.Where(gone => gone.Entry.Index >= floor).Select(TakenBack).OfType<Amendment>())
            .OrderByDescending(one => one.Entry.Index).ToList();
        if (found.Count > limit) return ([.. found.Take(limit)], found[limit - 1].Entry.Index);
        return (found, floor > 0 ? floor : null);
    }

    private Amendment? CorrectionOf(SealedEntry entry)
    {
        if (entry.Entry is not { Item: { } item, Version: { } version } || Take(item, version) is not { Answer: not Answer.Gone } after) return null;
        var earlier = after.State.Readable.LastOrDefault(known => known.Index < entry.Index)?.Entry.Version;
        var before = earlier is { } number && Take(item, number) is { Answer: not Answer.Gone } known ? known : null;
        return new Amendment { Entry = entry, Provider = after.Provider, After = after, Before = before };
    }

    private static Amendment? TakenBack(Departure gone) =>
        gone is { Provider: { } provider, Item: not null, Version: null, Tombstone.Standing: Standing.Withdrawn or Standing.Canceled or Standing.Withheld }
            ? new Amendment { Entry = gone.Entry, Provider = provider, Departure = gone } : null;
}
