namespace Griot.Syndication.Tests;

public sealed class WrittenPagesTests
{
    private readonly TaskCompletionSource entered = new();
    private readonly TaskCompletionSource goesOn = new();
    private int written;

    [Fact]
    public async Task One_writes_a_page_and_whoever_asks_for_it_meanwhile_gets_that_one()
    {
        using var pages = new WrittenPages();
        var first = Task.Run(() => TakeAsync(pages, Write));
        await entered.Task;

        var others = Enumerable.Range(0, 5).Select(_ => TakeAsync(pages, Write)).ToList();
        goesOn.SetResult();

        var page = await first;
        Assert.All(await Task.WhenAll(others), other => Assert.Same(page, other));
        Assert.Same(page, await TakeAsync(pages, Write));
        Assert.Equal(1, written);
    }

    [Fact]
    public async Task A_page_that_could_not_be_written_is_written_for_the_next_one()
    {
        using var pages = new WrittenPages();
        var first = Task.Run(() => TakeAsync(pages, () => throw new InvalidDataException($"{Write()}")));
        await entered.Task;
        var other = TakeAsync(pages, Write);
        goesOn.SetResult();

        await Assert.ThrowsAsync<InvalidDataException>(() => first);
        await Assert.ThrowsAsync<InvalidDataException>(() => other);
        Assert.Equal("page 2", await TakeAsync(pages, Write));
    }

    private static Task<string> TakeAsync(WrittenPages pages, Func<string> write) => pages.TakeAsync("/feeds/all.atom", 1, write, page => page.Length);

    // Only the first one waits: where there are two, both come to an end.
    private string Write()
    {
        var number = Interlocked.Increment(ref written);
        entered.TrySetResult();
        if (number == 1) goesOn.Task.GetAwaiter().GetResult();
        return $"page {number}";
    }
}
