namespace Griot.Record;

public sealed partial class Shelf
{
    /// <summary>What was taken from the public, newest first. Of what the public could never read, nothing is told.</summary>
    /// <param name="provider">Of one provider, or of all where null.</param>
    /// <param name="before">Only entries below this log index: the last one's index is the cursor of the next page.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<Departure> Departures(string? provider, long before, int limit)
    {
        var taken = new List<Departure>(limit);
        while (taken.Count < limit)
        {
            var entries = ledger.Departures(provider, before, limit);
            taken.AddRange(entries.Select(DepartureOf).OfType<Departure>().Take(limit - taken.Count));
            if (entries.Count < limit) break;
            before = entries[^1].Index;
        }

        return taken;
    }

    private Departure? DepartureOf(SealedEntry entry)
    {
        var card = entry.Entry.Provider is { } provider ? ledger.Card(provider) : null;
        if (entry.Entry.Item is not { } item)
            return entry.Entry.Kind != EntryKind.Removal ? null : new Departure { Entry = entry, Provider = card, Tombstone = TombstoneOf(Standing.Removed, entry), IsBack = false };
        var history = ledger.History(item);
        if (Left(history, entry) is not { } standing || ItemState.Fold(history) is not { } now) return null;
        var isBack = now.Standing == Standing.Visible;
        // While something else keeps the piece from the public, what was said of it earlier is not repeated.
        var isTold = isBack || entry.Index == now.Cause?.Index || entry.Entry.Kind is EntryKind.Hold or EntryKind.Removal;
        return new Departure { Entry = entry, Provider = card, Tombstone = isTold ? TombstoneOf(standing, entry) : new Tombstone(standing, entry, null, null), IsBack = isBack };
    }

    // How the item left the public by this entry; null where the public had nothing of it.
    private static Standing? Left(IReadOnlyList<SealedEntry> history, SealedEntry entry)
    {
        if (ItemState.Fold([.. history.TakeWhile(earlier => earlier.Index < entry.Index)]) is not { WasPublic: true } before) return null;
        return entry.Entry switch
        {
            { Kind: EntryKind.Removal, Version: { } version } when before.Versions.Any(known => known.Entry.Version == version && known.Entry.Status == PubStatus.Embargoed && !before.Released.ContainsKey(version)) => null,
            { Kind: EntryKind.Removal } => Standing.Removed,
            { Kind: EntryKind.Hold } => Standing.Held,
            { Kind: EntryKind.Expiry } => Standing.Expired,
            { Kind: EntryKind.Withdrawal } => Standing.Withdrawn,
            { Kind.IsVersion: true, Status: PubStatus.Canceled } => Standing.Canceled,
            { Kind.IsVersion: true, Status: PubStatus.Withheld } => Standing.Withheld,
            _ => null,
        };
    }
}
