namespace Griot.Enrichment.Search;

/// <summary>One of the places of those who search at the same time; given back by disposing of it.</summary>
public sealed class SearchPlace : IDisposable
{
    private readonly SemaphoreSlim places;
    private readonly SearchThreads threads;
    private int isGiven;

    internal SearchPlace(SemaphoreSlim places, SearchThreads threads) => (this.places, this.threads) = (places, threads);

    /// <summary>Does what takes long where it holds up no reader of an article.</summary>
    public Task<T> RunAsync<T>(Func<T> work) => threads.RunAsync(work);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isGiven, 1) == 0) places.Release();
    }
}
