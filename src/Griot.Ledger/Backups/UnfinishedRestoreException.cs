namespace Griot.Ledger.Backups;

/// <summary>
/// A backup is being restored into a folder, or that was broken off. A store that was opened there now, by a service manager
/// that starts its service again and again, would be an empty one in the place of the one that is coming back.
/// </summary>
public sealed class UnfinishedRestoreException(string folder)
    : IOException($"a backup is being restored into {folder}, or that was broken off: wait for it, or run griot restore-backup again")
{
    /// <summary>The folder inside a data folder in which a restore works.</summary>
    public const string WorkFolder = "restore.part";

    // The ledger is put in its place last: where it is there, so is all the rest.
    internal static bool IsIn(string folder) => Directory.Exists(Path.Combine(folder, WorkFolder)) && !File.Exists(Path.Combine(folder, LedgerStore.FileName));
}
