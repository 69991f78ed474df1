namespace Griot.Fuzz;

/// <summary>What the worst call for an input cost, and what is wrong; null where nothing is.</summary>
internal sealed record Verdict(double Milliseconds, double Megabytes, string? Fault);

/// <summary>
/// Tries one input: no exception, nothing that must hold broken, and no call that allocates more than 50 MB or takes more
/// than 200 ms of the processor. Its caches are shared with others, so a slow input is tried three times and the best counts.
/// </summary>
internal static class Trial
{
    private const int Tries = 3;

    /// <param name="target">What reads it.</param>
    /// <param name="input">What is read.</param>
    /// <param name="timed">False: time is no fault, as in a test.</param>
    internal static Verdict Of(Target target, byte[] input, bool timed = true)
    {
        var (best, fault) = Once(target, input);
        if (!timed) return new(best.Milliseconds, best.Megabytes, fault ?? best.Large);
        for (var tries = 1; tries < Tries && fault is null && best.Slow is not null; tries++)
        {
            var (again, wrong) = Once(target, input);
            if (again.AllMilliseconds < best.AllMilliseconds) best = again;
            fault = wrong;
        }

        return new(best.Milliseconds, best.Megabytes, fault ?? best.Slow ?? best.Large);
    }

    // What is asked afterwards is not the reader's work, and not counted as such.
    private static (Meter Cost, string? Fault) Once(Target target, byte[] input)
    {
        var cost = new Meter();
        try
        {
            return (cost, target.Run(input, cost)());
        }
        catch (Exception thrown)
        {
            return (cost, thrown.ToString());
        }
    }
}
