namespace Griot.Record;

/// <summary>Lists of pieces, in the orders that the log gives.</summary>
public sealed partial class Shelf
{
    // A page must not take long because much was embargoed, held or said again: what is passed over costs about as much as what is
    // shown.
    private const int MostPassed = 2000;

    private static readonly Bound OfPage = new(MostPassed, long.MaxValue);
    private static readonly Bound Endless = new(int.MaxValue, long.MaxValue);

    /// <summary>An imported date may be any; what is earlier stands here.</summary>
    public static readonly DateTimeOffset Earliest = new(1800, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the public sees, newest arrival first; embargoed and held pieces are passed over.</summary>
    /// <param name="provider">Of one provider, or of all where null.</param>
    /// <param name="before">Only arrivals below this log index: the cursor of the next page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="tombstones">Whether what has gone stands in the list too.</param>
    public IReadOnlyList<Rendition> Latest(string? provider, long before, int limit, bool tombstones) =>
        Pick(ledger.Arrivals, provider, before, limit, tombstones, withText: false, ArrivalOf, Endless, out _);

    /// <summary>The same for a page: where very much was passed over, fewer, and the cursor for the rest.</summary>
    /// <param name="provider">Of one provider, or of all where null.</param>
    /// <param name="before">Only arrivals below this log index.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="tombstones">Whether what has gone stands in the list too.</param>
    /// <param name="onward">Below this log index it goes on; null where the list ended, or has as many as were wanted.</param>
    public IReadOnlyList<Rendition> Latest(string? provider, long before, int limit, bool tombstones, out long? onward) =>
        Pick(ledger.Arrivals, provider, before, limit, tombstones, withText: false, ArrivalOf, OfPage, out onward);

    /// <summary>
    /// Items in the order of their newest change, newest first, tombstones among them, with their texts: what a feed
    /// carries; what is lost is left out, since nobody has taken it back. The cursor for the next page is the index of the last one's <see cref="ItemState.Changed"/>.
    /// </summary>
    public IReadOnlyList<Rendition> LatestChanges(string? provider, long before, int limit) =>
        LatestChanges(provider, before, limit, Endless, out _);

    /// <summary>The same for a page: where very much was passed over, fewer, and in <paramref name="onward"/> the cursor for the rest.</summary>
    public IReadOnlyList<Rendition> LatestChanges(string? provider, long before, int limit, out long? onward) => LatestChanges(provider, before, limit, OfPage, out onward);

    /// <summary>The same: as many as together weigh no more than <paramref name="bytes"/> (<see cref="Rendition.Weight"/>), and always one.</summary>
    public IReadOnlyList<Rendition> LatestChanges(string? provider, long before, int limit, long bytes, out long? onward) => LatestChanges(provider, before, limit, OfPage with { Bytes = bytes }, out onward);

    /// <summary>The same without what an import brought long after its day: what whoever looks in now and then has to see.</summary>
    public IReadOnlyList<Rendition> LatestNews(string? provider, int limit) => LatestNews(provider, limit, out _);

    /// <summary>The same; where very much was passed over, fewer, and in <paramref name="onward"/> the cursor for the rest.</summary>
    public IReadOnlyList<Rendition> LatestNews(string? provider, int limit, out long? onward) => LatestNews(provider, limit, long.MaxValue, out onward);

    /// <summary>The same: as many as together weigh no more than <paramref name="bytes"/> (<see cref="Rendition.Weight"/>), and always one.</summary>
    public IReadOnlyList<Rendition> LatestNews(string? provider, int limit, long bytes, out long? onward) =>
        Pick(ledger.News, provider, long.MaxValue, limit, tombstones: true, withText: true, state => state.Changed.Index, OfPage with { Bytes = bytes }, out onward);

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
    /// <param name="bytes">No more of them than together weigh as much (<see cref="Rendition.Weight"/>), and always one.</param>
    /// <returns>The items, the log index with which the stretch begins, and the one that the rest of its items stands below; null where this is all.</returns>
    public (IReadOnlyList<Rendition> Items, long Begin, long? Below) Arrived(string? provider, long end, int length, long bytes = long.MaxValue)
    {
        var entries = ledger.Changes(provider, end, length);
        var items = new List<Rendition>();
        long? rest = null;
        foreach (var entry in entries)
        {
            if (ArrivedAt(entry) is not { } item) continue;
            if (items.Count > 0 && item.Weight > bytes)
            {
                rest = entry.Index + 1;
                break;
            }

            bytes -= item.Weight;
            items.Add(item);
        }

        return (items, entries.Count == 0 ? end : entries[^1].Index, rest);
    }

    /// <summary>The entry that first brought an item before the public.</summary>
    public long ArrivalOf(ItemState state) => Arrival(state).Index;

    /// <summary>
    /// The moment by which lists of days and months have a piece: when it came before the public. What an import brought long after its day
    /// has its provider's own date, but never one that was still to come when it was sealed.
    /// </summary>
    public DateTimeOffset MomentOf(Rendition piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        var arrival = Arrival(piece.State);
        var moment = piece.Summary?.Published is { } dated && dated < arrival.Entry.Time && ledger.IsArchived(arrival.Index) ? dated : arrival.Entry.Time;
        return moment < Earliest ? Earliest : moment;
    }

    private SealedEntry Arrival(ItemState state)
    {
        var first = state.Versions[0];
        return first.Entry.Status == PubStatus.Usable ? first : ledger.History(state.Item).FirstOrDefault(entry => entry.Entry.Kind == EntryKind.Release) ?? first;
    }

    private Rendition? ArrivedAt(SealedEntry entry)
    {
        if (ItemState.Fold(ledger.History(entry.Entry.Item!)) is not { Told: [var first, ..] } state || first.Index != entry.Index) return null;
        return Take(state, version: null, withText: true) is { } rendition && rendition.Tombstone?.Standing != Standing.Lost ? rendition : null;
    }

    private List<Rendition> LatestChanges(string? provider, long before, int limit, Bound bound, out long? onward) =>
        Pick(ledger.Changes, provider, before, limit, tombstones: true, withText: true, state => state.Changed.Index, bound, out onward);

    // Each item is taken at one place of the log only, named by placeOf, however many of its entries are passed.
    private List<Rendition> Pick(
        Func<string?, long, int, IReadOnlyList<SealedEntry>> read, string? provider, long before, int limit, bool tombstones, bool withText,
        Func<ItemState, long> placeOf, Bound bound, out long? onward)
    {
        var taken = new List<Rendition>(limit);
        // An item of many versions is passed many times; where its place is, is looked up once.
        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        var (last, weight) = (before, 0L);
        for (var passed = 0; passed < bound.Passed;)
        {
            var entries = read(provider, before, limit);
            foreach (var entry in entries)
            {
                if (taken.Count == limit) break;
                passed++;
                before = entry.Index;
                if (places.TryGetValue(entry.Entry.Item!, out var place) && place != entry.Index) continue;
                if (ItemState.Fold(ledger.History(entry.Entry.Item!)) is not { } state || (places[state.Item] = placeOf(state)) != entry.Index) continue;
                if (Take(state, version: null, withText) is not { } rendition || !(rendition.Answer != Answer.Gone || (tombstones && (!withText || rendition.Tombstone?.Standing != Standing.Lost)))) continue;
                weight += rendition.Weight;
                if (taken.Count > 0 && weight > bound.Bytes)
                {
                    onward = last;
                    return taken;
                }

                taken.Add(rendition);
                last = entry.Index;
            }

            onward = null;
            if (taken.Count == limit || entries.Count < limit) return taken;
        }

        onward = before;
        return taken;
    }

    /// <param name="Passed">So many entries are passed over.</param>
    /// <param name="Bytes">So much is taken.</param>
    private sealed record Bound(int Passed, long Bytes);
}
