using Griot.Enrichment.Search;

namespace Griot.Enrichment.Tests.Search;

/// <summary>The threads on which searches are done.</summary>
public sealed class SearchThreadsTests
{
    // Nothing is measured by it: without it, what never ends would never end the test.
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task However_many_search_each_search_is_done_once_with_its_callers_context()
    {
        using var threads = new SearchThreads(2);
        var context = new AsyncLocal<int>();

        var done = await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Task.Run(() =>
        {
            context.Value = number;
            return threads.RunAsync(() => (number, context.Value, Thread.CurrentThread.Name));
        }))).WaitAsync(Hanging, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 500).Select(number => (number, number, (string?)"search")), done);
    }

    [Fact]
    public async Task What_waits_when_a_house_closes_is_done_and_nothing_more_is_taken()
    {
        var threads = new SearchThreads(1);
        using var open = new ManualResetEventSlim();
        var first = threads.RunAsync(() =>
        {
            open.Wait();
            return 1;
        });
        var second = threads.RunAsync(() => 2);

        threads.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => threads.RunAsync(() => 3));
        open.Set();

        var done = await Task.WhenAll(first, second).WaitAsync(Hanging, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2], done);
    }

    [Fact]
    public async Task A_fault_of_a_search_is_its_askers_and_the_thread_goes_on()
    {
        using var threads = new SearchThreads(1);

        await Assert.ThrowsAsync<IOException>(() => threads.RunAsync<int>(() => throw new IOException("The index can't be read just now.")));

        Assert.Equal(4, await threads.RunAsync(() => 4).WaitAsync(Hanging, TestContext.Current.CancellationToken));
    }
}
