using Griot.Record;

namespace Griot.Syndication.Feeds;

/// <summary>
/// Where the archives of a feed lie (RFC 5005, section 4). Each is so many entries about items of its provider, counted from
/// the beginning of the log, and is there once it is full: so its stretch never changes. No more entries than that stand
/// behind the last one, which the feed's present document holds all.
/// </summary>
/// <param name="ledger">What is read.</param>
/// <param name="length">Entries of an archive: never more than pieces in a feed's present document.</param>
internal sealed class Archives(ILedgerReader ledger, int length)
{
    /// <summary>The log index that the newest archive ends before; null where there is none yet.</summary>
    internal long? Newest(string? provider)
    {
        var size = ledger.Size;
        var behind = (int)(ledger.CountChanges(provider, size) % length);
        return Before(provider, behind == 0 ? size : ledger.Changes(provider, size, behind)[^1].Index);
    }

    /// <summary>The entries that no archive holds yet, newest first.</summary>
    internal IReadOnlyList<SealedEntry> Behind(string? provider) => ledger.Changes(provider, ledger.Size, (int)(ledger.CountChanges(provider, ledger.Size) % length));

    /// <summary>The index that the archive ends before which lies before an archive's beginning; null before the first.</summary>
    internal long? Before(string? provider, long begin) => ledger.Changes(provider, begin, 1) is [var last] ? last.Index + 1 : null;

    /// <summary>The index that the archive after one ends before; null where it is not full yet.</summary>
    internal long? After(string? provider, long end) => ledger.ChangesFrom(provider, end, length) is { } next && next.Count == length ? next[^1].Index + 1 : null;

    /// <summary>The index behind all that no archive holds yet; null where archives hold everything.</summary>
    internal long? Open(string? provider) => LastBegun(provider, ledger.Size) > 0 ? Before(provider, ledger.Size) : null;

    /// <summary>Of the stretch in which the entry below an index lies: how many of its entries stand below that index.</summary>
    internal int LengthBefore(string? provider, long before) => LastBegun(provider, before) is > 0 and var some ? some : length;

    /// <summary>True for an index behind an entry about an item, of a feed's provider.</summary>
    internal bool IsChange(string? provider, long before) => before <= ledger.Size && Before(provider, before) == before;

    /// <summary>True for an index that an archive ends before, as it stands in its address.</summary>
    internal bool IsEnd(string? provider, long end) => IsChange(provider, end) && LastBegun(provider, end) == 0;

    private int LastBegun(string? provider, long before) => (int)(ledger.CountChanges(provider, before) % length);
}
