using Griot.Ingest.Channels.Poll;
using Griot.Ledger;

namespace Griot.Ingest.Tests.Poll;

/// <summary>When a channel is asked again.</summary>
public sealed class RhythmTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 20, 4, TimeSpan.Zero);
    private static readonly ChannelState New = new() { Channel = "c" };

    [Fact]
    public void Failures_double_the_wait_up_to_a_day_and_never_end()
    {
        var state = New;
        var waits = new List<double>();
        for (var i = 0; i < 2_000; i++)
        {
            state = Rhythm.Failure(state, null, "x", null, Now);
            waits.Add((state.NextPoll!.Value - Now).TotalMinutes);
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440], waits.Take(11));
        Assert.Equal(1440, waits[^1]);
    }

    [Fact]
    public void Success_ends_the_back_off()
    {
        var failed = Rhythm.Failure(Rhythm.Failure(New, null, "x", TimeSpan.FromHours(3), Now), null, "x", TimeSpan.FromHours(3), Now);

        var state = Rhythm.Success(failed, null, broughtSomething: true, Now);

        Assert.Equal((0, null, null), (state.Failures, state.NotBefore, state.LastError));
        Assert.Equal(Now, state.LastAccepted);
    }

    [Fact]
    public void The_interval_adapts_between_five_minutes_and_a_day()
    {
        var busy = New;
        var quiet = New;
        for (var i = 0; i < 60; i++)
        {
            busy = Rhythm.Success(busy, null, broughtSomething: true, Now);
            quiet = Rhythm.Success(quiet, null, broughtSomething: false, Now);
        }

        Assert.Equal(TimeSpan.FromMinutes(5), busy.Interval);
        Assert.Equal(TimeSpan.FromDays(1), quiet.Interval);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void An_impossible_interval_neither_throws_nor_polls_without_a_pause(long ticks)
    {
        var state = Rhythm.Success(New, TimeSpan.FromTicks(ticks), broughtSomething: true, Now);

        Assert.True(state.NextPoll > Now);
        Assert.False(Rhythm.IsDue(state, TimeSpan.FromTicks(ticks), Now));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-24 * 3650)]
    [InlineData(24 * 3650)]
    public void A_step_of_the_clock_costs_no_channel_more_than_two_intervals(int hours)
    {
        var state = Rhythm.Success(New with { Interval = TimeSpan.FromMinutes(8) }, null, broughtSomething: true, Now);
        var failed = Rhythm.Failure(Rhythm.Failure(New, null, "x", TimeSpan.FromHours(2), Now), null, "x", TimeSpan.FromHours(2), Now);
        var later = Now.AddHours(hours);

        Assert.True(Rhythm.IsDue(state, null, later + state.Interval));
        Assert.True(Rhythm.IsDue(state, TimeSpan.FromSeconds(1), later + TimeSpan.FromSeconds(2)));
        Assert.True(Rhythm.IsDue(failed, null, later.AddDays(1)) && !Rhythm.HasToWait(failed, later.AddDays(1)));
    }

    [Fact]
    public void An_interval_from_the_command_line_stands_above_the_channel_s_own_and_below_its_back_off()
    {
        var state = Rhythm.Success(New, null, broughtSomething: true, Now);

        Assert.True(Rhythm.IsDue(state, TimeSpan.FromSeconds(1), Now.AddSeconds(1)));
        Assert.False(Rhythm.IsDue(state, TimeSpan.FromDays(1), Now.AddHours(23)));
        Assert.False(Rhythm.IsDue(Rhythm.Failure(state, null, "x", null, Now), TimeSpan.FromSeconds(1), Now.AddMinutes(4)));
    }
}
