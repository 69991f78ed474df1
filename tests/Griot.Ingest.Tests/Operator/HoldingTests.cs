using System.Text;
using Griot.Ingest.Operator;
using Griot.Record;

namespace Griot.Ingest.Tests.Operator;

public sealed class HoldingTests : IAsyncDisposable
{
    private readonly DeskRoom room = new();

    private Holding Holding => new(room.Ledger);

    [Fact]
    public async Task A_hold_is_an_entry_with_a_public_notice()
    {
        var item = await room.PublishAsync();

        Assert.Equal(HoldOutcome.Done, await Holding.HoldAsync(item, HoldReason.Privacy, "À la demande d'une famille.", default));

        var held = room.State(item);
        Assert.Equal((Standing.Held, true), (held.Standing, held.WasPublic));
        Assert.Equal((EntryKind.Hold, PubStatus.Withheld, 1L), (held.Last.Entry.Kind, held.Last.Entry.Status, held.Last.Entry.Prev));
        Assert.Null(held.Last.Entry.Version);
        Assert.Equal("""{"reason":"privacy","text":"À la demande d'une famille."}""", Encoding.UTF8.GetString(room.Ledger.Content(held.Last.Index, Part.Record)!));
        Assert.Null(held.Last.Entry.Delivery);
    }

    [Fact]
    public async Task A_restored_item_stands_as_before()
    {
        var item = await room.PublishAsync();
        var before = room.State(item);
        await Holding.HoldAsync(item, HoldReason.Legal, null, default);

        Assert.Equal(HoldOutcome.Done, await Holding.RestoreAsync(item, default));

        var after = room.State(item);
        Assert.Equal((before.Standing, before.Current!.Index), (after.Standing, after.Current!.Index));
        Assert.Equal(PubStatus.Usable, after.Last.Entry.Status);
    }

    [Fact]
    public async Task A_piece_held_before_its_publication_was_never_there()
    {
        var item = await room.PublishAsync(release: room.Time.GetUtcNow().AddHours(1));
        await Holding.HoldAsync(item, HoldReason.Safety, null, default);
        room.Time.Advance(TimeSpan.FromHours(2));
        await room.Releaser().OnceAsync(default);

        Assert.Equal((Standing.Held, false), (room.State(item).Standing, room.State(item).WasPublic));
        await Holding.RestoreAsync(item, default);
        Assert.Equal((Standing.Visible, true), (room.State(item).Standing, room.State(item).WasPublic));
        Assert.Equal(PubStatus.Usable, room.State(item).Last.Entry.Status);
    }

    [Fact]
    public async Task A_withdrawn_piece_that_was_held_is_withdrawn_again_when_restored()
    {
        var item = await room.PublishAsync();
        await Holding.HoldAsync(item, HoldReason.Legal, null, default);
        await room.AddAsync(item, EntryKind.Withdrawal);
        Assert.Equal(Standing.Held, room.State(item).Standing);

        await Holding.RestoreAsync(item, default);

        Assert.Equal((Standing.Withdrawn, PubStatus.Canceled), (room.State(item).Standing, room.State(item).Last.Entry.Status));
    }

    [Fact]
    public async Task What_can_not_be_done_is_said_and_seals_nothing()
    {
        var item = await room.PublishAsync();

        Assert.Equal(HoldOutcome.UnknownItem, await Holding.HoldAsync(OpaqueId.New(), HoldReason.Legal, null, default));
        Assert.Equal(HoldOutcome.UnknownItem, await Holding.RestoreAsync("../../etc", default));
        Assert.Equal(HoldOutcome.NotHeld, await Holding.RestoreAsync(item, default));
        await Holding.HoldAsync(item, HoldReason.Legal, null, default);
        Assert.Equal(HoldOutcome.HeldAlready, await Holding.HoldAsync(item, HoldReason.Legal, null, default));
        Assert.Equal(3, room.Ledger.Size);
    }

    [Fact]
    public async Task Two_operators_who_hold_at_once_hold_once()
    {
        var item = await room.PublishAsync();
        await using var other = room.Open();
        Holding[] desks = [Holding, new Holding(other)];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => desks[i % 2].HoldAsync(item, HoldReason.Legal, null, CancellationToken.None))));

        Assert.Single(outcomes, HoldOutcome.Done);
        Assert.Equal(9, outcomes.Count(outcome => outcome == HoldOutcome.HeldAlready));
        Assert.Equal(3, room.Ledger.Size);
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();
}
