using System.Globalization;
using Griot.Testing;

namespace Griot.Ledger.Tests.Crashes;

/// <summary>
/// F1 and F2 of hostile-input.md: processes that are killed, and power that is cut, at random under load. In the suite a few
/// rounds; <c>bench/crash</c> runs as many as it is told.
/// </summary>
public sealed class CrashTests
{
    // Each round checks all that stands: a store that grew for ever would make the last ones slow.
    private const int RoundsOfOneStore = 50;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(400);

    [Fact]
    [Trait("Speed", "slow")]
    public async Task F1_a_process_that_is_killed_at_any_moment_loses_and_doubles_nothing()
    {
        using var folder = new TemporaryFolder();
        await RoundsAsync("F1 kill -9", Rounds("GRIOT_KILLS", 12), folder.File("data"), process =>
        {
            process.Kill();
            return long.MaxValue;
        }, () => { });
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task F2_power_that_is_cut_at_any_moment_loses_and_doubles_nothing()
    {
        if (Loop.Missing() is { } missing) Assert.Skip($"F2: {missing}");
        using var folder = new TemporaryFolder();
        using var disk = new Loop(folder.Path);
        await RoundsAsync("F2 power cut", Rounds("GRIOT_POWER_CUTS", 8), Path.Combine(disk.Folder, "data"), process =>
        {
            var cut = TimeProvider.System.GetTimestamp();
            disk.CutPower();
            process.Kill();
            return cut;
        }, disk.Restart);
    }

    private static async Task RoundsAsync(string name, int rounds, string folder, Func<System.Diagnostics.Process, long> end, Action restart)
    {
        Assert.SkipWhen(rounds == 0, $"{name}: no rounds were asked for");
        var random = new Random(Rounds("GRIOT_SEED", 20261124));
        var (entries, checkpoints, late, lost) = (0, 0, 0, 0);
        Survivor survivor = new(folder);
        var ready = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            if (round % RoundsOfOneStore == 0) survivor = new Survivor(Path.Combine(folder, $"{round / RoundsOfOneStore}"));
            using var victim = new Victim(survivor.Folder);
            await victim.RunAsync(signsFirst: round % 2 == 1, Shortest + ((Longest - Shortest) * random.NextDouble()), end);
            restart();
            survivor.Remember(victim, round);
            ready.Add(victim.Ready);
            await survivor.CheckAsync();
            (late, lost) = (late + victim.Late.Count, lost + survivor.Lost(victim.Late));
            (entries, checkpoints) = (entries + victim.Acknowledged.Count, checkpoints + victim.Signed.Count);
        }

        ready.Sort();
        Assert.True(entries >= rounds && checkpoints >= rounds / 2, "hardly anything was under way");
        Report($"{name}: {rounds} rounds, {entries} entries acknowledged, {checkpoints} checkpoints published; 0 lost, 0 twice, 0 contradicted; ready again p50 {ready[rounds / 2].TotalSeconds:0.00} s, p99 {ready[rounds * 99 / 100].TotalSeconds:0.00} s, worst {ready[^1].TotalSeconds:0.00} s");
        if (late > 0) Report($"{name}: {late} more were acknowledged after the end had begun, by a process that outlived its disk; {lost} of them are lost");
    }

    private static int Rounds(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : usual;

    private static void Report(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (Environment.GetEnvironmentVariable("GRIOT_CRASH_REPORT") is { Length: > 0 } file) File.AppendAllText(file, line + "\n");
    }
}
