using Griot.Record;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Griot.Web;

/// <summary>
/// What is done about kept pages while nobody asks: what this process seals is minded at once, so that hardly a reader waits for that;
/// what a removal of another process took is let go of within a second, and what many readers ask for is compressed as well as can be.
/// The compressing takes at most a twentieth of one core.
/// </summary>
internal sealed partial class PageUpkeep(PageStore store, ILedgerReader ledger, TimeProvider time, ILogger<PageUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan BetweenTurns = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WorkOfTurn = TimeSpan.FromMilliseconds(50);
    // It pays from here on: some of the pages that are asked for once or twice are never asked for again.
    private const int Asked = 5;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.IsOn ? Task.WhenAll(TurnsAsync(stoppingToken), OnItsOwn(() => Mind(stoppingToken))) : Task.CompletedTask;

    // A thread of the pool may be waited for; whoever reads a page meanwhile would do this work, and the page would wait for it.
    private void Mind(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Sleep(ledger.GrownAsync(store.Look().Position, stoppingToken));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Failed(fault);
                Sleep(Task.Delay(BetweenTurns, time, stoppingToken));
            }
        }
    }

    // Asleep at once: who waits for a task gives way for a while before, and is in everybody's way meanwhile.
    private static void Sleep(Task task)
    {
        if (!task.IsCompleted) ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        if (task.IsFaulted) task.GetAwaiter().GetResult();
        // With the handle, which is the task's own.
        task.Dispose();
    }

    private static Task OnItsOwn(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task TurnsAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenTurns, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await OnItsOwn(Turn);
            }
            catch (Exception fault)
            {
                Failed(fault);
            }
        }
    }

    /// <summary>One turn.</summary>
    internal void Turn()
    {
        store.Look();
        var start = time.GetTimestamp();
        foreach (var answer in store.Answers.Where(answer => answer is { IsDense: false, Given: >= Asked, IsOfAll: false }))
        {
            answer.Condense();
            if (time.GetElapsedTime(start) > WorkOfTurn) return;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Kept pages could not be looked after; it is tried again")]
    private partial void Failed(Exception fault);
}
