using Microsoft.Extensions.Logging;

namespace Griot.Web;

/// <summary>
/// How much is written of faults that nobody foresaw: ten a minute whole, with where they come from; the others are counted, and the
/// count is written at the minute's end. Whoever finds a request that fails can't fill a disk with it. Safe for any number of callers.
/// </summary>
internal sealed partial class FaultLog(ILogger<FaultLog> log, TimeProvider time) : IDisposable
{
    private const int MostWhole = 10;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private ITimer? ending;
    private int whole;
    private int counted;

    /// <summary>Whether this one is written whole.</summary>
    internal bool IsWhole()
    {
        lock (gate)
        {
            ending ??= time.CreateTimer(static log => ((FaultLog)log!).End(), this, Minute, Timeout.InfiniteTimeSpan);
            if (whole == MostWhole)
            {
                counted++;
                return false;
            }

            whole++;
            return true;
        }
    }

    private void End()
    {
        int more;
        lock (gate)
        {
            more = counted;
            (whole, counted) = (0, 0);
            ending?.Dispose();
            ending = null;
        }

        if (more > 0) CountedOnly(log, more);
    }

    public void Dispose() => End();

    [LoggerMessage(Level = LogLevel.Error, Message = "Within a minute {Count} more requests failed than are written here one by one")]
    private static partial void CountedOnly(ILogger log, int count);
}
