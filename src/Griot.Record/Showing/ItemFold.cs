namespace Griot.Record;

/// <summary>
/// The fold behind <see cref="ItemState.Fold"/>: reads entries one after the other, says to the <see cref="StateMachine"/> what
/// each of them is, and keeps what the machine does not know: which entries these were.
/// </summary>
internal sealed class ItemFold
{
    private readonly List<SealedEntry> versions = [];
    private readonly Dictionary<int, SealedEntry> released = [];
    private readonly Dictionary<int, SealedEntry> removed = [];
    private readonly HashSet<int> expired = [];
    private readonly List<SealedEntry> media = [];
    private ItemSituation situation = ItemSituation.Beginning;

    // The version whose word stands: the newest that is not under embargo, or was released as the newest. What was said
    // before `floor` was taken from the public since, and does not come back where a newer version goes.
    private int ruling;
    private int floor;
    private SealedEntry? own;
    private SealedEntry? hold;
    private SealedEntry? removal;
    private SealedEntry? last;
    private SealedEntry? changed;
    private readonly List<SealedEntry> told = [];
    private bool wasPublic;

    internal void Read(SealedEntry sealedEntry)
    {
        last = sealedEntry;
        Apply(sealedEntry, sealedEntry.Entry);
        if (!IsSilent(sealedEntry.Entry) && sealedEntry.Entry.Kind != EntryKind.Media) changed = sealedEntry;
        wasPublic |= versions.Count > 0 && IsVisible(situation.Status);
        if (wasPublic && !IsSilent(sealedEntry.Entry)) told.Add(sealedEntry);
    }

    internal ItemState? Result()
    {
        if (last is null || versions.Count == 0 || versions[0].Entry is not { Version: 1, Item: { } item, Provider: { } provider }) return null;
        return new ItemState
        {
            Item = item,
            Provider = provider,
            Status = situation.Status,
            Cause = situation.IsRemoved ? removal : situation.IsHeld ? hold : own,
            WasPublic = wasPublic,
            Versions = versions,
            Readable = versions.FindAll(IsReadable),
            Current = IsVisible(situation.Own) ? Newest() : null,
            Media = media,
            Released = released,
            Removed = removed,
            Last = last,
            Changed = changed ?? versions[0],
            Told = told,
        };
    }

    private void Apply(SealedEntry sealedEntry, Entry entry)
    {
        switch (entry)
        {
            case { Kind.IsVersion: true }:
                versions.Add(sealedEntry);
                Happen(StateMachine.EventOf(entry), sealedEntry, entry.Version ?? 0);
                break;
            case { Kind: EntryKind.Release, Version: { } version }: Release(sealedEntry, version); break;
            case { Kind: EntryKind.Expiry }: Expire(sealedEntry, entry.Version ?? ruling); break;
            case { Kind: EntryKind.Media, Version: not null }: media.Add(sealedEntry); break;
            case { Kind: EntryKind.Hold }:
                hold = sealedEntry;
                situation = StateMachine.After(situation, ItemEvent.Hold);
                break;
            case { Kind: EntryKind.Restore }: situation = StateMachine.After(situation, ItemEvent.Restore); break;
            case { Kind: EntryKind.Removal, Version: { } version }: removed[version] = sealedEntry; break;
            case { Kind: EntryKind.Removal }:
                removal = sealedEntry;
                situation = StateMachine.After(situation, ItemEvent.Removal);
                break;
        }

        if (entry.Kind.IsVersion || entry.Kind == EntryKind.Removal) Settle();
    }

    private void Happen(ItemEvent happened, SealedEntry cause, int version)
    {
        var before = situation.Own;
        situation = StateMachine.After(situation, happened);
        if (happened is not ItemEvent.Embargo) ruling = Math.Max(ruling, version);
        // What changed nothing did not take the item away either.
        if (situation.Own == before && (happened is ItemEvent.Expiry or ItemEvent.Emptied || (happened == ItemEvent.Embargo && before != ItemStatus.Embargoed))) return;
        own = IsVisible(situation.Own) ? null : cause;
        if (situation.Own is ItemStatus.Withheld or ItemStatus.Canceled or ItemStatus.Withdrawn or ItemStatus.Expired) floor = ruling;
    }

    // The end of an embargo says what the version says, unless something was said since, or its own date is over already.
    private void Release(SealedEntry release, int number)
    {
        if (expired.Contains(number) || Numbered(number) is not { Entry.Status: PubStatus.Embargoed } version) return;
        released.TryAdd(number, release);
        if (number > ruling && IsReadable(version)) Happen(StateMachine.Said(version.Entry), release, number);
    }

    // Of the version that rules; of one under embargo only where nothing else was ever to be read.
    private void Expire(SealedEntry expiry, int number)
    {
        expired.Add(number);
        if (number == ruling || (ruling == 0 && number == versions.Count)) Happen(ItemEvent.Expiry, expiry, number);
    }

    // What is shown after a removal, or after a version whose number had been removed before it came.
    private void Settle()
    {
        if (removed.Count == 0) return;
        if (IsVisible(situation.Own) && Newest() is { } newest)
        {
            Happen(StateMachine.Said(newest.Entry), newest, 0);
            ruling = newest.Entry.Version ?? 0;
        }
        else if (IsVisible(situation.Own)) Happen(ItemEvent.Emptied, LastRemoval, 0);
        else if (situation.Own == ItemStatus.Embargoed && versions.Count > 0 && versions.TrueForAll(version => removed.ContainsKey(version.Entry.Version ?? 0))) Happen(ItemEvent.Emptied, LastRemoval, 0);
    }

    // The ledger numbers versions without a gap: else they are looked for one by one.
    private SealedEntry? Numbered(int number) =>
        number >= 1 && number <= versions.Count && versions[number - 1] is { } there && there.Entry.Version == number ? there : versions.Find(version => version.Entry.Version == number);

    private SealedEntry LastRemoval => removed.Values.MaxBy(entry => entry.Index)!;

    private SealedEntry? Newest() => versions.FindLast(version => version.Entry.Version > floor && IsReadable(version));

    private static bool IsVisible(ItemStatus status) => StateMachine.StandingOf(status) == Standing.Visible;

    // Of a version under embargo nothing is heard: neither that it came, nor that its pictures were fetched, nor that it went.
    private bool IsSilent(Entry entry) =>
        (entry.Kind.IsVersion || (entry.Version is not null && entry.Kind is EntryKind.Media or EntryKind.Reading or EntryKind.Expiry or EntryKind.Removal))
        && Numbered(entry.Version ?? 0)?.Entry.Status == PubStatus.Embargoed
        && !released.ContainsKey(entry.Version ?? 0);

    private bool IsReadable(SealedEntry version) =>
        version.Entry is { Kind: not EntryKind.Withdrawal, Version: { } number }
        && !removed.ContainsKey(number)
        && (version.Entry.Status == PubStatus.Usable
            || (version.Entry.Status == PubStatus.Embargoed && released.ContainsKey(number)));
}
