using Microsoft.Extensions.Caching.Memory;

namespace Griot.Syndication.Feeds;

/// <summary>
/// Pages of feeds that were written a moment ago. What a feed holds is a function of the log up to its size, so a page
/// is good until the log grows and needs no clock. Then all of them are let go: one may hold what was removed. At most 64 MB;
/// the least recently asked for go first.
/// </summary>
internal sealed class FeedPages : IDisposable
{
    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = 64 * 1024 * 1024 });

    private long newest;

    /// <param name="address">The page's own address.</param>
    /// <param name="size">Of the log, read before the page is written: an entry sealed meanwhile makes it old at once.</param>
    /// <param name="write">Writes the page.</param>
    internal FreshBytes Take(string address, long size, Func<FreshBytes> write)
    {
        if (pages.TryGetValue(address, out (long Size, FreshBytes Page) kept) && kept.Size == size) return kept.Page;
        if (size > Interlocked.Read(ref newest))
        {
            Interlocked.Exchange(ref newest, size);
            pages.Clear();
        }

        var page = write();
        pages.Set(address, (size, page), new MemoryCacheEntryOptions { Size = page.Length });
        return page;
    }

    public void Dispose() => pages.Dispose();
}
