using System.Text;
using Griot.Formats;

namespace Griot.Ingest.Channels.Folder;

/// <summary>A file that lies whole in a provider's folder, by the folders on the way to it.</summary>
internal sealed record Arrived(IReadOnlyList<byte[]> Folders, byte[] Name, FileFacts Facts)
{
    internal string Label => FileLabel.Of(Name.AsSpan(Leaving.IsOurs(Name) ? Leaving.NameAt : 0));
}

/// <summary>One look at a provider's folder.</summary>
/// <param name="Whole">What may be taken, the longest there first.</param>
/// <param name="Waiting">Files that may still be written.</param>
/// <param name="Strays">What lies there and will not be taken.</param>
internal sealed record FolderLook(IReadOnlyList<Arrived> Whole, int Waiting, IReadOnlyList<Incident> Strays);

/// <summary>
/// Which files in a watched folder have stopped growing. A file is whole when length and time of writing have stood for a
/// while, by our own clock; whoever writes it under a name that ends in <c>.part</c>, or begins with a dot, and renames it, is safe in any case.
/// </summary>
internal sealed class Arrivals(TimeProvider time)
{
    internal const string Stray = "stray";
    internal const long LargestFile = 64 * 1024 * 1024;
    internal static readonly TimeSpan Stillness = TimeSpan.FromSeconds(5);

    private const int MostNames = 20_000;
    private const int MostStrays = 20;
    private const int DeepestFolder = 4;

    private static readonly byte[][] Unfinished = [".part"u8.ToArray(), ".tmp"u8.ToArray(), ".filepart"u8.ToArray(), ".crdownload"u8.ToArray(), ".swp"u8.ToArray(), "~"u8.ToArray()];

    private Dictionary<(ulong, ulong), Seen> seen = [];

    /// <summary>Looks at everything below a folder, and remembers it for the next look.</summary>
    internal FolderLook Look(HeldFolder folder)
    {
        var look = new Work(time.GetTimestamp(), seen);
        Walk(folder, [], look);
        seen = look.Next;
        if (look.Names >= MostNames) look.Strays.Add(new Incident(Stray, $"The folder holds more than {MostNames} files; the others wait."));
        var whole = look.Whole.OrderBy(file => file.Facts.Changed).ThenBy(file => Convert.ToHexString(file.Name), StringComparer.Ordinal).ToList();
        return new FolderLook(whole, look.Waiting, look.Strays);
    }

    private void Walk(HeldFolder folder, IReadOnlyList<byte[]> way, Work look)
    {
        foreach (var name in folder.Names(MostNames - look.Names))
        {
            look.Names++;
            if (name[0] == '.' && !Leaving.IsOurs(name)) continue;
            if (folder.Look(name) is not { } facts) continue;
            if (facts.Kind == FileKind.Folder) Enter(folder, way, name, look);
            else if (!Array.Exists(Unfinished, end => EndsIn(name, end))) Judge(new Arrived(way, name, facts), look);
        }
    }

    private void Enter(HeldFolder folder, IReadOnlyList<byte[]> way, byte[] name, Work look)
    {
        if (way.Count == DeepestFolder)
        {
            look.Tell(name, $"lies deeper than {DeepestFolder} folders");
            return;
        }

        try
        {
            using var inner = folder.Inside(name);
            Walk(inner, [.. way, name], look);
        }
        catch (UnixFaultException fault) when (way.Count > 0 || fault.Number is Libc.AccessDenied or Libc.NoSuchFile or Libc.NotAFolder or Libc.IsALink)
        {
            if (fault.Number == Libc.AccessDenied) look.Tell(name, "is a folder that the house may not read");
        }
    }

    private void Judge(Arrived file, Work look)
    {
        var facts = file.Facts;
        var isStill = IsStill(facts, look);
        if (!isStill || facts is { Kind: FileKind.File, Length: 0 }) look.Waiting++;
        else if (facts.Kind == FileKind.Link) look.Tell(file.Name, "is a link; links are not followed");
        else if (facts.Kind != FileKind.File) look.Tell(file.Name, "is a pipe, a socket or a device");
        else if (facts.Links > 1) look.Tell(file.Name, "has another name besides (a hard link), and may be somebody else's file");
        else if (facts.Length > LargestFile) look.Tell(file.Name, "is larger than 64 MB");
        else look.Whole.Add(file);
    }

    private bool IsStill(FileFacts facts, Work look)
    {
        var known = look.Before.TryGetValue(facts.Identity, out var before) && before.Facts.IsAsIn(facts) ? before : new Seen(facts, look.Now);
        look.Next[facts.Identity] = known;
        return time.GetElapsedTime(known.Since, look.Now) >= Stillness;
    }

    private static bool EndsIn(byte[] name, byte[] end) => name.Length > end.Length && Ascii.EqualsIgnoreCase(name.AsSpan(name.Length - end.Length), end);

    private sealed record Seen(FileFacts Facts, long Since);

    private sealed class Work(long now, Dictionary<(ulong, ulong), Seen> before)
    {
        internal long Now => now;
        internal Dictionary<(ulong, ulong), Seen> Before => before;
        internal Dictionary<(ulong, ulong), Seen> Next { get; } = [];
        internal List<Arrived> Whole { get; } = [];
        internal List<Incident> Strays { get; } = [];
        internal int Waiting { get; set; }
        internal int Names { get; set; }

        internal void Tell(byte[] name, string why)
        {
            if (Strays.Count < MostStrays) Strays.Add(new Incident(Stray, $"“{FileLabel.Of(name)}” {why}: it is left where it lies."));
        }
    }
}
