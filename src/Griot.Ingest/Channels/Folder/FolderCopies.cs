using Griot.Ingest.Channels.Files;
using Griot.Ingest.Operator;

namespace Griot.Ingest.Channels.Folder;

/// <summary>
/// The copies of what watched folders brought, in the house's own folders: those that hold what an order names go, as rows of the
/// quarantine do. What was delivered stands in the ledger; a copy that goes takes nothing else away.
/// </summary>
/// <param name="Held">Paths of files that hold it, or words of it.</param>
/// <param name="Unsure">Paths of files of the same name in which nothing of it was found, and of zips that also hold what could not be unpacked. They stay.</param>
public sealed record FolderCopies(IReadOnlyList<string> Held, IReadOnlyList<string> Unsure)
{
    // What stands before a file's own name: moment and a random part.
    private const int Prefix = 25;
    private const string Reason = ".why.txt";

    /// <summary>What lies there of a plan's item. Every file of its channels is read: that takes a while where there are many.</summary>
    public static FolderCopies Of(string data, RemovalPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.IsIn is not { } isIn) return new([], []);
        List<string> held = [], unsure = [];
        foreach (var path in plan.Channels.SelectMany(channel => Files(HouseFolder.PathOf(data, channel))).Order(StringComparer.Ordinal))
        {
            var holds = Holds(path, isIn);
            if (holds == true) held.Add(path);
            else if (holds is null || plan.Files.Contains(NameOf(path), StringComparer.Ordinal)) unsure.Add(path);
        }

        return new FolderCopies(held, unsure);
    }

    /// <summary>Writes over them and deletes them, with the reasons that lie beside them; those that can't be deleted are told.</summary>
    public IReadOnlyList<string> Delete() => [.. Held.SelectMany(path => (string[])[path, path + Reason]).Where(path => !Erased(path))];

    // What is just being taken goes to one of these when it was; its pieces are known as removed.
    private static IEnumerable<string> Files(string folder) => ((string[])["delivered", "refused"]).Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFiles).Where(path => !path.EndsWith(Reason, StringComparison.Ordinal));

    private static string NameOf(string path) => Path.GetFileName(path) is { Length: > Prefix } name ? name[Prefix..] : "";

    // Null where it holds it, and beside it the only copy of what could not be unpacked. One that can't be read at all is no reason
    // to leave the others lying.
    private static bool? Holds(string path, Func<byte[], bool> isIn)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (length > Arrivals.LargestFile) return false;
            var bytes = new byte[length];
            var read = RandomAccess.Read(file, bytes, 0);
            if (!ZipDirectory.IsMeant(bytes.AsSpan(0, Math.Min(4, read)))) return isIn(bytes);
            if (ZipDirectory.Read(file, length) is not { Fault: null } directory) return false;
            var (holds, isWhole) = (false, true);
            foreach (var member in new ZipContent(file, length).Of(directory)) (holds, isWhole) = (holds || (member.Bytes is { } inside && isIn(inside)), isWhole && member.Bytes is not null);
            return holds && !isWhole ? null : holds;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool Erased(string path)
    {
        try
        {
            if (!File.Exists(path)) return true;
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                var blank = new byte[64 * 1024];
                for (var left = file.Length; left > 0; left -= blank.Length) file.Write(blank, 0, (int)Math.Min(left, blank.Length));
                file.Flush(flushToDisk: true);
            }

            File.Delete(path);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
