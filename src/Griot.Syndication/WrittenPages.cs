using Microsoft.Extensions.Caching.Memory;

namespace Griot.Syndication;

/// <summary>
/// Pages that were written a moment ago. What a page holds is a function of the log up to its size, so it is good until the
/// log grows and needs no clock. Then all of them are let go: one may hold what was removed. At most 64 MB; the least
/// recently asked for go first.
/// </summary>
internal sealed class WrittenPages : IDisposable
{
    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = 64 * 1024 * 1024 });

    // An empty page with its address costs about as much.
    private const int Overhead = 1024;

    private long newest;

    /// <param name="address">The page's own address.</param>
    /// <param name="size">Of the log, read before the page is written: an entry sealed meanwhile makes it old at once.</param>
    /// <param name="write">Writes the page.</param>
    /// <param name="length">Its bytes.</param>
    internal T Take<T>(string address, long size, Func<T> write, Func<T, int> length) where T : class
    {
        if (Find<T>(address, size) is { } same) return same;
        if (size > Interlocked.Read(ref newest))
        {
            Interlocked.Exchange(ref newest, size);
            pages.Clear();
        }

        var page = write();
        pages.Set(address, (size, (object)page), new MemoryCacheEntryOptions { Size = length(page) + Overhead });
        return page;
    }

    /// <summary>A page that was written and is good still; null where it is to be written.</summary>
    internal T? Find<T>(string address, long size) where T : class =>
        pages.TryGetValue(address, out (long Size, object Page) kept) && kept.Size == size ? kept.Page as T : null;

    internal FreshBytes Take(string address, long size, Func<FreshBytes> write) => Take(address, size, write, page => page.Length);

    public void Dispose() => pages.Dispose();
}
