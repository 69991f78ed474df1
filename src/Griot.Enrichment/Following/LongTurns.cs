using System.Runtime.InteropServices;

namespace Griot.Enrichment;

/// <summary>
/// Has threads that work for milliseconds on end take long turns on a processor. Linux (6.12 and later; EEVDF) lets a thread with a
/// shorter turn that wakes up go before one with a longer, so that whoever has an article to send, which takes a hundredth of that,
/// does not wait until a search has had its turn. Over time everybody gets as much as before, so that nobody who waits for one of
/// these threads (the collector does, until all have stopped) waits for good.
/// <para>Where the system knows nothing of it, or says no, everything stays as it was.</para>
/// </summary>
internal static class LongTurns
{
    private const ulong Nanoseconds = 100_000_000;
    private const uint Usual = 0;
    // sched(7): threads that this one starts, those of the pool among them, have usual turns.
    private const ulong NotForChildren = 1;

    /// <summary>For the calling thread, as long as it lives: one that does nothing else.</summary>
    internal static void Take()
    {
        if (!OperatingSystem.IsLinux() || Calls is not var (get, set)) return;
        var turns = new Attributes();
        if (Get(get, 0, ref turns, (uint)Marshal.SizeOf<Attributes>(), 0) != 0 || turns.Policy != Usual) return;
        (turns.Size, turns.Flags, turns.Runtime) = ((uint)Marshal.SizeOf<Attributes>(), turns.Flags | NotForChildren, Nanoseconds);
        _ = Set(set, 0, in turns, 0);
    }

    /// <summary>Does what takes long on a thread of its own.</summary>
    internal static Task RunAsync(Action work, CancellationToken cancellation = default) => Task.Factory.StartNew(
        () =>
        {
            Take();
            work();
        },
        cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // The numbers of sched_getattr(2) and sched_setattr(2), for which older C libraries have no names.
    private static (nint Get, nint Set)? Calls => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => (315, 314),
        Architecture.Arm64 => (275, 274),
        _ => null,
    };

    [DllImport("libc", EntryPoint = "syscall"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Get(nint call, nint thread, ref Attributes attributes, nuint size, nuint flags);

    [DllImport("libc", EntryPoint = "syscall"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Set(nint call, nint thread, in Attributes attributes, nuint flags);

    // struct sched_attr, as it was first; for a thread of the usual policy, its runtime is how long a turn is, in nanoseconds.
    [StructLayout(LayoutKind.Sequential)]
    private struct Attributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }
}
