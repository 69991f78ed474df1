using System.Runtime.InteropServices;

namespace Griot.Fuzz;

/// <summary>
/// The processor's time that this thread has used (clock_gettime of POSIX, CLOCK_THREAD_CPUTIME_ID of Linux), so that other
/// programs on the machine make no input look slow; where there is no such clock, the wall's.
/// </summary>
internal static class ThreadTime
{
    private const int ThreadClock = 3;

    internal static double Milliseconds =>
        OperatingSystem.IsLinux() && Read(ThreadClock, out var now) == 0
            ? (now.Seconds * 1000.0) + (now.Nanoseconds / 1e6)
            : TimeProvider.System.GetElapsedTime(0).TotalMilliseconds;

    [DllImport("libc", EntryPoint = "clock_gettime"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Read(int clock, out Moment now);

    // Both are of the machine's word on every Linux that .NET runs on but 32-bit ARM.
    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        internal nint Seconds;
        internal nint Nanoseconds;
    }
}
