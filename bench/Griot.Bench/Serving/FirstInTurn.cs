using System.Runtime.InteropServices;

namespace Griot.Bench.Serving;

/// <summary>Has the calling thread come before all others (SCHED_FIFO): a reader's telephone is elsewhere, and waits for none of the server's processors.</summary>
internal static class FirstInTurn
{
    private const int Fifo = 1, ThisThread = 0, Priority = 10;

    /// <summary>False where the system does not let us: some of what is measured then is the measurer's own waiting.</summary>
    internal static bool Take() => SetScheduler(ThisThread, Fifo, Priority) == 0;

    [DllImport("libc", EntryPoint = "sched_setscheduler"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetScheduler(int thread, int policy, in int priority);
}
