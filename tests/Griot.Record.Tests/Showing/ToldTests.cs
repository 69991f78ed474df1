using CsCheck;

namespace Griot.Record.Tests.Showing;

/// <summary>Which entries of an item the public may know of.</summary>
public sealed class ToldTests
{
    private static readonly Gen<(EntryKind Kind, PubStatus Status, int Version)[]> Stories =
        Gen.Select(Gen.Enum<EntryKind>(), Gen.Enum<PubStatus>(), Gen.Int[1, 4]).Select((kind, status, version) => (kind, status, version)).Array[0, 20];

    private static readonly string Item = OpaqueId.New();

    [Fact]
    public void Whether_an_entry_is_told_is_settled_when_it_is_sealed() => Logs(log =>
    {
        var all = ItemState.Fold(log)!.Told;
        for (var length = 1; length <= log.Length; length++)
            Assert.Equal(all.Where(told => told.Index < length), ItemState.Fold(log[..length])!.Told);
    });

    [Fact]
    public void Nothing_is_told_of_an_item_that_was_never_public_and_the_last_that_is_told_but_for_pictures_is_its_change() => Logs(log =>
    {
        var state = ItemState.Fold(log)!;

        if (!state.WasPublic) Assert.Empty(state.Told);
        if (state.Told.LastOrDefault(told => told.Entry.Kind != EntryKind.Media) is { } last) Assert.Equal(state.Changed, last);
    });

    [Fact]
    public void Of_a_version_under_embargo_nothing_is_told_before_its_release() => Logs(log =>
    {
        var state = ItemState.Fold(log)!;
        foreach (var told in state.Told.Where(told => told.Entry is { Version: not null, Kind: not EntryKind.Release }))
        {
            var version = state.Versions.FirstOrDefault(version => version.Entry.Version == told.Entry.Version && version.Index <= told.Index);
            if (version?.Entry.Status != PubStatus.Embargoed || told.Entry.Kind is not (EntryKind.Media or EntryKind.Reading or EntryKind.Removal) && !told.Entry.Kind.IsVersion) continue;
            Assert.True(state.Released[told.Entry.Version!.Value].Index < told.Index);
        }
    });

    private static void Logs(Action<SealedEntry[]> check) => Stories.Sample(story =>
    {
        var version = 0;
        var provider = OpaqueId.New();
        check([.. story.Prepend((Kind: EntryKind.Article, Status: story.Length == 0 ? PubStatus.Usable : story[0].Status, Version: 1)).Select((step, index) => new SealedEntry(index, new Entry
        {
            Kind = index > 0 && step.Kind == EntryKind.Article ? EntryKind.Update : step.Kind,
            Time = DateTimeOffset.UnixEpoch.AddSeconds(index),
            Provider = provider,
            Item = Item,
            Version = step.Kind.IsVersion ? ++version : step.Version,
            Status = step.Status,
        }))]);
    });
}
