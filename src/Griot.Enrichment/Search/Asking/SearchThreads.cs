namespace Griot.Enrichment.Search;

/// <summary>
/// Threads on which searches are done, one after the other: a search takes a processor for milliseconds, and the pool has a thread
/// for each processor. An article, which takes a hundredth of that, would wait behind it there.
/// <para>They take long turns (<see cref="LongTurns"/>), and are as nice as others: where the kernel gave them less than others, the
/// collector, which waits until every thread has stopped, would wait for them, and all readers with it.</para>
/// </summary>
internal sealed class SearchThreads : IDisposable
{
    private readonly object gate = new();
    private readonly Queue<Action> waiting = new();
    private bool isEnding;

    /// <param name="count">How many search at once.</param>
    internal SearchThreads(int count)
    {
        for (var thread = 0; thread < count; thread++) new Thread(Work) { IsBackground = true, Name = "search" }.UnsafeStart();
    }

    /// <summary>Does something in its turn, with the caller's context, and gives what comes of it. A fault is the task's.</summary>
    internal Task<T> RunAsync<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = ExecutionContext.Capture();
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isEnding, this);
            waiting.Enqueue(() =>
            {
                if (context is null) Do(work, result);
                else ExecutionContext.Run(context, _ => Do(work, result), null);
            });
            Monitor.Pulse(gate);
        }

        return result.Task;
    }

    /// <summary>Ends the threads once what waits is done.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isEnding = true;
            Monitor.PulseAll(gate);
        }
    }

    private static void Do<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(work());
        }
        catch (Exception fault)
        {
            result.SetException(fault);
        }
    }

    private void Work()
    {
        LongTurns.Take();
        while (Next() is { } work) work();
    }

    // By the monitor, which sleeps at once: a thread that gives way while it looks for work (as a semaphore's does) is in everybody's way.
    private Action? Next()
    {
        lock (gate)
        {
            while (waiting.Count == 0 && !isEnding) Monitor.Wait(gate);
            return waiting.TryDequeue(out var work) ? work : null;
        }
    }
}
