namespace Griot.Fuzz;

/// <summary>
/// What reading one input cost: the worst call into the house, and all of them. A document may hold thousands of items,
/// and each is read by a call of its own, so that the whole may cost a little more for each. Time is the processor's. What was
/// packed may rightly become what its limit allows: <see cref="Allow"/> makes room for that.
/// </summary>
internal sealed class Meter
{
    internal const double MostMilliseconds = 200;
    internal const double MostMegabytes = 50;
    private const double MillisecondsForEach = 0.05;
    private const double MegabytesForEach = 0.016;

    // A buffer that grows to what is unpacked doubles, and is copied in the end; 100 MB are unpacked and summed up in a second.
    private const double MegabytesForUnpacked = 6;
    private const double MillisecondsForUnpacked = 10;

    private int calls;
    private double one;
    private double all;

    /// <summary>How often the target reads its input in ways of its own: the whole may cost that often what one reading may.</summary>
    internal int Readings { private get; set; } = 1;

    internal double Milliseconds { get; private set; }
    internal double Megabytes { get; private set; }
    internal double AllMilliseconds { get; private set; }
    internal double AllMegabytes { get; private set; }

    internal string? Slow =>
        Milliseconds > MostMilliseconds + (one * MillisecondsForUnpacked) ? $"took {Milliseconds:0} ms"
        : AllMilliseconds > (Readings * MostMilliseconds) + (calls * MillisecondsForEach) + (all * MillisecondsForUnpacked) ? $"took {AllMilliseconds:0} ms in {calls} calls"
        : null;

    internal string? Large =>
        Megabytes > MostMegabytes + (one * MegabytesForUnpacked) ? $"allocated {Megabytes:0} MB"
        : AllMegabytes > (Readings * MostMegabytes) + (calls * MegabytesForEach) + (all * MegabytesForUnpacked) ? $"allocated {AllMegabytes:0} MB in {calls} calls"
        : null;

    /// <summary>Bytes that one call may unpack, and all of them together.</summary>
    internal void Allow(long most, long together) => (one, all) = (Math.Max(one, most / 1048576.0), all + (together / 1048576.0));

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
