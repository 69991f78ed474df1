using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Operator;

/// <summary>What came of a hold or a restore.</summary>
public enum HoldOutcome { Done, UnknownItem, HeldAlready, NotHeld, Removed }

/// <summary>
/// The operator may stop publishing an item, and take that back; never silently: both are entries with a public notice.
/// </summary>
public sealed class Holding(LedgerStore ledger)
{
    /// <summary>Stops publishing an item, for a class of reason and with words for the public where there are any.</summary>
    public async Task<HoldOutcome> HoldAsync(string item, HoldReason reason, string? text, CancellationToken cancellation)
    {
        while (true)
        {
            if (State(item) is not { } state) return HoldOutcome.UnknownItem;
            if (state.Standing is Standing.Held or Standing.Removed) return state.Standing == Standing.Held ? HoldOutcome.HeldAlready : HoldOutcome.Removed;
            if (await SealAsync(state, EntryKind.Hold, PubStatus.Withheld, new Notice { Reason = Word.Of(reason), Text = text }, cancellation)) return HoldOutcome.Done;
        }
    }

    /// <summary>Ends a hold.</summary>
    public async Task<HoldOutcome> RestoreAsync(string item, CancellationToken cancellation)
    {
        while (true)
        {
            if (State(item) is not { } state) return HoldOutcome.UnknownItem;
            if (state.Standing != Standing.Held) return HoldOutcome.NotHeld;
            if (await SealAsync(state, EntryKind.Restore, StatusOf(state), new Notice(), cancellation)) return HoldOutcome.Done;
        }
    }

    private ItemState? State(string item) => OpaqueId.IsWellFormed(item) ? ItemState.Fold(ledger.History(item)) : null;

    // An embargo that has ended, even during the hold, does not come back with the restore.
    private static PubStatus? StatusOf(ItemState state) => state.Versions[^1].Entry is var newest && newest is { Version: { } version } && state.Released.ContainsKey(version)
        ? PubStatus.Usable
        : newest.Status;

    // False where the log has gone on meanwhile: look again.
    private async Task<bool> SealAsync(ItemState state, EntryKind kind, PubStatus? status, Notice notice, CancellationToken cancellation) =>
        await ledger.AppendAsync(
            new Draft
            {
                Kind = kind,
                Provider = state.Provider,
                Item = state.Item,
                Follows = state.Last.Index,
                Status = status,
                Record = notice.ToBytes(),
            },
            cancellation) is AppendOutcome.Sealed;
}
