using Griot.CommandLine;
using Griot.Ledger;

namespace Griot.Serving;

/// <summary>Deletes what was sent to a one-time page and never delivered, once its link has ended: nobody said that it be kept.</summary>
internal static class LapsedFiles
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    internal static async Task WatchAsync(LedgerStore ledger, TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(BetweenLooks, time);
        while (await timer.WaitForNextTickAsync(cancellation))
            try
            {
                if (ledger.Freeze is null) await ledger.ForgetLapsedFilesAsync(cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Messages.Say($"files of links that have ended could not be deleted, and are tried again: {StoreFaults.Explain(fault) ?? fault.Message}");
            }
    }
}
