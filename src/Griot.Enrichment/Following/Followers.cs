using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Enrichment;

/// <summary>
/// Keeps everything derived at the end of the ledger. Each follower goes at its own pace: one that is slow or broken holds up
/// neither the others nor what is taken in.
/// </summary>
public sealed partial class Followers
{
    private const int AtOnce = 500;
    // For what other processes seal; what this one seals is told at once.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    private readonly ILedgerReader ledger;
    private readonly IReadOnlyList<IFollower> followers;
    private readonly TimeProvider time;
    private readonly ILogger<Followers> log;

    internal Followers(ILedgerReader ledger, IEnumerable<IFollower> followers, TimeProvider time, ILogger<Followers> log)
    {
        (this.ledger, this.followers, this.time, this.log) = (ledger, [.. followers], time, log);
    }

    /// <summary>Reads on until cancelled, each follower on a thread of its own: those of the pool are for readers.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(followers.Select(follower => LongTurns.RunAsync(() => KeepUp(follower, cancellation), cancellation)));

    /// <summary>Reads all that there is, once, and returns when every follower has it.</summary>
    public void CatchUp(CancellationToken cancellation = default)
    {
        foreach (var follower in followers)
        {
            do CatchUp(follower, cancellation);
            while (follower.Rest() || follower.Position < ledger.Size);
        }
    }

    private void KeepUp(IFollower follower, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                CatchUp(follower, cancellation);
                if (!follower.Rest()) Wait(GrownAsync(follower.Position, cancellation));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Unread(fault, follower.Name);
                Wait(Task.Delay(AfterFault, time, cancellation));
            }

            cancellation.ThrowIfCancellationRequested();
        }
    }

    // Asleep at once: who waits for a task gives way for a while before, and is in everybody's way meanwhile.
    private static void Wait(Task task)
    {
        if (!task.IsCompleted)
        {
            // The task's own handle: the task lets go of it, which no other task has.
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
            task.Dispose();
        }

        task.GetAwaiter().GetResult();
    }

    private async Task GrownAsync(long size, CancellationToken cancellation)
    {
        using var looking = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(ledger.GrownAsync(size, looking.Token), Task.Delay(BetweenLooks, time, looking.Token));
        await looking.CancelAsync();
    }

    private void CatchUp(IFollower follower, CancellationToken cancellation)
    {
        while (follower.Position < ledger.Size && ledger.Entries(follower.Position, AtOnce) is { Count: > 0 } entries)
        {
            cancellation.ThrowIfCancellationRequested();
            follower.Follow(entries);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is derived from the ledger ({Follower}) could not be brought to its end; it is tried again")]
    private partial void Unread(Exception fault, string follower);
}
