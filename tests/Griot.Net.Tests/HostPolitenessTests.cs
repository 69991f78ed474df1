using Microsoft.Extensions.Time.Testing;

namespace Griot.Net.Tests;

public sealed class HostPolitenessTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task The_first_request_starts_at_once_and_the_next_a_second_after()
    {
        var politeness = new HostPoliteness(Second, 2, clock);

        var first = Enter(politeness, "a.example");
        var second = Enter(politeness, "a.example");
        Assert.True(first.IsCompleted);
        Assert.False(second.IsCompleted);

        clock.Advance(Second);
        await second;
    }

    [Fact]
    public async Task Two_requests_at_a_time_and_the_third_when_one_is_done()
    {
        var politeness = new HostPoliteness(TimeSpan.Zero, 2, clock);
        var first = await Enter(politeness, "a.example");
        using var second = await Enter(politeness, "a.example");

        var third = Enter(politeness, "a.example");
        Assert.False(third.IsCompleted);

        first.Dispose();
        first.Dispose();
        (await third).Dispose();
    }

    [Fact]
    public void Six_hundred_hosts_do_not_wait_for_each_other()
    {
        var politeness = new HostPoliteness(Second, 1, clock);

        Assert.All(Enumerable.Range(0, 600), number => Assert.True(Enter(politeness, $"127.0.{number / 256}.{number % 256}").IsCompleted));
    }

    [Fact]
    public async Task A_host_is_its_name_whatever_the_case()
    {
        var politeness = new HostPoliteness(TimeSpan.Zero, 1, clock);
        using var turn = await Enter(politeness, "a.example");

        Assert.False(Enter(politeness, "A.Example").IsCompleted);
    }

    [Fact]
    public async Task The_pause_outlives_the_request_and_the_host_is_forgotten_after_it()
    {
        var politeness = new HostPoliteness(Second, 1, clock);
        (await Enter(politeness, "a.example")).Dispose();

        var second = Enter(politeness, "a.example");
        Assert.False(second.IsCompleted);
        clock.Advance(Second);
        (await second).Dispose();

        clock.Advance(Second);
        using var other = await Enter(politeness, "b.example");
        Assert.Equal(1, politeness.Remembered);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_hosts_that_were_ever_asked()
    {
        var politeness = new HostPoliteness(Second, 1, clock);
        for (var number = 0; number < 10_000; number++)
        {
            (await Enter(politeness, $"{number}.example")).Dispose();
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(politeness.Remembered, 1, 12);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_place_to_the_others()
    {
        var politeness = new HostPoliteness(TimeSpan.Zero, 1, clock);
        var first = await Enter(politeness, "a.example");
        using var stop = new CancellationTokenSource();
        var given = politeness.EnterAsync("a.example", stop.Token).AsTask();
        var third = Enter(politeness, "a.example");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        first.Dispose();

        (await third).Dispose();
    }

    [Fact]
    public async Task Never_more_at_a_time_and_never_faster_than_agreed()
    {
        var politeness = new HostPoliteness(Second, 2, clock);
        var started = new List<DateTimeOffset>();
        var (running, most) = (0, 0);
        var began = clock.GetUtcNow();
        var all = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VisitAsync()));
        while (!all.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        await all;
        Assert.Equal(20, started.Count);
        Assert.InRange(most, 1, 2);
        // A start is noted a little after it was given, and the clock may have gone on by then: what can be held against the
        // agreement is that none came before its turn.
        Assert.All(started.Order().Index(), start => Assert.True(start.Item - began >= start.Index * Second));

        async Task VisitAsync()
        {
            using var turn = await Enter(politeness, "a.example");
            lock (started)
            {
                started.Add(clock.GetUtcNow());
                most = Math.Max(most, ++running);
            }

            await Task.Delay(TimeSpan.FromSeconds(3), clock);
            lock (started) running--;
        }
    }

    private static Task<IDisposable> Enter(HostPoliteness politeness, string host) =>
        politeness.EnterAsync(host, TestContext.Current.CancellationToken).AsTask();
}
