using System.Text;
using CsCheck;
using Griot.Formats;
using Griot.Ingest.Channels.Poll;
using Griot.Ledger;

namespace Griot.Ingest.Tests.Poll;

/// <summary>What a provider declares of its update periods, and how far it is followed.</summary>
public sealed class DeclaredPeriodsTests
{
    // A Monday, 14:20:04 UTC.
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 20, 4, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 10, 10)]
    [InlineData(60, 10, 60)]
    [InlineData(1, 10, 10)]
    [InlineData(1, 5, 5)]
    [InlineData(60 * 24 * 7, 10, 60 * 24)]
    [InlineData(60, 60 * 24, 60 * 24)]
    public void A_declared_period_is_the_shortest_interval_and_never_more_than_a_day(int? declared, int own, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), DeclaredPeriods.Wait(
            DeclaredPeriods.Read(declared is { } said ? new UpdatePlan(TimeSpan.FromMinutes(said), 0, 0) : null, None, Now), TimeSpan.FromMinutes(own), Now));

    [Theory]
    [InlineData("max-age=1800", null, null, 30.0)]
    [InlineData("public, Max-Age=\"1800\", must-revalidate", null, null, 30.0)]
    [InlineData("max-age=1800", "600", null, 20.0)]
    [InlineData("max-age=1800", "3600", null, null)]
    [InlineData("max-age=31536000", null, null, 60.0)]
    [InlineData("max-age=99999999999999999999999999999", null, null, 60.0)]
    [InlineData("max-age=-5", null, null, null)]
    [InlineData("max-age=x", null, null, null)]
    [InlineData("no-cache, max-age=1800", null, null, null)]
    [InlineData("s-maxage=1800", null, null, null)]
    [InlineData(null, null, "Mon, 23 Nov 2026 14:40:04 GMT", 20.0)]
    [InlineData("max-age=1800", null, "Mon, 23 Nov 2026 14:40:04 GMT", 30.0)]
    [InlineData(null, null, "Mon, 23 Nov 2099 14:40:04 GMT", 60.0)]
    [InlineData(null, null, "0", null)]
    [InlineData(null, null, "Thu, 01 Jan 1970 00:00:00 GMT", null)]
    public void What_caches_are_told_is_believed_up_to_an_hour(string? cacheControl, string? age, string? expires, double? minutes)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (cacheControl is not null) headers["Cache-Control"] = cacheControl;
        if (age is not null) headers["Age"] = age;
        if (expires is not null) headers["Expires"] = expires;

        Assert.Equal(minutes, DeclaredPeriods.Read(null, headers, Now).Least?.TotalMinutes);
    }

    [Fact]
    public void Of_feed_and_headers_the_longer_period_holds()
    {
        var headers = new Dictionary<string, string> { ["Cache-Control"] = "max-age=1800" };

        Assert.Equal(30, DeclaredPeriods.Read(new UpdatePlan(TimeSpan.FromMinutes(15), 0, 0), headers, Now).Least!.Value.TotalMinutes);
        Assert.Equal(90, DeclaredPeriods.Read(new UpdatePlan(TimeSpan.FromMinutes(90), 0, 0), headers, Now).Least!.Value.TotalMinutes);
    }

    [Theory]
    [InlineData("14", "", "15:00:00")]
    [InlineData("15", "", "14:30:04")]
    [InlineData("14 15 16", "", "17:00:00")]
    [InlineData("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23", "", "14:30:04")]
    [InlineData("", "Monday", "1.00:00:00")]
    [InlineData("0 1 2 3", "Monday", "1.04:00:00")]
    [InlineData("", "Sunday Saturday", "14:30:04")]
    [InlineData("", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "14:30:04")]
    [InlineData("", "Monday Tuesday Wednesday", "1.14:20:04")]
    public void Skipped_hours_and_days_of_universal_time_are_waited_out_and_a_day_at_most(string hours, string days, string next)
    {
        var declared = new DeclaredRhythm(
            null,
            hours.Split(' ', StringSplitOptions.RemoveEmptyEntries).Sum(hour => 1 << int.Parse(hour, System.Globalization.CultureInfo.InvariantCulture)),
            days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Sum(day => 1 << (int)Enum.Parse<DayOfWeek>(day)));
        var now = Now.ToOffset(TimeSpan.FromHours(hours.Length > 3 ? 9 : -7));

        var wait = DeclaredPeriods.Wait(declared, TimeSpan.FromMinutes(10), now);

        Assert.Equal(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero) + TimeSpan.Parse(next, System.Globalization.CultureInfo.InvariantCulture), now + wait);
    }

    [Fact]
    public void No_declaration_keeps_a_channel_waiting_for_more_than_a_day_or_less_than_its_own_interval() =>
        Gen.Select(Gen.Int[0, 1 << 24], Gen.Int[0, 1 << 7], Gen.Int[5, 1440], Gen.Int[-1, 100_000], Gen.Int[0, 10_000_000]).Sample((hours, days, own, least, seconds) =>
        {
            var declared = new DeclaredRhythm(least < 0 ? null : TimeSpan.FromMinutes(least), hours, days);
            var wait = DeclaredPeriods.Wait(declared, TimeSpan.FromMinutes(own), Now.AddSeconds(seconds));
            return wait <= Rhythm.Longest && wait >= TimeSpan.FromMinutes(own);
        });

    [Fact]
    public async Task A_feed_is_polled_as_seldom_as_it_asks_for_and_as_often_as_the_operator_says()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/feed"] = new Page(Encoding.UTF8.GetBytes($"<rss version=\"2.0\"><channel><ttl>180</ttl>{Feeds.Item("1")}</channel></rss>"), ETag: "\"a\"");
        await world.PollAsync();

        await world.PollAsync();
        var state = world.State();

        Assert.Equal(TimeSpan.FromMinutes(180), state.NextPoll - state.LastSeen);
        Assert.False(Rhythm.IsDue(state, null, world.Time.GetUtcNow().AddMinutes(179)));
        Assert.True(Rhythm.IsDue(state, null, world.Time.GetUtcNow().AddMinutes(180)));
        Assert.True(Rhythm.IsDue(state, TimeSpan.FromMinutes(5), world.Time.GetUtcNow().AddMinutes(5)));
        Assert.Equal(TimeSpan.FromMinutes(10), Rhythm.Success(state, TimeSpan.FromMinutes(10), false, world.Time.GetUtcNow()).NextPoll - world.Time.GetUtcNow());
    }

    [Fact]
    public async Task What_is_no_longer_declared_no_longer_holds()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/feed"] = new Page(Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("1")))) { Headers = new Dictionary<string, string> { ["Cache-Control"] = "max-age=1800" } };
        await world.PollAsync();
        var before = world.State();

        await world.PollAsync(Feeds.Rss(Feeds.Item("2")));

        Assert.Equal(TimeSpan.FromMinutes(30), before.NextPoll - before.LastSeen);
        Assert.Equal(new DeclaredRhythm(null, 0, 0), world.State().Declared);
    }

    private static Dictionary<string, string> None => [];
}
