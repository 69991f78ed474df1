using Griot.CommandLine;
using Griot.Enrichment.Search;
using Griot.Exporting;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Media;
using Griot.Record;
using Griot.Verbs;

namespace Griot.Recovering;

/// <summary>
/// Removals by order that came back with a recovery are obeyed once more, before anything else is done with the store: what they
/// took was in the backup, and nobody may be given it again.
/// </summary>
internal static class DueRemovals
{
    private static readonly TimeSpan PatienceWithReaders = TimeSpan.FromMinutes(1);

    // Whoever recovers obeys at once; only where that was killed, a server beside has something to do.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    /// <summary>Looks once a minute, as long as a server runs.</summary>
    internal static async Task WatchAsync(LedgerStore ledger, string data, TimeProvider time, CancellationToken cancellation)
    {
        // What can't be obeyed is said once.
        var told = new HashSet<long>();
        using var timer = new PeriodicTimer(BetweenLooks, time);
        while (await timer.WaitForNextTickAsync(cancellation))
            try
            {
                await ObeyAsync(ledger, data, cancellation, told);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Messages.Say($"a removal that is due could not be obeyed, and is tried again: {StoreFaults.Explain(fault) ?? fault.Message}");
            }
    }

    /// <returns>What was obeyed; none where nothing was due, or where the store is frozen still.</returns>
    internal static async Task<IReadOnlyList<RemovalAnswer.Done>> ObeyAsync(LedgerStore ledger, string data, CancellationToken cancellation, HashSet<long>? told = null)
    {
        if (ledger.Freeze is not null) return [];
        var due = ledger.RemovalsDue();
        if (due.Count == 0)
        {
            await DueSamples.ForgetAsync(ledger, data);
            return [];
        }

        var obeyed = await new Removing(ledger).ObeyAsync(cancellation);
        foreach (var left in ledger.RemovalsDue()) if (told?.Add(left.Index) ?? true) Messages.Say(Unknown(left));
        foreach (var done in obeyed)
        {
            MediaFolder.Forget(data, done.Plan);
            foreach (var path in FolderCopies.Of(data, done.Plan).Delete()) Messages.Say($"{path} holds what was removed and could not be deleted: delete it by hand");
        }

        if (obeyed.Count > 0) CopyReads.Forget(data);
        var isForgotten = await DueSamples.ForgetAsync(ledger, data);
        if (obeyed.Count == 0) return [];
        var isWiped = isForgotten & await ledger.WipeAsync(PatienceWithReaders, CancellationToken.None);
        foreach (var done in obeyed) await SearchWipe.WaitAsync(data, ledger.At(done.Entry)!, PatienceWithReaders, TimeProvider.System);
        foreach (var done in obeyed)
            Messages.Say($"removal of entry {done.Entry} was obeyed once more: {(done.Plan.Item is { } item ? $"item {item}{(done.Plan.Version is { } version ? $", version {version}" : "")}" : $"content of entry {string.Join(", ", done.Plan.Entries.Select(entry => entry.Index))}")}");
        foreach (var done in obeyed) RemovalTold.Stays(done.Plan);
        if (!isWiped) Messages.Say(HeldBack.StillRead);
        HeldBack.Tell(HeldBack.By(ledger, obeyed));
        return obeyed;
    }

    private static string Unknown(SealedEntry due) =>
        $"NOT OBEYED: the removal of entry {due.Index} (item {due.Entry.Item}{(due.Entry.Version is { } version ? $", version {version}" : "")}) came back, but nothing by which its piece would be known again: if its provider sends it once more, it is published anew, as another item. It stays listed (griot check). A copy that has the removed piece, or what was kept of it, ends this: griot log recover --from DIR. Until then look at what that provider brings.";
}
