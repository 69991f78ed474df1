using Griot.Record;

namespace Griot.Syndication.Feeds;

/// <summary>
/// What was taken back within ninety days stands in a feed's newest page, however much came after it (RFC 6721): a reader
/// that looks in once a month still learns of it. The days are counted back from the log's last entry, so that a page is a
/// function of the log and needs no clock: a tombstone stands longer, never shorter.
/// </summary>
internal sealed class RecentTombstones(Shelf shelf, long bytes)
{
    private const int Most = 2000;

    // What is said of them is the provider's, and may be long: few are read at once, and as much stands there as of pieces.
    private const int AtOnce = 25;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Those that are not among <paramref name="shown"/> already, newest first; at most 2,000, and no more than so many bytes.</summary>
    internal List<Rendition> Beside(IReadOnlyList<Rendition> shown, string? provider)
    {
        var seen = shown.Select(rendition => rendition.State.Item).ToHashSet(StringComparer.Ordinal);
        var found = new List<Rendition>();
        var room = bytes;
        foreach (var departure in Within(provider))
        {
            if (departure.IsBack || departure.Item is not { } item || !seen.Add(item) || shelf.Take(item) is not { Tombstone: not null } gone) continue;
            if ((room -= gone.Weight) < 0) break;
            found.Add(gone);
        }

        return found;
    }

    private IEnumerable<Departure> Within(string? provider)
    {
        if (shelf.Ledger.At(shelf.Ledger.Size - 1)?.Entry.Time is not { } last) yield break;
        var (before, count) = (long.MaxValue, 0);
        while (shelf.Departures(provider, before, AtOnce) is { Count: > 0 } page)
        {
            foreach (var departure in page)
            {
                if (departure.Entry.Entry.Time < last - Kept || count++ == Most) yield break;
                yield return departure;
            }

            before = page[^1].Entry.Index;
        }
    }
}
