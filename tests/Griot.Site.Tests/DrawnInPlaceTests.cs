using Microsoft.AspNetCore.Http;

namespace Griot.Site.Tests;

/// <summary>Where a page that takes long is drawn, and how long it holds a place of the search.</summary>
public sealed class DrawnInPlaceTests
{
    [Fact]
    public async Task A_page_is_drawn_where_it_was_searched_and_a_slow_reader_of_it_holds_no_place()
    {
        await using var house = await House.OpenAsync();
        var (rest, drawnBy) = (new TaskCompletionSource(), (string?)null);
        var (context, cancellation) = (new DefaultHttpContext(), TestContext.Current.CancellationToken);
        Task sending;
        using (var place = await house.Search.EnterAsync(cancellation))
        {
            var sent = await place!.DrawAsync(context, () => new Drawing(() =>
            {
                drawnBy = Thread.CurrentThread.Name;
                return rest.Task;
            }));
            sending = sent.ExecuteAsync(context);
        }

        Assert.Equal("search", drawnBy);
        Assert.False(sending.IsCompleted);
        rest.SetResult();
        await sending.WaitAsync(cancellation);
    }

    [Fact]
    public async Task A_fault_while_a_page_is_drawn_is_the_requests_and_the_next_page_is_drawn()
    {
        await using var house = await House.OpenAsync();
        var context = new DefaultHttpContext();
        using var place = await house.Search.EnterAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<IOException>(() => place!.DrawAsync(context, () => new Drawing(() => throw new IOException("The store can't be read just now."))));

        await (await place!.DrawAsync(context, () => new Drawing(() => Task.CompletedTask))).ExecuteAsync(context);
    }

    private sealed class Drawing(Func<Task> draw) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => draw();
    }
}
