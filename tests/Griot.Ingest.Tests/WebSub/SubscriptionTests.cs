using System.Net;
using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Ingest.Tests.WebSub;

/// <summary>What hubs are asked, when, and what they may ask back.</summary>
public sealed class SubscriptionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hub_that_a_feed_names_is_asked_for_the_feeds_own_name_with_a_secret_and_a_callback_that_nobody_can_guess()
    {
        await using var house = await Listening.OpenAsync();
        await house.ReadAsync();
        Assert.Equal(1, await house.PassAsync());

        var asked = Assert.Single(house.Hub.Asked);
        Assert.Equal(("subscribe", Listening.Topic, "864000"), (asked["hub.mode"], asked["hub.topic"], asked["hub.lease_seconds"]));
        Assert.StartsWith("https://griot.example/websub/", asked["hub.callback"], StringComparison.Ordinal);
        Assert.Equal(22, asked["hub.callback"].Split('/')[^1].Length);
        Assert.Equal(64, asked["hub.secret"].Length);
        Assert.Equal(0, await house.PassAsync());
    }

    [Fact]
    public async Task Its_question_is_answered_once_and_only_as_it_was_asked_for()
    {
        await using var house = await Listening.OpenAsync();
        await house.ReadAsync();
        await house.PassAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await house.AskBackAsync(topic: "https://other.example/feed")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await house.AskBackAsync(mode: "unsubscribe")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await house.AskBackAsync(mode: "publish")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await house.AskBackAsync(lease: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await house.AskBackAsync(lease: -5)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await house.AskBackAsync(challenge: "%3Cscript%3E%20")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await house.AskBackAsync(callback: "/websub/AAAAAAAAAAAAAAAAAAAAAA")).Status);
        Assert.Null(house.Row.Until);
        Assert.Equal((HttpStatusCode.OK, "un-mot"), await house.AskBackAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await house.AskBackAsync()).Status);
        Assert.Equal(house.World.Time.GetUtcNow().AddDays(10), house.Row.Until!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_lease_is_renewed_at_two_thirds_under_the_same_callback_and_holds_meanwhile()
    {
        await using var house = await Listening.SubscribedAsync();
        var first = house.Hub.Last;

        house.World.Time.Advance(TimeSpan.FromDays(6.6));
        Assert.Equal(0, await house.PassAsync());
        house.World.Time.Advance(TimeSpan.FromDays(0.1));
        Assert.Equal(1, await house.PassAsync());

        Assert.Equal((first["hub.callback"], first["hub.secret"]), (house.Hub.Last["hub.callback"], house.Hub.Last["hub.secret"]));
        Assert.Equal(HttpStatusCode.Accepted, await house.TellAsync());
        Assert.Equal(HttpStatusCode.OK, (await house.AskBackAsync(lease: 3_600)).Status);
        Assert.Equal(house.World.Time.GetUtcNow().AddHours(1), house.Row.Until!.Value, TimeSpan.FromSeconds(1));
        house.World.Time.Advance(TimeSpan.FromMinutes(41));
        Assert.Equal(1, await house.PassAsync());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(202)]
    [InlineData(302)]
    public async Task A_hub_that_refuses_or_stays_silent_is_asked_ever_more_seldom_down_to_once_in_eight_days(int status)
    {
        await using var house = await Listening.OpenAsync();
        house.Hub.Status = status;
        await house.ReadAsync();
        var waits = new List<TimeSpan>();
        for (var time = 0; time < 13; time++)
        {
            Assert.Equal(1, await house.PassAsync());
            var wait = house.Row.Next - house.World.Time.GetUtcNow();
            waits.Add(wait);
            house.World.Time.Advance(wait - TimeSpan.FromSeconds(1));
            Assert.Equal(0, await house.PassAsync());
            house.World.Time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(15, waits[0].TotalMinutes, 0.1);
        Assert.Equal(8, waits[^1].TotalDays, 0.1);
        Assert.Equal(13, house.Hub.Asked.Count);
        Assert.NotNull(house.Row.LastError);
    }

    [Fact]
    public async Task A_hub_that_denies_is_asked_again_after_a_day_and_its_reason_is_kept()
    {
        await using var house = await Listening.OpenAsync();
        await house.ReadAsync();
        await house.PassAsync();

        using var denied = await house.Client.GetAsync($"{house.Callback}?hub.mode=denied&hub.topic={Uri.EscapeDataString(Listening.Topic)}&hub.reason=no%20such%20topic", Cancellation);

        Assert.Equal(HttpStatusCode.OK, denied.StatusCode);
        Assert.Equal("the hub denies it: no such topic", house.Row.LastError);
        Assert.Equal(HttpStatusCode.NotFound, (await house.AskBackAsync()).Status);
        house.World.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await house.PassAsync());
        house.World.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await house.PassAsync());
    }

    [Fact]
    public async Task A_feed_that_names_no_hub_or_not_itself_or_a_password_is_polled_and_nobody_is_asked()
    {
        await using var house = await Listening.OpenAsync();
        await house.ReadAsync(topic: null);
        await house.ReadAsync(topic: "https://me:secret@kayes.example/feed", items: Feeds.Item("2"));
        await house.ReadAsync(hub: "https://me:secret@hub.example/", items: Feeds.Item("3"));
        await house.ReadAsync(hub: "http://\u0378.example/", items: Feeds.Item("4"));

        Assert.Empty(house.World.Store.HubSubscriptions());
        Assert.Equal(0, await house.PassAsync());
    }

    [Fact]
    public async Task A_feed_that_stops_naming_its_hub_is_unsubscribed_and_its_row_goes()
    {
        await using var house = await Listening.SubscribedAsync();
        await house.World.PollAsync(Feeds.Rss(Feeds.Item("2")));

        Assert.Equal(HttpStatusCode.NotFound, await house.TellAsync());
        Assert.Equal(1, await house.PassAsync());
        Assert.Equal("unsubscribe", house.Hub.Last["hub.mode"]);
        Assert.Equal((HttpStatusCode.OK, "un-mot"), await house.AskBackAsync("unsubscribe", lease: null));
        await house.PassAsync();
        Assert.Empty(house.World.Store.HubSubscriptions());
    }

    [Fact]
    public async Task A_feed_that_names_another_hub_each_time_makes_one_request_an_hour()
    {
        await using var house = await Listening.OpenAsync();
        await using var second = await StrangeHub.OpenAsync();
        for (var time = 0; time < 12; time++)
        {
            await house.ReadAsync(hub: (time % 2 == 0 ? house.Hub : second).Address, items: Feeds.Item($"{time}"));
            await house.PassAsync();
            house.World.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.InRange(house.Hub.Asked.Count + second.Asked.Count, 1, 2);
    }

    // I09: a provider that was suspended is unsubscribed, and what its hub says is for nobody.
    [Theory]
    [InlineData(ProviderState.Suspended)]
    [InlineData(ProviderState.Archived)]
    public async Task I09_a_provider_that_is_not_active_is_unsubscribed_and_subscribed_again_when_it_is(ProviderState state)
    {
        await using var house = await Listening.SubscribedAsync();
        await house.World.Register.SetAsync(house.Card.Id, new ProviderDetails { State = state }, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, await house.TellAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await house.AskBackAsync()).Status);
        Assert.False(house.IsNudged());
        Assert.Equal(1, await house.PassAsync());
        Assert.Equal("unsubscribe", house.Hub.Last["hub.mode"]);
        Assert.Equal(HttpStatusCode.OK, (await house.AskBackAsync("unsubscribe", lease: null)).Status);
        Assert.Equal(0, await house.PassAsync());
        Assert.Null(house.Row.Until);

        await house.World.Register.SetAsync(house.Card.Id, new ProviderDetails { State = ProviderState.Active }, Cancellation);
        house.World.Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(1, await house.PassAsync());
        Assert.Equal("subscribe", house.Hub.Last["hub.mode"]);
    }

    // N08: a hub in a network that is open to feeds, and to nothing else.
    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::1]:1/hub")]
    [InlineData("http://2130706433/hub")]
    [InlineData(null)]
    public async Task N08_a_hub_that_is_not_public_is_never_asked(string? hub)
    {
        await using var house = await Listening.OpenAsync();
        await house.ReadAsync(hub);

        await house.Hubs(openedNetworks: false).PassAsync(Cancellation);

        Assert.Empty(house.Hub.Asked);
        Assert.NotNull(house.Row.LastError);
        Assert.Null(house.Row.Until);
    }

    [Fact]
    public async Task A_feed_that_names_this_house_as_its_hub_or_topic_is_not_obeyed()
    {
        await using var house = await Listening.OpenAsync();
        await house.ReadAsync();

        Assert.Equal(0, await house.Hubs(openedNetworks: true, publicUrl: house.Hub.Address[..^3]).PassAsync(Cancellation));
        Assert.Equal(0, await house.Hubs(openedNetworks: true, publicUrl: "https://kayes.example/").PassAsync(Cancellation));
        Assert.Empty(house.Hub.Asked);
    }

    [Fact]
    public async Task Two_processes_ask_a_hub_once()
    {
        await using var house = await Listening.OpenAsync();
        await house.ReadAsync();

        await Task.WhenAll(house.PassAsync(), house.Hubs(openedNetworks: true).PassAsync(Cancellation));

        Assert.Single(house.Hub.Asked);
    }
}
