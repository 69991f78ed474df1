using Griot.Tests.Running;
using Griot.Tests.Verifying;

namespace Griot.Tests.Monitoring;

/// <summary>An honest house, watched.</summary>
[Collection(nameof(Watching))]
public sealed class MonitorTests(WatchedHouse house) : IAsyncLifetime
{
    private readonly Watcher watcher = new();
    private Liar mirror = null!;

    [Fact]
    public async Task Nothing_is_wrong_with_an_honest_house_and_what_waits_is_listed_with_its_age()
    {
        var watched = await watcher.WatchAsync(mirror, "--key", house.Key);

        Assert.True(watched.IsClean, watched.Outcome.ToString());
        Assert.Equal(watched.Summary["size"]!.GetValue<long>(), watched.New);
        Assert.Empty(watched.Summary["notChecked"]!.AsArray());
        var waiting = watched.Summary["waiting"]!.AsArray().ToDictionary(one => one!["item"]!.GetValue<string>(), one => one!);
        Assert.Equal(["embargoed", "held"], new[] { house.EmbargoedItem, house.Items["La rumeur"] }.Select(item => waiting[item]["standing"]!.GetValue<string>()));
        Assert.All(waiting.Values, one => Assert.InRange(one["seconds"]!.GetValue<long>(), 0, 3600));
    }

    [Fact]
    public async Task A_second_run_reads_only_what_is_new()
    {
        await watcher.WatchAsync(mirror, "--key", house.Key);
        Assert.Contains(mirror.Asked, path => path.StartsWith("/log/tile/entries/", StringComparison.Ordinal));
        mirror.Asked.Clear();

        var watched = await watcher.WatchAsync(mirror);

        Assert.True(watched.IsClean, watched.Outcome.ToString());
        Assert.Equal(0, watched.New);
        Assert.Contains("no new entry", watched.Summary["notChecked"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(mirror.Asked, path => path.StartsWith("/log/tile/0/", StringComparison.Ordinal) || path.EndsWith("/proof", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_is_looked_at_again_where_that_is_asked_for()
    {
        await watcher.WatchAsync(mirror, "--key", house.Key);
        mirror.Asked.Clear();

        var watched = await watcher.WatchAsync(mirror, "--all");

        Assert.True(watched.IsClean, watched.Outcome.ToString());
        Assert.Empty(watched.Summary["notChecked"]!.AsArray());
        Assert.Contains(house.Pages["Le marché"], mirror.Asked);
        Assert.Contains("/fr/la-rive", mirror.Asked);
    }

    [Fact]
    public async Task A_key_that_nobody_knew_is_trusted_loudly_once()
    {
        var first = await watcher.WatchAsync(mirror);
        Assert.True(first.IsClean, first.Outcome.ToString());
        Assert.Contains("!! No key was known", first.Outcome.Messages, StringComparison.Ordinal);
        Assert.Contains(house.Key, first.Outcome.Messages, StringComparison.Ordinal);

        var second = await watcher.WatchAsync(mirror);
        Assert.DoesNotContain("!!", second.Outcome.Messages, StringComparison.Ordinal);
        Assert.Contains("trusted at first sight", second.Summary["keyFrom"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_cron_there_is_silence_where_nothing_is_wrong()
    {
        var outcome = await watcher.RunAsync(mirror.At("/"), "--key", house.Key, "--quiet");

        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Messages));
    }

    [Fact]
    public async Task Without_quiet_people_are_told_what_was_checked_and_scripts_nothing()
    {
        var outcome = await watcher.RunAsync(mirror.At("/"), "--key", house.Key);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output));
        foreach (var words in new[] { "checked: root and rules", "embargoed for", "held for", "no violation" }) Assert.Contains(words, outcome.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_from_its_last_step()
    {
        using var reached = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        mirror.Own = path =>
        {
            if (!path.StartsWith("/items/", StringComparison.Ordinal)) return null;
            reached.Set();
            release.Wait();
            return null;
        };
        await using (var killed = watcher.Start(mirror.At("/"), "--key", house.Key))
        {
            await Eventually.TrueAsync(() => reached.IsSet || killed.HasEnded, () => killed.Messages);
            await killed.KillAsync();
        }

        release.Set();
        mirror.Own = _ => null;
        mirror.Asked.Clear();
        var watched = await watcher.WatchAsync(mirror);

        Assert.True(watched.IsClean, watched.Outcome.ToString());
        Assert.Equal(0, watched.New);
        Assert.Contains(house.Pages["Le marché"], mirror.Asked);
        Assert.Empty(watched.Summary["notChecked"]!.AsArray());
    }

    [Fact]
    public async Task One_that_follows_sees_what_comes_and_ends_cleanly()
    {
        await using var following = watcher.Start(mirror.At("/"), "--key", house.Key, "--follow", "--every", "100ms");
        await following.SaidAsync("no violation");
        mirror.Own = path => path == $"/items/{house.EmbargoedItem}" ? "{}"u8.ToArray() : null;
        await Eventually.TrueAsync(() => following.Messages.Contains("1 violation", StringComparison.Ordinal), () => following.Messages);

        Assert.Equal(1, await following.EndAsync("TERM"));
    }

    [Fact]
    public async Task Two_monitors_are_not_at_work_on_one_state()
    {
        await using var following = watcher.Start(mirror.At("/"), "--key", house.Key, "--follow", "--every", "1h");
        await following.SaidAsync("no violation");

        var outcome = await watcher.RunAsync(mirror.At("/"));

        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal(0, await following.EndAsync("TERM"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"schema\":2}")]
    public async Task A_state_that_is_damaged_is_refused_and_not_begun_anew(string text)
    {
        await File.WriteAllTextAsync(watcher.State, text, TestContext.Current.CancellationToken);

        var outcome = await watcher.RunAsync(mirror.At("/"), "--key", house.Key);

        Assert.Equal((1, text), (outcome.ExitCode, await File.ReadAllTextAsync(watcher.State, TestContext.Current.CancellationToken)));
        Assert.Contains("ove it away to begin anew", outcome.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_in_which_the_key_was_exchanged_is_refused()
    {
        await watcher.WatchAsync(mirror, "--key", house.Key);
        await File.WriteAllTextAsync(watcher.State, (await File.ReadAllTextAsync(watcher.State, TestContext.Current.CancellationToken)).Replace(house.Key.Split('+')[1], "0badc0de", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.Equal(1, (await watcher.RunAsync(mirror.At("/"))).ExitCode);
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_told_and_is_no_violation()
    {
        var outcome = await watcher.RunAsync($"http://127.0.0.1:{GriotProgram.FreePort()}/", "--quiet");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("could not be asked", outcome.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("monitor")]
    [InlineData("monitor", "griot.example")]
    [InlineData("monitor", "http://127.0.0.1:1/", "--key", "nonsense")]
    [InlineData("monitor", "http://127.0.0.1:1/items/01234567890123456789012345/1")]
    [InlineData("monitor", "http://127.0.0.1:1/", "--follow", "--every", "soon")]
    public async Task Bad_usage_is_told(params string[] arguments) => Assert.Equal(2, (await GriotProgram.RunAsync(arguments)).ExitCode);

    public async ValueTask InitializeAsync() => mirror = await Liar.OpenAsync(house.Site.Address);

    public async ValueTask DisposeAsync()
    {
        await mirror.DisposeAsync();
        watcher.Dispose();
    }
}
