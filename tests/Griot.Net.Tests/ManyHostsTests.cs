using static Griot.Net.Tests.Fetching;

namespace Griot.Net.Tests;

public sealed class ManyHostsTests
{
    private const int Hosts = 600;

    /// <summary>The CPU time printed is that of both sides, of servers and client; it is told, not judged.</summary>
    [Fact]
    public async Task Six_hundred_conditional_fetches_of_six_hundred_hosts_at_once()
    {
        await using var server = new RawServer("HTTP/1.1 304 Not Modified\r\n\r\n", "0.0.0.0");
        using var http = new GuardedHttp(
            new AddressGuard(Loopback), new HostPoliteness(TimeSpan.FromSeconds(1), 2, TimeProvider.System), TimeProvider.System);
        var before = Environment.CpuUsage.TotalTime;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Hosts).Select(number => http.FetchAsync(
            Get(new Uri($"http://127.1.{number / 250}.{(number % 250) + 1}:{server.Port}/feed")) with { ETag = "\"1\"" },
            TestContext.Current.CancellationToken)));

        var spent = Environment.CpuUsage.TotalTime - before;
        TestContext.Current.SendDiagnosticMessage($"{Hosts} fetches, {spent.TotalMilliseconds:0} ms of CPU in all");
        Assert.All(outcomes, outcome => Assert.IsType<FetchOutcome.NotModified>(outcome));
        Assert.Equal(Hosts, server.Requests.Count);
    }
}
