using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Griot.Ingest.Channels.Folder;

/// <summary>The calls of Linux that .NET does not have: names looked up in a folder that is held open, no link followed.</summary>
internal static class Libc
{
    internal const int NotPermitted = 1, NoSuchFile = 2, AccessDenied = 13, OtherFileSystem = 18, NotAFolder = 20, IsALink = 40;

    /// <summary>Opening a pipe does not wait for its other end, and no terminal becomes ours.</summary>
    internal static readonly int File = NonBlocking | NoTerminal | CloseOnExec | NoFollow;

    internal static readonly int Folder = CloseOnExec | NoFollow | Directory;

    /// <summary>For a folder on the way: to pass through it needs no right to read it.</summary>
    internal static readonly int Passage = Folder | PathOnly;

    /// <summary>For folders of the house's own: its operator may have put a link on the way.</summary>
    internal static readonly int OwnFolder = CloseOnExec | Directory;

    internal const int HereAndNotFollowed = 0x100, ThisVeryHandle = 0x1000;

    private const int NonBlocking = 0x800, NoTerminal = 0x100, CloseOnExec = 0x80000, PathOnly = 0x200000;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64;

    private static int Directory => IsArm ? 0x4000 : 0x10000;

    private static int NoFollow => IsArm ? 0x8000 : 0x20000;

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int Open(byte[] path, int flags, int mode);

    [DllImport("libc", EntryPoint = "realpath", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern nint RealPath(byte[] path, byte[] resolved);

    [DllImport("libc", EntryPoint = "openat", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int OpenAt(SafeFileHandle folder, byte[] name, int flags, int mode);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int StatX(SafeFileHandle folder, byte[] name, int flags, uint mask, byte[] result);

    [DllImport("libc", EntryPoint = "renameat", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int RenameAt(SafeFileHandle from, byte[] name, SafeFileHandle to, byte[] newName);

    [DllImport("libc", EntryPoint = "unlinkat", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int UnlinkAt(SafeFileHandle folder, byte[] name, int flags);

    [DllImport("libc", EntryPoint = "fdopendir", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern nint OpenList(int folder);

    [DllImport("libc", EntryPoint = "readdir", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern nint ReadList(nint list);

    [DllImport("libc", EntryPoint = "closedir", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int CloseList(nint list);

    [DllImport("libc", EntryPoint = "close", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int Close(int handle);
}
