namespace Griot.Backups;

/// <summary>
/// A folder in which something is made before it is put in its place; for this account only, and held by one process at a
/// time. Whatever a killed process left in it is cleared by the next that works there, so it never adds up.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private const string LockName = "griot.lock";

    private readonly FileStream held;

    private WorkFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    internal string Path { get; }

    /// <summary>Makes the folder, or takes over one that a killed process left. Null where another process is at work in it.</summary>
    /// <exception cref="IOException">Something of this name is there that is not ours.</exception>
    internal static WorkFolder? Take(string path)
    {
        var mark = System.IO.Path.Combine(path, LockName);
        if (File.Exists(path) || (Directory.Exists(path) && !File.Exists(mark) && Directory.EnumerateFileSystemEntries(path).Any()))
            throw new IOException($"{path} is in the way, and Griot did not make it: move it");
        PrivateFolder.Make(path);
        try
        {
            return new WorkFolder(path, new FileStream(mark, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(mark))
        {
            return null;
        }
    }

    internal string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Everything in it, by name.</summary>
    internal IEnumerable<string> Names() => Directory.EnumerateFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry)).Where(name => name != LockName);

    /// <summary>Deletes what is in it.</summary>
    internal void Clear()
    {
        foreach (var name in Names().ToList())
        {
            if (Directory.Exists(At(name)) && !new FileInfo(At(name)).Attributes.HasFlag(FileAttributes.ReparsePoint)) Directory.Delete(At(name), recursive: true);
            else File.Delete(At(name));
        }
    }

    /// <summary>Lets go of it, and leaves it as it is for the next.</summary>
    internal void Leave() => held.Dispose();

    /// <summary>Deletes it with all that is in it, unless it was left.</summary>
    public void Dispose()
    {
        if (!held.CanRead) return;

        // The mark goes last: a folder that this leaves behind, killed in between, is still known to be ours.
        Clear();
        Directory.Delete(Path, recursive: true);
        held.Dispose();
    }
}
