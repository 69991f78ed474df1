using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Griot.Web;

/// <summary>
/// What is done about kept pages while nobody asks: what a removal took is let go of within a second, and what many readers ask
/// for is compressed as well as can be. That takes at most a twentieth of one core.
/// </summary>
internal sealed partial class PageUpkeep(PageStore store, TimeProvider time, ILogger<PageUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan BetweenTurns = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WorkOfTurn = TimeSpan.FromMilliseconds(50);
    // It pays from here on: some of the pages that are asked for once or twice are never asked for again.
    private const int Asked = 5;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenTurns, time);
        while (store.IsOn && await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Task.Factory.StartNew(Turn, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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
