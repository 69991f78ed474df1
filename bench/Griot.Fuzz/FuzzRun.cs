using System.Globalization;

namespace Griot.Fuzz;

/// <summary>How long, what, and from which seed: the same seed gives the same inputs in the same order.</summary>
internal sealed record FuzzPlan
{
    internal required double Seconds { get; init; }
    internal string? Only { get; init; }
    internal required ulong Seed { get; init; }
}

/// <summary>Runs each target for its time, prints what came of it, and keeps every input that failed.</summary>
internal static class FuzzRun
{
    private const int WarmUp = 200;
    private const int MostFailures = 20;

    internal static int Run(FuzzPlan plan)
    {
        var corpus = Corpus.Load();
        Console.WriteLine($"seed {plan.Seed}, {plan.Seconds:0.#} s a target, {corpus.Count} seeds, {Environment.ProcessorCount} cores, .NET {Environment.Version}");
        Console.WriteLine("{0,-12}{1,10}{2,10}{3,12}{4,14}{5,10}", "target", "inputs", "inputs/s", "worst ms", "worst MB", "failures");
        var failures = 0;
        foreach (var target in Target.All.Where(target => plan.Only is null || target.Name == plan.Only)) failures += Run(plan, target, corpus);
        return failures == 0 ? 0 : 1;
    }

    /// <summary>Runs a kept input once more.</summary>
    internal static int Replay(string name, string file)
    {
        var target = Target.All.Single(target => target.Name == name);
        var input = File.ReadAllBytes(file);
        Trial.Of(target, input);
        var verdict = Trial.Of(target, input);
        Console.WriteLine($"{verdict.Milliseconds:0.0} ms, {verdict.Megabytes:0.0} MB, {Ends(verdict.Fault) ?? "no fault"}");
        return verdict.Fault is null ? 0 : 1;
    }

    // Where a deep recursion failed, the middle says nothing.
    private static string? Ends(string? fault) => fault?.Split('\n') is { Length: > 30 } lines ? string.Join('\n', [.. lines[..10], "   ...", .. lines[^10..]]) : fault;

    private static int Run(FuzzPlan plan, Target target, Corpus corpus)
    {
        var mutator = new Mutator(corpus.For(target), plan.Seed);
        for (var index = 0; index < WarmUp; index++) Trial.Of(target, mutator.Input(target, index));
        var (worst, largest, failures, inputs) = (0.0, 0.0, 0, 0);
        var started = TimeProvider.System.GetTimestamp();
        double spent;
        do
        {
            var input = mutator.Input(target, inputs);
            var verdict = Trial.Of(target, input);
            (worst, largest) = (Math.Max(worst, verdict.Milliseconds), Math.Max(largest, verdict.Megabytes));
            if (verdict.Fault is not null && failures++ < MostFailures) Keep(target, inputs, plan.Seed, input, verdict);
            inputs++;
            spent = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        }
        while (spent < plan.Seconds);
        Console.WriteLine("{0,-12}{1,10}{2,10:0}{3,12:0.0}{4,14:0.0}{5,10}", target.Name, inputs, inputs / spent, worst, largest, failures);
        return failures;
    }

    private static void Keep(Target target, int index, ulong seed, byte[] input, Verdict verdict)
    {
        var file = Path.Combine("artifacts", "fuzz", string.Create(CultureInfo.InvariantCulture, $"{target.Name}-{seed}-{index}.bin"));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, input);
        Console.WriteLine($"FAILED {target.Name}, input {index} of seed {seed}, {input.Length} bytes, {file}\n       {verdict.Fault!.Split('\n')[0]}");
    }
}
