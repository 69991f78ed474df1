namespace Griot.Record;

/// <summary>Lists of pieces, in the orders that the log gives.</summary>
public sealed partial class Shelf
{
    // A page must not take long because much was embargoed, held or said again: what is passed over costs about as much as what is
    // shown.
    private const int MostPassed = 2000;

    /// <summary>What the public sees, newest arrival first; embargoed and held pieces are passed over.</summary>
    /// <param name="provider">Of one provider, or of all where null.</param>
    /// <param name="before">Only arrivals below this log index: the cursor of the next page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="tombstones">Whether what has gone stands in the list too.</param>
    public IReadOnlyList<Rendition> Latest(string? provider, long before, int limit, bool tombstones) =>
        Pick(ledger.Arrivals, provider, before, limit, tombstones, withText: false, ArrivalOf, int.MaxValue, out _);

    /// <summary>The same for a page: where very much was passed over, fewer, and the cursor for the rest.</summary>
    /// <param name="provider">Of one provider, or of all where null.</param>
    /// <param name="before">Only arrivals below this log index.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="tombstones">Whether what has gone stands in the list too.</param>
    /// <param name="onward">Below this log index it goes on; null where the list ended, or has as many as were wanted.</param>
    public IReadOnlyList<Rendition> Latest(string? provider, long before, int limit, bool tombstones, out long? onward) =>
        Pick(ledger.Arrivals, provider, before, limit, tombstones, withText: false, ArrivalOf, MostPassed, out onward);

    /// <summary>
    /// Items in the order of their newest change, newest first, tombstones among them, with their texts: what a feed
    /// carries; what is lost is left out, since nobody has taken it back. The cursor for the next page is the index of the last one's <see cref="ItemState.Changed"/>.
    /// </summary>
    public IReadOnlyList<Rendition> LatestChanges(string? provider, long before, int limit) =>
        LatestChanges(provider, before, limit, int.MaxValue, out _);

    /// <summary>The same for a page: where very much was passed over, fewer, and in <paramref name="onward"/> the cursor for the rest.</summary>
    public IReadOnlyList<Rendition> LatestChanges(string? provider, long before, int limit, out long? onward) => LatestChanges(provider, before, limit, MostPassed, out onward);

    /// <summary>The same without what an import brought long after its day: what whoever looks in now and then has to see.</summary>
    public IReadOnlyList<Rendition> LatestNews(string? provider, int limit) => LatestNews(provider, limit, out _);

    /// <summary>The same; where very much was passed over, fewer, and in <paramref name="onward"/> the cursor for the rest.</summary>
    public IReadOnlyList<Rendition> LatestNews(string? provider, int limit, out long? onward) =>
        Pick(ledger.News, provider, long.MaxValue, limit, tombstones: true, withText: true, state => state.Changed.Index, MostPassed, out onward);

    /// <summary>What imports of archives brought, by the providers' own dates, newest first, tombstones among it.</summary>
    /// <param name="provider">Of one provider, or of all where null.</param>
    /// <param name="before">The place of the last one that was shown.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<(Rendition Piece, ArchivePlace Place)> FromArchive(string? provider, ArchivePlace before, int limit)
    {
        var taken = new List<(Rendition, ArchivePlace)>(limit);
        while (ledger.Archived(provider, before, limit) is { Count: > 0 } entries)
        {
            foreach (var (entry, place) in entries)
            {
                if (taken.Count == limit) return taken;
                before = place;
                if (ItemState.Fold(ledger.History(entry.Entry.Item!)) is { } state && ArrivalOf(state) == entry.Index && Take(state, version: null, withText: false) is { } piece) taken.Add((piece with { Dated = place.Date }, place));
            }
        }

        return taken;
    }

    /// <summary>
    /// The items that came before the public within a stretch of the log, newest first, as they stand now: tombstones among
    /// them, and without what is lost. An item belongs to one stretch for ever.
    /// </summary>
    /// <param name="provider">Of one provider, or of all where null.</param>
    /// <param name="end">The log index that the stretch ends before.</param>
    /// <param name="length">Entries about items in it.</param>
    /// <returns>The items, and the log index with which the stretch begins.</returns>
    public (IReadOnlyList<Rendition> Items, long Begin) Arrived(string? provider, long end, int length)
    {
        var entries = ledger.Changes(provider, end, length);
        return ([.. entries.Select(ArrivedAt).OfType<Rendition>()], entries.Count == 0 ? end : entries[^1].Index);
    }

    /// <summary>The entry that first brought an item before the public.</summary>
    public long ArrivalOf(ItemState state)
    {
        var first = state.Versions[0];
        if (first.Entry.Status == PubStatus.Usable) return first.Index;
        return ledger.History(state.Item).FirstOrDefault(entry => entry.Entry.Kind == EntryKind.Release)?.Index ?? first.Index;
    }

    private Rendition? ArrivedAt(SealedEntry entry)
    {
        if (ItemState.Fold(ledger.History(entry.Entry.Item!)) is not { Told: [var first, ..] } state || first.Index != entry.Index) return null;
        return Take(state, version: null, withText: true) is { } rendition && rendition.Tombstone?.Standing != Standing.Lost ? rendition : null;
    }

    private List<Rendition> LatestChanges(string? provider, long before, int limit, int most, out long? onward) =>
        Pick(ledger.Changes, provider, before, limit, tombstones: true, withText: true, state => state.Changed.Index, most, out onward);

    // Each item is taken at one place of the log only, named by placeOf, however many of its entries are passed.
    private List<Rendition> Pick(
        Func<string?, long, int, IReadOnlyList<SealedEntry>> read, string? provider, long before, int limit, bool tombstones, bool withText,
        Func<ItemState, long> placeOf, int most, out long? onward)
    {
        var taken = new List<Rendition>(limit);
        // An item of many versions is passed many times; where its place is, is looked up once.
        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var passed = 0; passed < most;)
        {
            var entries = read(provider, before, limit);
            foreach (var entry in entries)
            {
                if (taken.Count == limit) break;
                passed++;
                before = entry.Index;
                if (places.TryGetValue(entry.Entry.Item!, out var place) && place != entry.Index) continue;
                if (ItemState.Fold(ledger.History(entry.Entry.Item!)) is not { } state || (places[state.Item] = placeOf(state)) != entry.Index) continue;
                if (Take(state, version: null, withText) is { } rendition && (rendition.Answer != Answer.Gone || (tombstones && (!withText || rendition.Tombstone?.Standing != Standing.Lost)))) taken.Add(rendition);
            }

            onward = null;
            if (taken.Count == limit || entries.Count < limit) return taken;
        }

        onward = before;
        return taken;
    }
}
