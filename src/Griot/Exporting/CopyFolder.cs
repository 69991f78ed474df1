namespace Griot.Exporting;

/// <summary>
/// The files of a copy in their folder. A file is written aside and put in place whole; one that is the same already is not
/// touched. Nothing is written or deleted through a link, and nothing that this house did not write is deleted: each path is
/// noted in the journal before its file is there.
/// </summary>
internal sealed class CopyFolder : IDisposable
{
    /// <summary>What lies beside the copied files: their hashes, the signed word on them, and the marks of a run that has not ended.</summary>
    internal const string Sums = "export.sha256", Note = "export.note", Journal = "export.journal", Part = "export.part", Aside = "export.tmp";

    /// <summary>How the journal begins: no path does.</summary>
    internal const string OfLog = "log ";

    private readonly string root;
    private readonly string origin;
    private readonly HashSet<string> folders = new(StringComparer.Ordinal);
    private StreamWriter? journal;

    /// <param name="root">The folder.</param>
    /// <param name="origin">The log of the house that writes: the journal names it first.</param>
    internal CopyFolder(string root, string origin) => (this.root, this.origin) = (Path.GetFullPath(root), origin);

    /// <summary>Files written, and their bytes; files deleted.</summary>
    internal long Written { get; private set; }

    internal long WrittenBytes { get; private set; }

    internal long Deleted { get; private set; }

    internal string Full(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>True for one of the files that say what the copy is.</summary>
    internal static bool IsOwn(string path) => Own.Contains(path);

    internal static readonly string[] Own = [Sums, Note, Journal, Part, Aside];

    /// <summary>What is to be in a file. True where it was not so.</summary>
    internal bool Put(string path, ReadOnlySpan<byte> bytes)
    {
        if (!CopyPaths.IsSafe(path) && !path.StartsWith(".well-known/", StringComparison.Ordinal)) throw new InvalidDataException($"“{path}” is no name for a file of a copy");
        MakeFolder(path);
        if (IsSame(Full(path), bytes)) return false;
        Remember(path);
        PutOwn(path, bytes);
        (Written, WrittenBytes) = (Written + 1, WrittenBytes + bytes.Length);
        return true;
    }

    /// <summary>The same, without a word in the journal.</summary>
    internal void PutOwn(string path, ReadOnlySpan<byte> bytes)
    {
        var aside = Full(Aside);
        File.Delete(aside);
        using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0)) file.Write(bytes);
        File.Move(aside, Full(path), overwrite: true);
    }

    /// <summary>The bytes of a file; null where there is none of its own there.</summary>
    internal byte[]? Read(string path) => Full(path) is var full && Plain(full) is not null && LinkAbove(path) is null ? File.ReadAllBytes(full) : null;

    /// <summary>Takes away a file that an earlier run wrote, and the folders that are empty then.</summary>
    internal void Delete(string path)
    {
        if (!CopyPaths.IsSafe(path) || IsOwn(path) || LinkAbove(path) is not null || Plain(Full(path)) is null) return;
        Remember(path);
        File.Delete(Full(path));
        Deleted++;
        for (var above = Path.GetDirectoryName(Full(path))!; above.Length > root.Length && !Directory.EnumerateFileSystemEntries(above).Any(); above = Path.GetDirectoryName(above)!)
        {
            Directory.Delete(above);
            folders.Clear();
        }
    }

    /// <summary>What runs noted that were broken off since the last whole one, and this one so far.</summary>
    internal IReadOnlyList<string> Noted()
    {
        journal?.Dispose();
        journal = null;
        return File.Exists(Full(Journal)) ? [.. File.ReadLines(Full(Journal))] : [];
    }

    /// <summary>The run has ended whole: what it noted is in the list of files.</summary>
    internal void Forget()
    {
        journal?.Dispose();
        journal = null;
        File.Delete(Full(Journal));
    }

    public void Dispose() => journal?.Dispose();

    // Told to the system before the file is there: killed in between, the next run knows that the file is ours.
    private void Remember(string path)
    {
        journal ??= Begin();
        journal.WriteLine(path);
    }

    private StreamWriter Begin()
    {
        var isNew = !File.Exists(Full(Journal));
        var begun = new StreamWriter(Full(Journal), append: true) { AutoFlush = true, NewLine = "\n" };
        if (isNew) begun.WriteLine(OfLog + origin);
        return begun;
    }

    private void MakeFolder(string path)
    {
        var end = path.LastIndexOf('/');
        if (end < 0 || !folders.Add(path[..end])) return;
        if (LinkAbove(path) is { } link) throw new IOException($"{link} is a link: an export follows none. Take it away, or choose another folder");
        Directory.CreateDirectory(Full(path[..end]));
    }

    private string? LinkAbove(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            if (new DirectoryInfo(Full(path[..slash])).LinkTarget is not null) return Full(path[..slash]);
        return null;
    }

    // A file that is no link.
    private static FileInfo? Plain(string full) => new FileInfo(full) is { Exists: true, LinkTarget: null } file ? file : null;

    private static bool IsSame(string full, ReadOnlySpan<byte> bytes)
    {
        if (Plain(full) is not { } there || there.Length != bytes.Length) return false;
        using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> buffer = stackalloc byte[16 * 1024];
        while (bytes.Length > 0)
        {
            var read = file.Read(buffer);
            if (read == 0 || read > bytes.Length || !bytes[..read].SequenceEqual(buffer[..read])) return false;
            bytes = bytes[read..];
        }

        return true;
    }
}
