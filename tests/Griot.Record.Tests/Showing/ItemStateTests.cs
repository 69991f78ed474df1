using CsCheck;

namespace Griot.Record.Tests.Showing;

/// <summary>The state of an item as its log grows: what must hold after any sequence of entries, sensible or not.</summary>
public sealed class ItemStateTests
{
    private const int Most = 12;

    private static readonly string Item = OpaqueId.New();
    private static readonly string Provider = OpaqueId.New();

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (4, Gen.Select(OneOf(EntryKind.Update, EntryKind.Correction), Gen.Enum<PubStatus>(), (kind, status) => new Step(kind, status, null))),
        (2, Gen.Const(new Step(EntryKind.Withdrawal, PubStatus.Canceled, null))),
        (4, Gen.Select(OneOf(EntryKind.Release, EntryKind.Removal), Gen.Int[1, Most], (kind, version) => new Step(kind, null, version))),
        (3, OneOf(EntryKind.Hold, EntryKind.Restore, EntryKind.Expiry, EntryKind.Media, EntryKind.Reading).Select(kind => new Step(kind, null, null))),
        (1, Gen.Const(new Step(EntryKind.Removal, null, null))));

    private static readonly Gen<SealedEntry[]> Logs =
        Gen.Select(Gen.Enum<PubStatus>(), Steps.List[0, Most - 1], (first, rest) => Write([new Step(EntryKind.Article, first, null), .. rest]));

    [Fact]
    public void A_held_item_is_never_visible() =>
        EveryPrefix((log, state) =>
        {
            var hold = log.LastOrDefault(entry => entry.Entry.Kind is EntryKind.Hold or EntryKind.Restore);
            if (hold is { Entry.Kind: EntryKind.Hold }) Assert.NotEqual(Standing.Visible, state.Standing);
        });

    [Fact]
    public void An_embargoed_version_is_readable_only_after_its_own_release() =>
        EveryPrefix((log, state) =>
        {
            foreach (var version in state.Readable.Where(version => version.Entry.Status == PubStatus.Embargoed))
                Assert.Contains(log, entry => entry.Entry.Kind == EntryKind.Release && entry.Entry.Version == version.Entry.Version);
        });

    [Fact]
    public void Before_a_release_a_wholly_embargoed_item_was_never_public() =>
        EveryPrefix((log, state) =>
        {
            if (!log.Any(entry => entry.Entry.Kind == EntryKind.Release) && state.Versions.All(version => version.Entry.Status != PubStatus.Usable))
                Assert.False(state.WasPublic);
        });

    [Fact]
    public void What_was_once_public_is_shown_or_gone_but_never_absent() => Logs.Sample(log =>
    {
        var wasPublic = false;
        for (var length = 1; length <= log.Length; length++)
        {
            var state = ItemState.Fold(log[..length])!;
            wasPublic |= state.Standing == Standing.Visible;
            Assert.Equal(wasPublic, state.WasPublic);
            var answer = Record.Showing.Decide(new ShowingFacts(state.Standing, state.WasPublic, false, Terms.Full, true), Output.Piece);
            Assert.Equal(wasPublic, answer != Answer.Absent);
        }
    });

    [Fact]
    public void Only_its_provider_withdraws_an_item() =>
        EveryPrefix((_, state) =>
        {
            if (state.Standing == Standing.Withdrawn) Assert.Equal(EntryKind.Withdrawal, state.Cause!.Entry.Kind);
            if (state.Standing == Standing.Held) Assert.Equal(EntryKind.Hold, state.Cause!.Entry.Kind);
            if (state.Standing == Standing.Removed) Assert.Equal(EntryKind.Removal, state.Cause!.Entry.Kind);
            if (state.Standing == Standing.Expired) Assert.Equal(EntryKind.Expiry, state.Cause!.Entry.Kind);
        });

    [Fact]
    public void Readable_versions_are_versions_in_order_without_the_removed_and_the_withdrawing_ones() =>
        EveryPrefix((log, state) =>
        {
            Assert.Equal(Enumerable.Range(1, state.Versions.Count), state.Versions.Select(version => version.Entry.Version!.Value));
            Assert.Equal(state.Readable, state.Versions.Intersect(state.Readable));
            Assert.All(state.Readable, version => Assert.False(
                version.Entry.Kind == EntryKind.Withdrawal
                || version.Entry.Status is PubStatus.Withheld or PubStatus.Canceled
                || log.Any(entry => entry.Entry.Kind == EntryKind.Removal && entry.Entry.Version == version.Entry.Version)));
        });

    [Fact]
    public void A_visible_item_has_a_version_to_show_and_nothing_stands_in_its_way() =>
        EveryPrefix((log, state) =>
        {
            Assert.Equal(state.Standing == Standing.Visible, state.Cause is null);
            if (state.Standing != Standing.Visible) return;
            Assert.NotNull(state.Current);
            Assert.DoesNotContain(log, entry => entry.Entry is { Kind: EntryKind.Removal, Version: null });
        });

    [Fact]
    public void A_restore_gives_back_what_stood_before_the_hold() => Logs.Sample(log =>
    {
        var before = ItemState.Fold(log)!;
        if (before.Standing == Standing.Held) return;
        var held = ItemState.Fold(More(log, EntryKind.Hold))!;
        var after = ItemState.Fold(More(More(log, EntryKind.Hold), EntryKind.Restore))!;

        Assert.Equal(before.Standing == Standing.Removed && log.Any(entry => entry.Entry is { Kind: EntryKind.Removal, Version: null }) ? Standing.Removed : Standing.Held, held.Standing);
        Assert.Equal((before.Standing, before.Cause, before.WasPublic), (after.Standing, after.Cause, after.WasPublic));
    });

    [Fact]
    public void Pictures_and_mended_readings_change_nothing_of_the_standing() => Logs.Sample(log =>
    {
        var (before, after) = (ItemState.Fold(log)!, ItemState.Fold(More(log, EntryKind.Media))!);

        Assert.Equal((before.Standing, before.Cause, before.WasPublic), (after.Standing, after.Cause, after.WasPublic));
    });

    [Fact]
    public void Of_an_item_whose_first_version_is_missing_nothing_is_shown()
    {
        var log = Write([new(EntryKind.Article, PubStatus.Usable, null), new(EntryKind.Update, PubStatus.Usable, null)]);

        Assert.Null(ItemState.Fold([]));
        Assert.Null(ItemState.Fold([log[1]]));
    }

    [Fact]
    public void An_embargoed_piece_that_is_withdrawn_was_never_there()
    {
        var log = Write([
            new(EntryKind.Article, PubStatus.Embargoed, null), new(EntryKind.Withdrawal, PubStatus.Canceled, null), new(EntryKind.Release, null, 1),
        ]);

        Assert.Equal((Standing.Withdrawn, false), (ItemState.Fold(log)!.Standing, ItemState.Fold(log)!.WasPublic));
    }

    private static void EveryPrefix(Action<SealedEntry[], ItemState> check) => Logs.Sample(log =>
    {
        for (var length = 1; length <= log.Length; length++) check(log[..length], ItemState.Fold(log[..length])!);
    });

    private static SealedEntry[] Write(IEnumerable<Step> steps)
    {
        var version = 0;
        return [.. steps.Select((step, index) => new SealedEntry(index, new Entry
        {
            Kind = step.Kind,
            Time = DateTimeOffset.UnixEpoch.AddSeconds(index),
            Provider = Provider,
            Item = Item,
            Version = step.Kind.IsVersion ? ++version : step.Version,
            Status = step.Status,
        }))];
    }

    private static SealedEntry[] More(SealedEntry[] log, EntryKind kind) =>
        [.. log, new SealedEntry(log.Length, new Entry { Kind = kind, Time = DateTimeOffset.UnixEpoch, Provider = Provider, Item = Item })];

    private static Gen<EntryKind> OneOf(params EntryKind[] kinds) => Gen.Int[0, kinds.Length - 1].Select(index => kinds[index]);

    private sealed record Step(EntryKind Kind, PubStatus? Status, int? Version);
}
