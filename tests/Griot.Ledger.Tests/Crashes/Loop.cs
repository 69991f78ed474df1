using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Griot.Ledger.Tests.Crashes;

/// <summary>
/// A file system of its own in a file, whose power can be cut: nothing that was not flushed survives (ext4's EXT4_IOC_SHUTDOWN
/// without flushing its log). Needs root and loop devices.
/// </summary>
internal sealed class Loop : IDisposable
{
    private const uint Shutdown = 0x8004587D;
    private const int WithoutFlushing = 2;
    private readonly string image;

    internal Loop(string folder)
    {
        (image, Folder) = (Path.Combine(folder, "disk.img"), Path.Combine(folder, "disk"));
        using (var file = File.Create(image)) file.SetLength(256L << 20);
        Directory.CreateDirectory(Folder);
        Run("mkfs.ext4", "-q", "-F", image);
        Mount();
    }

    internal string Folder { get; }

    /// <summary>Why it can't be done here; null where it can.</summary>
    internal static string? Missing() =>
        !OperatingSystem.IsLinux() || Environment.UserName != "root" ? "power cuts need root on Linux"
        : !File.Exists("/dev/loop-control") ? "power cuts need loop devices"
        : !File.Exists("/usr/sbin/mkfs.ext4") && !File.Exists("/sbin/mkfs.ext4") ? "power cuts need mkfs.ext4"
        : null;

    /// <summary>From now on nothing reaches the disk any more, not even what waits in the cache.</summary>
    internal void CutPower()
    {
        using var handle = new SafeFileHandle(Open([.. Encoding.UTF8.GetBytes(Folder), 0], 0), ownsHandle: true);
        var how = WithoutFlushing;
        if (handle.IsInvalid || Control(handle, Shutdown, ref how) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>As after the power came back: mounted anew, its journal replayed.</summary>
    internal void Restart()
    {
        Run("umount", Folder);
        Mount();
    }

    public void Dispose()
    {
        Run("umount", Folder);
        File.Delete(image);
    }

    private void Mount() => Run("mount", "-o", "loop", image, Folder);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new IOException($"{program}: {errors}");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeFileHandle handle, uint request, ref int argument);
}
