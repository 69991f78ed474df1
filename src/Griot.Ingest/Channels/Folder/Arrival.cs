namespace Griot.Ingest.Channels.Folder;

/// <summary>
/// Files that lie in a watched folder and have stopped growing. A file is whole when it has kept its length and its time for a
/// while; whoever writes it under a name that ends in .part or .tmp, or begins with a dot, and renames it, is safe in any case.
/// </summary>
internal sealed class Arrival(TimeProvider time)
{
    internal static readonly TimeSpan Stillness = TimeSpan.FromSeconds(5);
    private const int MostAtOnce = 200;

    private static readonly string[] Unfinished = [".part", ".tmp", ".filepart", ".crdownload", ".swp", "~"];

    private readonly Dictionary<string, Look> looks = new(StringComparer.Ordinal);

    /// <summary>The files that may be taken now, the oldest first.</summary>
    internal IReadOnlyList<FileInfo> Whole(DirectoryInfo folder)
    {
        var lying = folder.EnumerateFiles().Where(IsCandidate).OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal).Take(MostAtOnce).ToList();
        var names = lying.Select(file => file.FullName).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in looks.Keys.Where(path => Path.GetDirectoryName(path) == folder.FullName && !names.Contains(path)).ToList()) looks.Remove(gone);
        return lying.FindAll(IsStill);
    }

    private bool IsStill(FileInfo file)
    {
        var now = time.GetUtcNow();
        if (looks.TryGetValue(file.FullName, out var look) && look.Length == file.Length && look.Written == file.LastWriteTimeUtc && look.Since <= now) return now - look.Since >= Stillness;
        looks[file.FullName] = new Look(file.Length, file.LastWriteTimeUtc, now);
        return false;
    }

    // An empty file is one that is about to be written, or a pipe or socket, which a reader would wait for without end. A link
    // may lead anywhere.
    private static bool IsCandidate(FileInfo file) =>
        file.Length > 0 && !file.Name.StartsWith('.') && !file.Attributes.HasFlag(FileAttributes.ReparsePoint)
        && !Array.Exists(Unfinished, end => file.Name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private sealed record Look(long Length, DateTime Written, DateTimeOffset Since);
}
