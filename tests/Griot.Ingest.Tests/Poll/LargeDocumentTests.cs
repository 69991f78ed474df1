namespace Griot.Ingest.Tests.Poll;

/// <summary>Feeds of many megabytes are taken in like any other; what they hold of memory is bounded.</summary>
public sealed class LargeDocumentTests
{
    [Fact]
    public async Task A_large_feed_is_asked_for_again_when_there_is_room_and_then_at_once()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        using var poller = world.Poller();
        world.Server["/feed"] = new Page(Large("1", "2"));

        var first = await poller.OnceAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(2, first.NewItems);
        Assert.Equal(2, world.Server.Asked("/feed"));

        world.Server["/feed"] = new Page(Large("1", "2", "3"));
        var second = await poller.OnceAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(1, second.NewItems);
        Assert.Equal(3, world.Server.Asked("/feed"));
    }

    [Fact]
    public async Task Many_large_feeds_at_once_all_arrive()
    {
        await using var world = await World.OpenAsync();
        for (var i = 0; i < 12; i++)
        {
            await world.AddAsync($"/feed{i}", $"Journal {i}");
            world.Server[$"/feed{i}"] = new Page(Large($"{i}"));
        }

        var result = await world.PollAsync();

        Assert.Equal((12, 0), (result.NewItems, result.Failed));
    }

    [Fact]
    public async Task A_feed_beyond_the_cap_fails_and_says_so()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        var result = await world.PollAsync(new byte[21 * 1024 * 1024]);

        Assert.Equal(1, result.Failed);
        Assert.StartsWith("too-large", world.State().LastError, StringComparison.Ordinal);
    }

    // A comment before each item: the document is large, its pieces are not.
    private static byte[] Large(params string[] guids) =>
        System.Text.Encoding.UTF8.GetBytes(Feeds.Rss([.. guids.Select(guid => $"<!--{new string('x', 1_100_000)}-->{Feeds.Item(guid)}")]));
}
