using System.Globalization;
using System.Text;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Folder;

/// <summary>
/// The house's own side of a watched folder, in the data folder, where no provider can write: what is being taken, what was
/// delivered, what was refused with the reason beside it. One process at a time has it.
/// </summary>
internal sealed class HouseFolder : IDisposable
{
    private const string ReasonEnding = ".why.txt", PartEnding = ".part";
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly FileStream turn;

    private HouseFolder(string path, FileStream turn) => (Path, this.turn) = (path, turn);

    internal string Path { get; }

    internal string Taking => In("taking");

    private string Delivered => In("delivered");

    private string Refused => In("refused");

    internal static string PathOf(string data, string channel) => System.IO.Path.Combine(System.IO.Path.GetFullPath(data), "folders", channel);

    /// <summary>Makes it where it is not there; null while another process has it.</summary>
    internal static HouseFolder? TryOpen(string data, string channel)
    {
        var path = PathOf(data, channel);
        foreach (var folder in (string[])[System.IO.Path.GetDirectoryName(path)!, path, .. ((string[])["taking", "delivered", "refused"]).Select(name => System.IO.Path.Combine(path, name))]) Make(folder);
        try
        {
            return new HouseFolder(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>A name that nobody else has, in the order of arrival, that still says what it was.</summary>
    internal static string NameFor(string label, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{OpaqueId.New()[..8]}-{label}");

    /// <summary>Keeps a copy among what is being taken: whole, and durable, or not at all.</summary>
    internal void Keep(string name, byte[] bytes)
    {
        // Under a name with a dot, which is never taken, until it is whole; what a killed process left is swept away.
        foreach (var left in Directory.EnumerateFiles(Taking, ".*" + PartEnding)) File.Delete(left);
        var part = System.IO.Path.Combine(Taking, $".{name}{PartEnding}");
        using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, System.IO.Path.Combine(Taking, name));
        DurableFile.FlushFolder(Taking);
    }

    /// <summary>Puts a file that was dealt with to the delivered, or with reasons to the refused.</summary>
    internal void Settle(string name, IReadOnlyList<string> reasons)
    {
        // The reason first: a file without one would say nothing after a crash.
        if (reasons.Count > 0) File.WriteAllText(System.IO.Path.Combine(Refused, name + ReasonEnding), string.Join('\n', reasons) + "\n", new UTF8Encoding(false));
        using var from = HeldFolder.OpenOwn(Taking);
        using var to = HeldFolder.OpenOwn(reasons.Count > 0 ? Refused : Delivered);
        from.Move(Encoding.UTF8.GetBytes(name), to, Encoding.UTF8.GetBytes(name));
    }

    public void Dispose() => turn.Dispose();

    /// <summary>How much lies there, and why the newest of the refused were; of a channel that has never been looked at, nothing.</summary>
    internal static FolderTally Tally(string data, string channel, int reasons)
    {
        var path = PathOf(data, channel);
        if (!Directory.Exists(path)) return new FolderTally(0, 0, 0, []);
        var refused = Names(System.IO.Path.Combine(path, "refused")).Count(name => !name.EndsWith(ReasonEnding, StringComparison.Ordinal));
        return new FolderTally(
            Names(System.IO.Path.Combine(path, "taking")).Count(), Names(System.IO.Path.Combine(path, "delivered")).Count(),
            refused, NewestRefused(data, channel, reasons));
    }

    /// <summary>The newest of the refused, and why.</summary>
    internal static IReadOnlyList<RefusedFile> NewestRefused(string data, string channel, int most)
    {
        var folder = System.IO.Path.Combine(PathOf(data, channel), "refused");
        return [.. Names(folder).Where(name => name.EndsWith(ReasonEnding, StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal).Take(most)
            .Select(name => new RefusedFile(name[..^ReasonEnding.Length], FirstLine(System.IO.Path.Combine(folder, name))))];
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private static IEnumerable<string> Names(string folder) => Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Select(path => System.IO.Path.GetFileName(path)) : [];

    private static string FirstLine(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault() ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, Mine);
    }
}

/// <summary>A file that was refused, under the name that it lies by, and the first of the reasons.</summary>
public sealed record RefusedFile(string Name, string Reason);

/// <summary>What lies in the house's own folders of a watched folder.</summary>
/// <param name="Taking">Begun with.</param>
/// <param name="Delivered">Taken in whole.</param>
/// <param name="Refused">Not taken in, or not all of it.</param>
/// <param name="Newest">The newest of the refused.</param>
public sealed record FolderTally(int Taking, int Delivered, int Refused, IReadOnlyList<RefusedFile> Newest);
