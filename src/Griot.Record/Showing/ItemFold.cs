namespace Griot.Record;

/// <summary>The fold behind <see cref="ItemState.Fold"/>: reads entries one after the other.</summary>
internal sealed class ItemFold
{
    private readonly List<SealedEntry> versions = [];
    private readonly Dictionary<int, SealedEntry> released = [];
    private readonly Dictionary<int, SealedEntry> removed = [];
    private SealedEntry? hold;
    private SealedEntry? expiry;
    private SealedEntry? removal;
    private SealedEntry? last;
    private SealedEntry? changed;
    private readonly List<SealedEntry> told = [];
    private bool wasPublic;

    internal void Read(SealedEntry sealedEntry)
    {
        last = sealedEntry;
        Apply(sealedEntry, sealedEntry.Entry);
        if (!IsSilent(sealedEntry.Entry)) changed = sealedEntry;
        wasPublic |= versions.Count > 0 && Stand(versions[^1]).Standing == Standing.Visible;
        if (wasPublic && !IsSilent(sealedEntry.Entry)) told.Add(sealedEntry);
    }

    internal ItemState? Result()
    {
        if (last is null || versions.Count == 0 || versions[0].Entry is not { Version: 1, Item: { } item, Provider: { } provider }) return null;
        var (standing, cause) = Stand(versions[^1]);
        return new ItemState
        {
            Item = item,
            Provider = provider,
            Standing = standing,
            Cause = cause,
            WasPublic = wasPublic,
            Versions = versions,
            Readable = versions.FindAll(IsReadable),
            Released = released,
            Removed = removed,
            Last = last,
            Changed = changed ?? versions[0],
            Told = told,
        };
    }

    private void Apply(SealedEntry sealedEntry, Entry entry)
    {
        if (entry.Kind.IsVersion)
        {
            versions.Add(sealedEntry);
            expiry = null;
        }

        switch (entry.Kind)
        {
            case EntryKind.Release when entry.Version is { } version: released.TryAdd(version, sealedEntry); break;
            case EntryKind.Expiry: expiry = sealedEntry; break;
            case EntryKind.Hold: hold = sealedEntry; break;
            case EntryKind.Restore: hold = null; break;
            case EntryKind.Removal when entry.Version is { } version: removed[version] = sealedEntry; break;
            case EntryKind.Removal: removal = sealedEntry; break;
        }
    }

    // The order is that of force: the law, the operator, the provider's last word, the provider's own dates.
    private (Standing Standing, SealedEntry? Cause) Stand(SealedEntry newest)
    {
        if (removal is not null) return (Standing.Removed, removal);
        if (hold is not null) return (Standing.Held, hold);
        if (newest.Entry.Kind == EntryKind.Withdrawal) return (Standing.Withdrawn, newest);
        if (newest.Entry.Status == PubStatus.Canceled) return (Standing.Canceled, newest);
        if (newest.Entry.Status == PubStatus.Withheld) return (Standing.Withheld, newest);
        if (expiry is not null) return (Standing.Expired, expiry);
        if (versions.Exists(IsReadable)) return (Standing.Visible, null);
        return removed.Count > 0 ? (Standing.Removed, removed.Values.MaxBy(entry => entry.Index)) : (Standing.Embargoed, newest);
    }

    // Of a version under embargo nothing is heard: neither that it came, nor that its pictures were fetched, nor that it went.
    private bool IsSilent(Entry entry) =>
        (entry.Kind.IsVersion || (entry.Version is not null && entry.Kind is EntryKind.Media or EntryKind.Reading or EntryKind.Removal))
        && versions.Find(version => version.Entry.Version == entry.Version)?.Entry.Status == PubStatus.Embargoed
        && !released.ContainsKey(entry.Version ?? 0);

    private bool IsReadable(SealedEntry version) =>
        version.Entry is { Kind: not EntryKind.Withdrawal, Version: { } number }
        && !removed.ContainsKey(number)
        && (version.Entry.Status == PubStatus.Usable
            || (version.Entry.Status == PubStatus.Embargoed && released.ContainsKey(number)));
}
