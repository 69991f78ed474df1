using System.Text;
using Griot.Ingest.Operator;

namespace Griot.Ingest.Tests.Poll;

/// <summary>What a feed can make this house do towards others: nothing but ask for that feed, at its own pace.</summary>
public sealed class OutsideTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task N08_nothing_that_a_feed_names_is_fetched()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        string At(string path) => world.Server.Address(path);
        var item = Feeds.Item("1", $"<p><img src=\"{At("/img")}\"><iframe src=\"{At("/frame")}\"></iframe><a href=\"{At("/link")}\">a</a></p>",
            $"<link>{At("/item")}</link><enclosure url=\"{At("/enclosure")}\" type=\"audio/mpeg\" length=\"1\"/><comments>{At("/comments")}</comments><source url=\"{At("/source")}\">s</source>");
        var feed = $"<?xml version=\"1.0\"?><?xml-stylesheet type=\"text/xsl\" href=\"{At("/style.xsl")}\"?><rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:xi=\"http://www.w3.org/2001/XInclude\"><channel>"
            + $"<atom:link rel=\"hub\" href=\"{At("/hub")}\"/><atom:link rel=\"self\" href=\"{At("/self")}\"/><atom:link rel=\"next\" href=\"{At("/next")}\"/><image><url>{At("/logo")}</url></image><cloud domain=\"127.0.0.1\" path=\"/cloud\"/>"
            + $"<docs>{At("/docs")}</docs><link>{At("/home")}</link>{item}<item><guid>2</guid><title>x</title><xi:include href=\"{At("/include")}\"/></item></channel></rss>";
        world.Server["/feed"] = new Page(Encoding.UTF8.GetBytes(feed)) { Headers = new Dictionary<string, string> { ["Link"] = $"<{At("/hub")}>; rel=hub", ["Refresh"] = $"0; url={At("/refresh")}" } };

        Assert.Equal(2, (await world.PollAsync()).NewItems);
        await world.PollAsync();

        Assert.All(world.Server.Requests, request => Assert.Equal("/feed", request.Path));
    }

    [Fact]
    public async Task N11_five_hundred_servers_that_never_answer_keep_no_other_waiting()
    {
        await using var world = await World.OpenAsync(await FeedServer.StartAsync(host: "0.0.0.0"));
        var never = new TaskCompletionSource();
        for (var i = 0; i < 500; i++)
        {
            await world.AddAtAsync($"http://127.1.{i / 250}.{(i % 250) + 1}:{world.Server.Port}/slow", $"Slow {i}");
            if (i % 25 == 0) await world.AddAtAsync($"http://127.2.0.{(i / 25) + 1}:{world.Server.Port}/quick", $"Quick {i}");
        }

        world.Server["/slow"] = new Page([]) { After = never.Task };
        world.Server["/quick"] = new Page(Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("1"))));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var running = world.Poller().RunAsync(end.Token);
        while (world.Entries().Count < 20)
        {
            Cancellation.ThrowIfCancellationRequested();
            world.Time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(5, Cancellation);
        }

        // All the quick ones are read, and of the slow ones none has ended: not one of them was waited for.
        Assert.All(world.Store.Channels(), known => Assert.Equal(known.Channel.Address!.EndsWith("/quick", StringComparison.Ordinal), known.State is not null));
        await end.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData(null, "Thu, 01 Jan 2099 00:00:00 GMT")]
    [InlineData("W/\"weak\"", null)]
    [InlineData("\"strong\"", "Thu, 01 Jan 2099 00:00:00 GMT")]
    public async Task N12_validators_of_whatever_kind_hide_nothing_for_more_than_a_month(string? tag, string? date)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/feed"] = new Page(Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("1"))), ETag: tag, LastModified: date);
        await world.PollAsync();
        world.Server["/feed"] = new Page(Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("1"), Feeds.Item("2"))), ETag: tag, LastModified: date);
        Assert.Equal(1, (await world.PollAsync()).NotModified);
        var found = 0;
        for (var day = 0; day < 31; day++)
        {
            world.Time.Advance(TimeSpan.FromDays(1));
            found += (await world.PollAsync()).NewItems;
        }

        Assert.Equal(1, found);
    }

    [Fact]
    public async Task N16_a_feed_that_two_providers_name_is_two_providers_pieces_and_proven_for_neither()
    {
        await using var world = await World.OpenAsync();
        var first = await world.AddAsync("/feed", "First");
        var second = await world.AddAsync("/feed", "Second");

        var result = await world.PollAsync(Feeds.Rss(Feeds.Item("1")));

        Assert.Equal(2, result.NewItems);
        Assert.Equivalent(new[] { first.Id, second.Id }, world.Entries().Select(entry => entry.Entry.Provider));
        Assert.All(world.Entries(), entry => Assert.Equal(Record.Evidence.Plain, entry.Entry.Evidence));
        Assert.All(world.Store.Cards().SelectMany(card => card.Channels), channel => Assert.False(channel.Proven));
    }

    [Fact]
    public async Task N16_a_channel_that_is_moved_onto_another_s_feed_touches_nothing_of_the_other_s()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync("/theirs", "First");
        var second = await world.AddAsync("/ours", "Second");
        world.Server["/theirs"] = new Page(Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("1"))));
        world.Server["/ours"] = new Page(Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("2"))));
        await world.PollAsync();
        var theirs = world.Item("1");

        await new ChannelMoves(world.Store, world.Time).MoveAsync(second.Channels[0].Id, world.Server.Address("/theirs"), Cancellation);
        await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>Autre.</p>")), "/theirs");

        Assert.Equal(2, world.Items("1").Count);
        var own = Assert.Single(world.Items("1"), item => item != theirs);
        Assert.Equal(second.Id, world.Store.History(own)[0].Entry.Provider);
        Assert.All(world.Store.History(theirs), entry => Assert.NotEqual(second.Id, entry.Entry.Provider));
    }
}
