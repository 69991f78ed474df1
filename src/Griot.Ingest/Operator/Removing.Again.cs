using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Operator;

/// <summary>
/// Obeying once more. A backup that is older than a removal holds what was removed; when the log is recovered over it, the
/// entry of the removal comes back too, and by it everything goes again that went then: the log says what, and its words are
/// read from the restored deliveries.
/// </summary>
public sealed partial class Removing
{
    /// <summary>
    /// Obeys what is due, oldest first, each in a transaction of its own: broken off, the rest stays due. What is deleted may still
    /// lie in the write-ahead log afterwards, as after any removal. So does stay due what can't be obeyed: nothing of it came back
    /// that could be deleted, and nothing by which its piece would be known when its provider sends it again.
    /// </summary>
    public async Task<IReadOnlyList<RemovalAnswer.Done>> ObeyAsync(CancellationToken cancellation)
    {
        var obeyed = new List<RemovalAnswer.Done>();
        foreach (var due in ledger.RemovalsDue())
        {
            var state = due.Entry.Item is { } item ? ItemState.Fold(ledger.History(item)) : null;
            if (state is not null && IsOfNothing(due, state)) continue;
            var plan = state is not null ? AgainOf(due, state) : AgainOf(due);
            await ledger.ObeyAsync(due.Index, plan.Removal!, cancellation);
            obeyed.Add(new RemovalAnswer.Done(plan, due.Index));
        }

        return obeyed;
    }

    private bool IsOfNothing(SealedEntry due, ItemState state)
    {
        if (ledger.HasRemovedKeys(due.Index) || Named(due, state).Any(entry => Parts.Any(part => ledger.Content(entry.Index, part) is not null))) return false;
        var kept = new RemovedWords(ledger, state, due.Entry.Version, CardOf(state.Versions[0])).KeptKeys();
        return !ledger.KeysOf(state.Item).Any(key =>
            (due.Entry.Version is null ? key.Kind != KeyKind.Shared : key.Kind == KeyKind.Content) && !kept.Any(other => other.AsSpan().SequenceEqual(key.Hash)));
    }

    private IReadOnlyList<SealedEntry> Named(SealedEntry due, ItemState state) => [.. ledger.History(state.Item).Where(entry => entry.Index < due.Index && IsNamed(entry.Entry, due.Entry.Version))];

    // What an operator had found in quarantine by hand is not in the log: rows in which the words are found go by themselves.
    private RemovalPlan AgainOf(SealedEntry due, ItemState state) =>
        PlanOf(state, Named(due, state), new RemovalRequest(state.Item, due.Entry.Version));

    // A card, a picture or a signature, which is the entry before it. Where its notice is lost, of a version it can only have
    // been the signature, and of all else everything goes: an order is obeyed rather too widely.
    private RemovalPlan AgainOf(SealedEntry due)
    {
        var notice = ledger.Content(due.Index, Part.Record) is { } bytes ? Notice.Parse(bytes) : null;
        var target = (notice?.Entry ?? due.Entry.Prev) is { } index ? ledger.At(index) : null;
        var part = Word.Parse<Part>(notice?.Part) ?? (target?.Entry.Kind is { } kind && (kind.IsVersion || kind == EntryKind.Reading) ? Part.Signature : null);
        return target is not null
            ? PlanOf(target, new RemovalRequest(null, Entry: target.Index, Part: part))
            : new RemovalPlan { Entries = [], Removal = new Removal { Entry = new Draft { Kind = EntryKind.Removal, Provider = due.Entry.Provider, Status = PubStatus.Canceled }, Targets = [] } };
    }
}
