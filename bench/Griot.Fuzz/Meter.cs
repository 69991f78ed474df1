namespace Griot.Fuzz;

/// <summary>
/// What reading one input cost: the worst call into the house, and all of them. A document may hold thousands of items,
/// and each is read by a call of its own, so that the whole may cost a little more for each. Time is the processor's.
/// </summary>
internal sealed class Meter
{
    internal const double MostMilliseconds = 200;
    internal const double MostMegabytes = 50;
    private const double MillisecondsForEach = 0.05;
    private const double MegabytesForEach = 0.016;

    private int calls;

    internal double Milliseconds { get; private set; }
    internal double Megabytes { get; private set; }
    internal double AllMilliseconds { get; private set; }
    internal double AllMegabytes { get; private set; }

    internal string? Slow =>
        Milliseconds > MostMilliseconds ? $"took {Milliseconds:0} ms"
        : AllMilliseconds > MostMilliseconds + (calls * MillisecondsForEach) ? $"took {AllMilliseconds:0} ms in {calls} calls"
        : null;

    internal string? Large =>
        Megabytes > MostMegabytes ? $"allocated {Megabytes:0} MB"
        : AllMegabytes > MostMegabytes + (calls * MegabytesForEach) ? $"allocated {AllMegabytes:0} MB in {calls} calls"
        : null;

    internal T Measure<T>(Func<T> call)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = ThreadTime.Milliseconds;
        try
        {
            return call();
        }
        finally
        {
            var (milliseconds, megabytes) = (ThreadTime.Milliseconds - started, (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1048576.0);
            (Milliseconds, Megabytes) = (Math.Max(Milliseconds, milliseconds), Math.Max(Megabytes, megabytes));
            (AllMilliseconds, AllMegabytes, calls) = (AllMilliseconds + milliseconds, AllMegabytes + megabytes, calls + 1);
        }
    }
}
