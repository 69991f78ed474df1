using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Griot.Record;
using Microsoft.Win32.SafeHandles;

namespace Griot.Ledger;

/// <summary>
/// Files that are there whole or not at all, also after a power cut: written beside their place, flushed, put in place,
/// and the folder flushed.
/// </summary>
public static class DurableFile
{
    /// <summary>
    /// Writes a file that must not be there yet.
    /// </summary>
    /// <exception cref="IOException">Something stands at the path, or it can't be written. Nothing is left behind.</exception>
    public static void WriteNew(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode)
    {
        var beside = $"{path}.{OpaqueId.New()}.new";
        try
        {
            Write(beside, bytes, mode);
            File.Move(beside, path, overwrite: false);
        }
        finally
        {
            File.Delete(beside);
        }

        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>
    /// Puts a file in place of another at one stroke. One process at a time may write to a path: what a killed one left beside it
    /// is taken over.
    /// </summary>
    /// <exception cref="IOException">It can't be written: then what stood there stands there still.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode)
    {
        ReplaceUnflushed(path, bytes, mode);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>The same for the first of many files: its bytes are last, its name only once the caller flushes the folder.</summary>
    public static void ReplaceUnflushed(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode)
    {
        File.Delete(path + ".part");
        Write(path + ".part", bytes, mode);
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>Makes what was created, renamed or deleted in a folder last. Of Windows it is not known to be needed.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;

        // .NET opens no folders; a handle of our own is flushed and closed like any other.
        using var folder = new SafeFileHandle(Open([.. Encoding.UTF8.GetBytes(path), 0], 0), ownsHandle: true);
        if (folder.IsInvalid) throw new IOException($"The folder {path} can't be opened: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        RandomAccess.FlushToDisk(folder);
    }

    private static void Write(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using var file = new FileStream(path, options);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Open(byte[] path, int flags);
}
