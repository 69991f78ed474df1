using Microsoft.Extensions.Caching.Memory;

namespace Griot.Syndication.Feeds;

/// <summary>
/// Pages of feeds that were written a moment ago. What a feed holds is a function of the log up to its size, so a page
/// is good until the log grows and needs no clock. At most 64 MB; the least recently asked for go first.
/// </summary>
internal sealed class FeedPages : IDisposable
{
    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = 64 * 1024 * 1024 });

    /// <param name="address">The page's own address.</param>
    /// <param name="size">Of the log, read before the page is written: an entry sealed meanwhile makes it old at once.</param>
    /// <param name="write">Writes the page.</param>
    internal FreshBytes Take(string address, long size, Func<FreshBytes> write)
    {
        if (pages.TryGetValue(address, out (long Size, FreshBytes Page) kept) && kept.Size == size) return kept.Page;
        var page = write();
        pages.Set(address, (size, page), new MemoryCacheEntryOptions { Size = page.Length });
        return page;
    }

    public void Dispose() => pages.Dispose();
}
