using System.Runtime.InteropServices;

namespace Griot.Enrichment.Tests.Following;

/// <summary>Who works long takes long turns, and leaves nothing of that to others.</summary>
public sealed class LongTurnsTests
{
    [Fact]
    public void A_thread_with_long_turns_gives_usual_ones_to_those_that_it_starts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "turns are asked for by a call of Linux on x64");
        var (before, after, child) = (0UL, 0UL, 0UL);
        Start(() =>
        {
            before = Turn();
            LongTurns.Take();
            after = Turn();
            Start(() => child = Turn());
        });
        Assert.SkipWhen(before == 0, "this system knows of no turns (Linux before 6.12)");
        Assert.Equal(100_000_000UL, after);
        Assert.Equal(before, child);
    }

    private static void Start(ThreadStart work)
    {
        var thread = new Thread(work);
        thread.Start();
        thread.Join();
    }

    // The runtime in struct sched_attr, by sched_getattr(2).
    private static ulong Turn()
    {
        var attributes = new byte[48];
        return Call(315, 0, attributes, (nuint)attributes.Length, 0) == 0 ? BitConverter.ToUInt64(attributes, 24) : 0;
    }

    [DllImport("libc", EntryPoint = "syscall"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Call(nint number, nint thread, byte[] attributes, nuint size, nuint flags);
}
