using Griot.Ledger.Signing;

namespace Griot.Ledger.Checking;

/// <summary>The files that are for their owner's eyes only, and those that nobody else may write.</summary>
internal static class FileModes
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    internal static void Run(LogOptions options, Findings findings)
    {
        foreach (var file in (string[])[LedgerStore.FileName, LedgerStore.FileName + "-wal", LedgerStore.FileName + "-shm", "desk.db", "desk.db-wal", "desk.db-shm"])
            Check(file, Path.Combine(options.Folder, file), Others, findings);
        foreach (var file in Keys(options.KeyFile)) Check(Path.GetFileName(file), file, Others, findings);
        Check("checkpoint", options.PublishedFile, OthersWrite, findings);
    }

    // Those that went out, and those of logs that were succeeded, lie beside the present one.
    private static string[] Keys(string keyFile) => Path.GetDirectoryName(Path.GetFullPath(keyFile)) is { } folder && Directory.Exists(folder)
        ? Directory.GetFiles(folder, Path.GetFileName(keyFile) + "*")
        : [];

    private static void Check(string name, string path, UnixFileMode refused, Findings findings)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && File.GetUnixFileMode(path) is var mode && (mode & refused) != UnixFileMode.None)
            findings.Add(name, $"is open to others than its owner (mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')})");
    }
}
