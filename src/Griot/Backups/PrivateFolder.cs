namespace Griot.Backups;

/// <summary>Folders and files that only this account may look into.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    internal static void Make(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, Mine | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a file. A stick that takes no file beyond four gigabytes is told as any fault of a disk is; .NET calls it a wrong argument.</summary>
    internal static void Write(string path, Action write)
    {
        try
        {
            write();
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw new IOException($"{path}: its file system takes no file of this size", fault);
        }
    }

    /// <summary>A new file, not buffered; what is written goes to the disk when its caller flushes it.</summary>
    internal static FileStream NewFile(string path, UnixFileMode mode = Mine)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        return new FileStream(path, options);
    }
}
