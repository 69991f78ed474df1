using Microsoft.AspNetCore.Http;

namespace Griot.Site.Tests;

/// <summary>Where a page that takes long is drawn, and how long it holds a place of the search.</summary>
public sealed class DrawnInPlaceTests
{
    [Fact]
    public async Task A_page_is_drawn_where_it_was_searched_and_what_is_left_to_send_goes_with_the_answer()
    {
        await using var house = await House.OpenAsync();
        var (rest, drawnBy) = (new TaskCompletionSource(), (string?)null);
        var (context, cancellation) = (new DefaultHttpContext(), TestContext.Current.CancellationToken);
        Task sending;
        using (var place = await house.Search.EnterAsync(new DefaultHttpContext { RequestAborted = cancellation }))
        {
            var sent = await place!.DrawAsync(context, () => new Drawing(() =>
            {
                drawnBy = Thread.CurrentThread.Name;
                return rest.Task;
            })).WaitAsync(Hanging, cancellation);
            sending = sent.ExecuteAsync(context);
        }

        Assert.Equal("search", drawnBy);
        Assert.False(sending.IsCompleted);
        rest.SetResult();
        await sending.WaitAsync(Hanging, cancellation);
    }

    [Fact]
    public async Task A_fault_while_a_page_is_drawn_is_the_requests_and_the_next_page_is_drawn()
    {
        await using var house = await House.OpenAsync();
        var context = new DefaultHttpContext();
        using var place = await house.Search.EnterAsync(new DefaultHttpContext { RequestAborted = TestContext.Current.CancellationToken });

        await Assert.ThrowsAsync<IOException>(() => place!.DrawAsync(context, () => new Drawing(() => throw new IOException("The store can't be read just now."))));

        await (await place!.DrawAsync(context, () => new Drawing(() => Task.CompletedTask))).ExecuteAsync(context);
    }

    [Fact]
    public async Task Nothing_is_drawn_for_a_reader_who_has_gone()
    {
        await using var house = await House.OpenAsync();
        var isDrawn = false;
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        using var place = await house.Search.EnterAsync(new DefaultHttpContext { RequestAborted = TestContext.Current.CancellationToken });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => place!.DrawAsync(context, () => new Drawing(() =>
        {
            isDrawn = true;
            return Task.CompletedTask;
        })));

        Assert.False(isDrawn);
    }

    // Nothing is measured by it: without it, what never ends would never end the test.
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(1);

    private sealed class Drawing(Func<Task> draw) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => draw();
    }
}
