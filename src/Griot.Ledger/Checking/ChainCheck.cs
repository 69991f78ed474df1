using Griot.Ledger.Sqlite;
using Griot.Record;

namespace Griot.Ledger.Checking;

/// <summary>
/// Whether each entry follows the newest one before it of its item (or, for a card, of its provider), whether the versions of
/// an item are contiguous, and whether one provider speaks in it.
/// </summary>
internal sealed class ChainCheck(CheckedStore store, Findings findings)
{
    private const string OfItem = "SELECT idx, kind, version, provider FROM entries WHERE item = ?1 AND idx < ?2 ORDER BY idx DESC LIMIT 1";
    private const string LastVersion =
        """
        SELECT version FROM entries WHERE item = ?1 AND idx < ?2 AND kind IN ('article', 'update', 'correction', 'withdrawal') ORDER BY idx DESC LIMIT 1
        """;
    private const string OfProvider = "SELECT idx FROM entries WHERE kind = 'provider' AND provider = ?1 AND idx < ?2 ORDER BY idx DESC LIMIT 1";
    private const string Bytes = "SELECT bytes FROM entries WHERE idx = ?1";

    internal void Judge(CheckedEntry found)
    {
        if (found.Entry is not { } entry) return;
        if (entry.Item is { } item) Item(found.Index, entry, item);
        else if (entry is { Kind: EntryKind.Provider, Provider: { } provider }) Card(found.Index, entry, provider);
        else if (entry.Prev >= found.Index) findings.Entry(found.Index, $"it follows entry {entry.Prev}, which does not stand before it");
        foreach (var removed in CheckedEntry.AllParts.Where(part => found[part].RemovedBy is not null).GroupBy(part => found[part].RemovedBy!.Value))
            if (removed.Key is var by && !IsRemoval(by, found.Index, entry, [.. removed])) findings.Entry(found.Index, $"it is removed by entry {by}, which is no removal of it");
    }

    private void Item(long index, Entry entry, string item)
    {
        (long Index, EntryKind? Kind, long? Version, string? Provider)? before = null;
        store.Each("entries", OfItem, row => before = (row.GetInt64(0), Word.Parse<EntryKind>(row.GetString(1)), Number(row, 2), Text(row, 3)), item, index);
        Follows(index, entry, before?.Index, "item");
        if (before is { } newest && newest.Provider != entry.Provider) findings.Entry(index, $"its item is another provider's since entry {newest.Index}");

        var version = before?.Version;
        if (before is { Kind: var kind } && kind?.IsVersion != true)
        {
            version = null;
            store.Each("entries", LastVersion, row => version = Number(row, 0), item, index);
        }

        if (entry.Kind.IsVersion && entry.Version != (version ?? 0) + 1) findings.Entry(index, $"it is version {Said(entry.Version)} of its item, where {(version ?? 0) + 1} is next");
        if (!entry.Kind.IsVersion && entry.Version > (version ?? 0)) findings.Entry(index, $"it concerns version {entry.Version}, which its item does not have");
    }

    private void Card(long index, Entry entry, string provider)
    {
        long? newest = null;
        store.Each("entries", OfProvider, row => newest = row.GetInt64(0), provider, index);
        Follows(index, entry, newest, "provider");
    }

    private void Follows(long index, Entry entry, long? newest, string of)
    {
        if (entry.Prev != newest) findings.Entry(index, $"it follows {Said(entry.Prev)}, where {Said(newest)} is the newest entry of its {of} before it");
    }

    // It stands behind what it removes, and names it: by its item, and where it is of one version by that; else by the entry
    // that it follows.
    private bool IsRemoval(long by, long index, Entry target, Part[] parts)
    {
        var removal = EntryAt(by);
        if (removal is not { Kind: EntryKind.Removal } || by <= index || removal.Provider != target.Provider) return false;
        return removal.Item is { } item
            ? item == target.Item && (removal.Version is null || removal.Version == target.Version)
            : removal.Prev == index || IsOfItsFile(removal, target, parts);
    }

    // With a file go the same files of its item, and the deliveries that they came within.
    private bool IsOfItsFile(Entry removal, Entry target, Part[] parts) =>
        removal.Prev is { } named && EntryAt(named) is { Kind: EntryKind.Media, Item: { } item } && item == target.Item
        && (target.Kind == EntryKind.Media || (target.Kind.IsVersion && parts is [Part.Delivery]));

    private Entry? EntryAt(long index)
    {
        Entry? entry = null;
        store.Each("entries", Bytes, row => entry = Entry.Parse(row.GetSpan(0)), index);
        return entry;
    }

    private static long? Number(Row row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string? Text(Row row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Said(long? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";
}
