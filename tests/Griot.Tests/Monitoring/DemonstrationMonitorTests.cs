using Griot.Tests.Demonstration;
using Griot.Tests.Verifying;

namespace Griot.Tests.Monitoring;

/// <summary>The whole program against the whole program: the invented world, watched while it goes on.</summary>
public sealed class DemonstrationMonitorTests(DemoHouse demonstration)
{
    [Fact]
    public async Task Nothing_is_wrong_with_the_demonstration()
    {
        var site = await demonstration.SiteAsync();
        using var watcher = new Watcher();
        await using var mirror = await Liar.OpenAsync(site.Address);

        // A new piece comes every few seconds: what is shown may be signed a moment later.
        var watched = await watcher.WatchAsync(mirror, "--key", (await site.ReadAsync("/log/key")).Trim(), "--merge-delay", "10s");

        Assert.True(watched.Outcome.ExitCode == 0, watched.Outcome.ToString());
        Assert.Equal(["R10"], watched.Rules);
        Assert.InRange(watched.New, 100, 100_000);
    }
}
