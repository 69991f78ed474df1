using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Griot.Syndication;

/// <summary>
/// Pages that were written a moment ago. What a page holds is a function of the log up to its size, so it is good until the
/// log grows and needs no clock. Then all of them are let go: one may hold what was removed. At most 64 MB; the least
/// recently asked for go first. One who asks writes a page; whoever asks for it meanwhile waits for that one, and gets what he got, a
/// fault too.
/// </summary>
internal sealed class WrittenPages : IDisposable
{
    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = 64 * 1024 * 1024 });
    private readonly ConcurrentDictionary<(string Address, long Size), TaskCompletionSource<object>> running = new();

    // An empty page with its address costs about as much.
    private const int Overhead = 1024;

    private long newest;

    /// <param name="address">The page's own address.</param>
    /// <param name="size">Of the log, read before the page is written: an entry sealed meanwhile makes it old at once.</param>
    /// <param name="write">Writes the page.</param>
    /// <param name="length">Its bytes.</param>
    internal async Task<T> TakeAsync<T>(string address, long size, Func<T> write, Func<T, int> length) where T : class
    {
        if (Find<T>(address, size) is { } same) return same;
        var mine = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        var turn = running.GetOrAdd((address, size), mine);
        if (turn != mine) return (T)await turn.Task;
        try
        {
            // Somebody may have written it between the look and the turn.
            var page = Find<T>(address, size) ?? Written(address, size, write, length);
            mine.SetResult(page);
            return page;
        }
        catch (Exception fault)
        {
            mine.SetException(fault);
            // Where nobody waits, it is told by this one alone.
            _ = mine.Task.Exception;
            throw;
        }
        finally
        {
            running.TryRemove((address, size), out _);
        }
    }

    /// <summary>A page that was written and is good still; null where it is to be written.</summary>
    internal T? Find<T>(string address, long size) where T : class =>
        pages.TryGetValue(address, out (long Size, object Page) kept) && kept.Size == size ? kept.Page as T : null;

    internal Task<FreshBytes> TakeAsync(string address, long size, Func<FreshBytes> write) => TakeAsync(address, size, write, page => page.Length);

    public void Dispose() => pages.Dispose();

    private T Written<T>(string address, long size, Func<T> write, Func<T, int> length) where T : class
    {
        if (size > Interlocked.Read(ref newest))
        {
            Interlocked.Exchange(ref newest, size);
            pages.Clear();
        }

        var page = write();
        // Overtaken while it was written: nobody asks for it any more, and it may hold what was removed.
        if (size == Interlocked.Read(ref newest)) pages.Set(address, (size, (object)page), new MemoryCacheEntryOptions { Size = length(page) + Overhead });
        return page;
    }
}
