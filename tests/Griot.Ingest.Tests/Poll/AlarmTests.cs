using System.Text;
using CsCheck;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Operator;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Tests.Poll;

/// <summary>When somebody has to be told that a channel is not as it should be.</summary>
public sealed class AlarmTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 20, 4, TimeSpan.Zero);
    private static readonly byte[] Page = Encoding.UTF8.GetBytes("<!doctype html><html><body>" + new string('x', 5000) + "</body></html>");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_channel_that_fails_for_more_than_a_day_raises_one_alarm_that_ends_by_itself()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var alarms = new ChannelAlarms(world.Store, world.Time);
        world.Server["/feed"] = new Page(Page, "text/html");
        var began = world.Time.GetUtcNow();
        for (var i = 0; i < 6; i++)
        {
            await world.PollAsync();
            world.Time.Advance(TimeSpan.FromHours(4));
        }

        Assert.Empty(alarms.Standing());
        world.Time.Advance(TimeSpan.FromHours(24));
        await world.PollAsync();
        world.Time.Advance(TimeSpan.FromHours(24));
        await world.PollAsync();

        var (alarm, _, provider, isTheirs) = Assert.Single(alarms.Standing());
        Assert.Equal((AlarmKind.Failing, "not-a-feed", "kayes-hebdo", true), (alarm.Kind, alarm.Code, provider.Slug, isTheirs));
        Assert.Equal((began, "text/html"), (alarm.Since, alarm.SampleType));
        Assert.Equal(Page[..4096], alarm.Sample);
        Assert.Equal(1, world.Log.Count(LogLevel.Warning, "is failing (not-a-feed)"));

        world.Time.Advance(TimeSpan.FromHours(24));
        await world.PollAsync(Feeds.Rss(Feeds.Item("1")));
        Assert.Empty(alarms.Standing());
        Assert.Null(world.State().Alarm);
        Assert.Equal(1, world.Log.Count(LogLevel.Information, "is well again"));
    }

    [Theory]
    [InlineData(410, "", "gone")]
    [InlineData(403, "<script>window._cf_chl_opt={}</script>", "blocked")]
    public async Task Where_waiting_mends_nothing_three_failures_are_enough_and_nothing_is_withdrawn(int status, string body, string code)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("1")));
        world.Server["/feed"] = new Page(Encoding.UTF8.GetBytes(body), "text/html", status);

        await FailAsync(world, 2);
        Assert.Empty(world.Store.Alarms());
        await FailAsync(world, 1);

        Assert.Equal(code, Assert.Single(world.Store.Alarms()).Code);
        Assert.NotNull(world.Shelf.Take(world.Item("1"))!.Record);
    }

    [Fact]
    public async Task N14_a_certificate_that_is_not_trusted_is_an_alarm_and_nothing_goes_out_in_the_clear()
    {
        using var certificate = Certificates.SelfSigned("127.0.0.1");
        await using var world = await World.OpenAsync(await FeedServer.StartAsync(certificate));
        await world.AddAsync();
        world.Server["/feed"] = new Page(Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("1"))));

        await FailAsync(world, 3);

        Assert.StartsWith("https:", world.Server.Address("/"), StringComparison.Ordinal);
        Assert.Equal("tls", Assert.Single(world.Store.Alarms()).Code);
        Assert.Empty(world.Server.Requests);
        Assert.Empty(world.Entries());
    }

    [Fact]
    public async Task Another_reason_is_the_same_alarm_with_the_newest_reason_and_sample()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/feed"] = new Page([], Status: 410);
        await FailAsync(world, 3);
        var first = Assert.Single(world.Store.Alarms());
        Assert.True(await new ChannelAlarms(world.Store, world.Time).ToldAsync(first, Cancellation));

        world.Server["/feed"] = new Page("<html>vide</html>"u8.ToArray(), "text/html", 500);
        world.Time.Advance(TimeSpan.FromDays(2));
        await FailAsync(world, 1);

        var now = Assert.Single(world.Store.Alarms());
        Assert.Equal(("http-status", first.Raised, 1), (now.Code, now.Raised, now.Tellings));
        Assert.Equal("<html>vide</html>"u8, now.Sample!);
    }

    [Fact]
    public async Task A_feed_of_which_no_item_can_be_read_is_an_alarm_until_one_can()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss("<item></item>", "<item/>"));
        Assert.Equal((AlarmKind.Unreadable, 1), (Assert.Single(world.Store.Alarms()).Kind, world.Log.Count(LogLevel.Warning, "is unreadable")));
        Assert.Contains("none of its 2 items", world.Store.Alarms()[0].Message, StringComparison.Ordinal);

        await world.PollAsync();
        Assert.Single(world.Store.Alarms());

        await world.PollAsync(Feeds.Rss("<item></item>", Feeds.Item("1")));
        Assert.Empty(world.Store.Alarms());
    }

    [Fact]
    public async Task A_feed_of_nothing_but_an_unknown_deletion_is_no_alarm()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        Assert.Equal(1, (await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")))).Quarantined);
        Assert.Empty(world.Store.Alarms());
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(7, 36)]
    public async Task A_channel_that_falls_silent_against_its_habit_is_an_alarm_once_and_ends_with_the_next_piece(int habit, int silentAfter)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        for (var i = 0; i < 7; i++)
        {
            await world.PollAsync(Feeds.Rss(Feeds.Item($"{i}")));
            await DaysAsync(world, habit - 1);
            world.Time.Advance(TimeSpan.FromDays(1));
        }

        await DaysAsync(world, silentAfter - habit - 1);
        Assert.Empty(world.Store.Alarms());
        await DaysAsync(world, 3);

        var alarm = Assert.Single(world.Store.Alarms());
        Assert.Equal((AlarmKind.Silent, "silent"), (alarm.Kind, alarm.Code));
        await DaysAsync(world, 20);
        Assert.Equal(alarm, Assert.Single(world.Store.Alarms()));
        Assert.Equal(1, world.Log.Count(LogLevel.Warning, "is silent"));
        await world.PollAsync(Feeds.Rss(Feeds.Item("news")));
        Assert.Empty(world.Store.Alarms());
    }

    [Theory]
    [InlineData(3650)]
    [InlineData(-3650)]
    public async Task A_house_that_was_closed_or_whose_clock_jumped_makes_no_channel_silent(int days)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        for (var i = 0; i < 8; i++)
        {
            await world.PollAsync(Feeds.Rss(Feeds.Item($"{i}")));
            world.Time.Advance(TimeSpan.FromHours(6));
        }

        var state = world.State();
        var after = Rhythm.Success(state, null, broughtSomething: false, world.Time.GetUtcNow().AddDays(days));

        Assert.False(Habits.IsSilent(after.Habit));
        Assert.InRange(after.Habit.Quiet, TimeSpan.Zero, TimeSpan.FromDays(2));
    }

    [Theory]
    [InlineData(new[] { 1, 1, 29 })]
    [InlineData(new[] { 1, 1, 1, 1, 3 })]
    [InlineData(new[] { 7 })]
    [InlineData(new[] { 30 })]
    public void Who_pauses_at_times_is_known_by_the_pauses(int[] gaps)
    {
        var state = new ChannelState { Channel = "c", LastAccepted = Now, LastSeen = Now, Interval = TimeSpan.FromDays(1) };
        var now = Now;
        var alarms = 0;
        for (var i = 0; i < 300; i++)
        {
            for (var day = 1; day <= gaps[i % gaps.Length]; day++)
            {
                now = now.AddDays(1);
                state = Rhythm.Success(state, TimeSpan.FromDays(1), broughtSomething: day == gaps[i % gaps.Length], now);
                if (Habits.IsSilent(state.Habit)) alarms++;
            }
        }

        Assert.Equal(0, alarms);
    }

    [Fact]
    public void No_history_however_strange_makes_a_habit_that_is_none() => Gen.Select(Gen.Int[-100_000, 100_000], Gen.Bool).Array[0, 60].Sample(history =>
    {
        var state = new ChannelState { Channel = "c" };
        foreach (var (minutes, brings) in history) state = Rhythm.Success(state, null, brings, Now.AddMinutes(minutes));
        return state.Habit is { Gaps: >= 0 } habit && habit.UsualGap >= TimeSpan.Zero && habit.Quiet >= TimeSpan.Zero;
    });

    [Fact]
    public async Task What_was_told_is_told_again_each_week_four_times_and_then_only_shown()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/feed"] = new Page([], Status: 410);
        await FailAsync(world, 3);
        var alarms = new ChannelAlarms(world.Store, world.Time);
        var told = new List<int>();
        for (var day = 0; day < 100; day++)
        {
            foreach (var due in alarms.Due())
                if (await alarms.ToldAsync(due.Alarm, Cancellation)) told.Add(day);
            world.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([0, 7, 14, 21, 28], told);
        Assert.Single(alarms.Standing());
    }

    [Fact]
    public async Task Where_most_servers_are_out_of_reach_at_once_no_provider_is_to_blame()
    {
        await using var world = await World.OpenAsync();
        for (var i = 0; i < 5; i++) await world.AddAtAsync($"http://127.0.0.1:1/{i}", $"Out of reach {i}");
        await world.AddAsync("/gone", "Gone");
        world.Server["/gone"] = new Page([], Status: 410);
        await FailAsync(world, 3);
        world.Time.Advance(TimeSpan.FromDays(2));
        await FailAsync(world, 1);

        var standing = new ChannelAlarms(world.Store, world.Time).Standing();

        Assert.Equal(6, standing.Count);
        Assert.Equal("gone", Assert.Single(standing, alarm => alarm.IsTheirs).Alarm.Code);
    }

    [Fact]
    public async Task What_only_the_operator_can_mend_is_no_provider_s_alarm_and_a_suspended_provider_has_none()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAtAsync("http://192.168.0.1/feed");
        await FailAsync(world, 3);
        world.Time.Advance(TimeSpan.FromDays(2));
        await FailAsync(world, 1);
        var alarms = new ChannelAlarms(world.Store, world.Time);

        Assert.Equal(("special-address", false), Assert.Single(alarms.Standing()) is var one ? (one.Alarm.Code, one.IsTheirs) : default);
        await world.Register.SetAsync(card.Id, new ProviderDetails { State = ProviderState.Suspended }, Cancellation);
        Assert.Empty(alarms.Standing());
    }

    private static async Task FailAsync(World world, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await world.PollAsync();
            world.Time.Advance(TimeSpan.FromMinutes(30));
        }
    }

    private static async Task DaysAsync(World world, int days)
    {
        for (var i = 0; i < days; i++)
        {
            world.Time.Advance(TimeSpan.FromDays(1));
            await world.PollAsync();
        }
    }
}
