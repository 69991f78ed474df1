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
    /// lie in the write-ahead log afterwards, as after any removal.
    /// </summary>
    public async Task<IReadOnlyList<RemovalAnswer.Done>> ObeyAsync(CancellationToken cancellation)
    {
        var obeyed = new List<RemovalAnswer.Done>();
        foreach (var due in ledger.RemovalsDue())
        {
            var plan = due.Entry.Item is { } item && ItemState.Fold(ledger.History(item)) is { } state ? AgainOf(due, state) : AgainOf(due);
            await ledger.ObeyAsync(due.Index, plan.Removal!, cancellation);
            obeyed.Add(new RemovalAnswer.Done(plan, due.Index));
        }

        return obeyed;
    }

    // What an operator had found in quarantine by hand is not in the log: rows in which the words are found go by themselves.
    private RemovalPlan AgainOf(SealedEntry due, ItemState state) => PlanOf(
        state, [.. ledger.History(state.Item).Where(entry => entry.Index < due.Index && IsNamed(entry.Entry, due.Entry.Version))],
        new RemovalRequest(state.Item, due.Entry.Version));

    // A card, a picture or a signature, which is the entry before it. Where its notice is lost, of a version it can only have
    // been the signature, and of all else everything goes: an order is obeyed rather too widely.
    private RemovalPlan AgainOf(SealedEntry due)
    {
        var notice = ledger.Content(due.Index, Part.Record) is { } bytes ? Notice.Parse(bytes) : null;
        var target = (notice?.Entry ?? due.Entry.Prev) is { } index ? ledger.At(index) : null;
        var part = Word.Parse<Part>(notice?.Part) ?? (target?.Entry.Kind is { } kind && (kind.IsVersion || kind == EntryKind.Reading) ? Part.Signature : null);
        var (entries, targets) = target is null ? ([], []) : OfFile(target, part);
        return new RemovalPlan
        {
            Provider = target is null ? null : CardOf(target),
            Entries = entries,
            Removal = new Removal
            {
                Entry = new Draft { Kind = EntryKind.Removal, Provider = due.Entry.Provider, Status = PubStatus.Canceled },
                Targets = targets,
            },
        };
    }
}
