using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Items;

/// <summary>
/// Ends embargoes, expires items and begins and ends a provider's terms by entries, when their time has come. What an item shows depends on the log alone,
/// so nobody needs a clock: until the entry stands, the embargo does.
/// </summary>
public sealed partial class Releaser(LedgerStore ledger, TimeProvider time, ILogger<Releaser> log)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    /// <summary>Appends what is due now; returns how many entries it made.</summary>
    public async Task<int> OnceAsync(CancellationToken cancellation)
    {
        // One transaction for all: at six in the morning many embargoes end at once, and each has a second. What follows
        // another entry of the same item has to see that one first, and comes in the next round.
        for (var made = 0; ;)
        {
            if (ledger.Freeze is not null) return made;
            Draft[] drafts = [.. DatedTerms.Due(ledger, time.GetUtcNow()), .. ledger.Due().Select(due => Draft(due.Item, due.Kind, due.Entry)).OfType<Draft>()];
            if (drafts.Length == 0) return made;
            var outcomes = await ledger.AppendAsync(new Batch { Drafts = drafts }, cancellation);
            var done = outcomes.Count(outcome => outcome is AppendOutcome.Sealed);
            made += done;
            if (done == 0) return made;
        }
    }

    /// <summary>Does so until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Tick, time);
        do
        {
            try
            {
                await OnceAsync(cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Faulted(fault);
            }
        }
        while (await WaitAsync(timer, cancellation));
    }

    private Draft? Draft(string item, EntryKind kind, long entry)
    {
        if (ItemState.Fold(ledger.History(item)) is not { } state || ledger.At(entry) is not { } version) return null;
        return new Draft
        {
            Kind = kind,
            Provider = state.Provider,
            Item = item,
            Version = version.Entry.Version,
            Follows = state.Last.Index,
            Status = kind == EntryKind.Release ? PubStatus.Usable : PubStatus.Canceled,
            Done = entry,
        };
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An embargo or expiry that is due could not be sealed; it is tried again")]
    private partial void Faulted(Exception fault);
}
