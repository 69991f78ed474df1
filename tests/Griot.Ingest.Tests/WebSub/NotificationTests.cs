using System.Net;
using System.Net.Sockets;
using System.Text;
using Griot.Ingest.Channels.Poll;

namespace Griot.Ingest.Tests.WebSub;

/// <summary>What a hub can bring about: that a channel's own address is polled, and nothing else.</summary>
public sealed class NotificationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public async Task A_signed_notification_means_poll_now_and_not_a_word_of_it_is_taken(string method)
    {
        await using var house = await Listening.SubscribedAsync();
        var body = Feeds.Rss(Feeds.Item("forged", "<p>Mots d'un autre.</p>"));

        Assert.Equal(HttpStatusCode.Accepted, await house.TellAsync(body, StrangeHub.Sign(body, house.Row.Secret, method)));

        Assert.True(house.IsNudged());
        Assert.Empty(house.World.Items("forged"));
        Assert.False(house.World.IsInItsFiles("Mots d'un autre"));
        Assert.Equal(1, house.Row.Told);
    }

    [Fact]
    public async Task D04_what_is_not_signed_or_wrongly_is_refused_and_nothing_comes_of_it()
    {
        await using var house = await Listening.SubscribedAsync();
        var right = StrangeHub.Sign("<rss/>", house.Row.Secret);
        string[] wrong =
        [
            "", "sha256=", "sha256", "sha256=zz", right[..^1], right[..^1] + (right[^1] == '0' ? '1' : '0'), right + "00", right.Replace("sha256", "sha512"),
            StrangeHub.Sign("<rss/>", house.Row.Secret, "sha1"), StrangeHub.Sign("<rss/>", "another secret"), StrangeHub.Sign("<rss />", house.Row.Secret), "none=", "=" + right,
        ];

        foreach (var signature in wrong) Assert.Equal(HttpStatusCode.Forbidden, await house.TellAsync(signature: signature));
        Assert.Equal(HttpStatusCode.NotFound, await house.TellAsync(callback: "/websub/AAAAAAAAAAAAAAAAAAAAAA"));
        Assert.False(house.IsNudged());
        Assert.Equal(0, house.Row.Told);
    }

    [Fact]
    public async Task D04_a_gigabyte_is_refused_before_it_is_read()
    {
        await using var house = await Listening.SubscribedAsync();

        Assert.StartsWith("HTTP/1.1 413", await RawAsync(house, "Content-Length: 1073741824", 0), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403", await RawAsync(house, "Content-Length: 1073741824", 0, signature: "sha1=00"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 413", await RawAsync(house, "Transfer-Encoding: chunked", 1_100_000), StringComparison.Ordinal);
        Assert.False(house.IsNudged());
    }

    [Fact]
    public async Task D04_a_notification_that_is_sent_a_thousand_times_costs_one_poll_a_minute()
    {
        await using var house = await Listening.SubscribedAsync();
        var poller = house.World.Store.Channels()[0].Channel.Id;
        var polls = 0;
        for (var time = 0; time < 1_000; time++)
        {
            Assert.Equal(HttpStatusCode.Accepted, await house.TellAsync());
            if (house.IsNudged() && house.Nudges.Take(poller)) polls++;
            house.World.Time.Advance(TimeSpan.FromMilliseconds(180));
        }

        Assert.InRange(polls, 3, 4);
        Assert.InRange(house.Row.Told, 3, 4);
    }

    [Fact]
    public async Task The_poller_goes_at_once_and_minds_the_providers_own_wish_to_be_left_alone()
    {
        await using var house = await Listening.SubscribedAsync();
        using var poller = new Poller(house.World.Store, house.World.Http, house.World.Time, new PollOptions(), house.World.Log, house.Nudges);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = poller.RunAsync(ending.Token);
        house.World.Server["/feed"] = new Page([], Status: 503, RetryAfter: "7200");

        await house.TellAsync();
        await UntilAsync(house, () => house.World.State().NotBefore is not null);
        var asked = house.World.Server.Asked("/feed");
        house.World.Server["/feed"] = new Page(Encoding.UTF8.GetBytes(house.Feed(items: Feeds.Item("new"))));
        await house.TellAsync();
        await UntilAsync(house, () => house.World.Time.GetUtcNow() > house.World.State().NotBefore - TimeSpan.FromMinutes(1));
        Assert.Equal(asked, house.World.Server.Asked("/feed"));
        await UntilAsync(house, () => house.World.Items("new").Count > 0);

        await ending.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_hub_that_speaks_for_nothing_does_not_make_the_house_poll_more_seldom()
    {
        await using var house = await Listening.SubscribedAsync();
        var interval = house.World.State().Interval;
        using var poller = new Poller(house.World.Store, house.World.Http, house.World.Time, new PollOptions(), house.World.Log, house.Nudges);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = poller.RunAsync(ending.Token);
        for (var time = 1; time <= 5; time++)
        {
            var asked = house.World.Server.Asked("/feed");
            await house.TellAsync();
            await UntilAsync(house, () => house.World.Server.Asked("/feed") > asked);
            house.World.Time.Advance(TimeSpan.FromSeconds(30));
        }

        await UntilAsync(house, () => house.World.State().LastSeen > house.World.Time.GetUtcNow() - TimeSpan.FromMinutes(2));
        await ending.CancelAsync();
        await running;
        Assert.Equal(interval, house.World.State().Interval);
    }

    [Fact]
    public async Task A_lease_that_has_run_out_counts_no_more()
    {
        await using var house = await Listening.SubscribedAsync();
        house.World.Time.Advance(TimeSpan.FromDays(11));

        Assert.Equal(HttpStatusCode.NotFound, await house.TellAsync());
    }

    // Moves the clock in the poller's own steps until it is so.
    private static async Task UntilAsync(Listening house, Func<bool> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "it was never so");
            house.World.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5, Cancellation);
        }
    }

    private static async Task<string> RawAsync(Listening house, string framing, int chunk, string? signature = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, house.Client.BaseAddress!.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {house.Callback} HTTP/1.1\r\nHost: x\r\nX-Hub-Signature: {signature ?? StrangeHub.Sign("", house.Row.Secret)}\r\n{framing}\r\n\r\n" + (chunk > 0 ? $"{chunk:x}\r\n" : "")), Cancellation);
        if (chunk > 0) await stream.WriteAsync(new byte[chunk], Cancellation);
        var start = new byte[12];
        await stream.ReadExactlyAsync(start, Cancellation);
        return Encoding.ASCII.GetString(start);
    }
}
