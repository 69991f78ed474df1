namespace Griot.Ingest.Channels.Poll;

/// <summary>
/// How many channels are begun at a time. A turn is held for a moment at most: a server that takes longer, or a host where
/// many channels queue, goes on beside and keeps nobody waiting. What goes on beside is bounded by the deadline of a fetch.
/// </summary>
internal sealed class Turns(int parallel, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim free = new(parallel);

    internal async Task<T> RunAsync<T>(Func<Task<T>> poll, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        var polling = poll();
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(polling, Task.Delay(Moment, time, end.Token));
            await end.CancelAsync();
        }
        finally
        {
            free.Release();
        }

        return await polling;
    }

    public void Dispose() => free.Dispose();
}
