using System.Text;
using Griot.Ingest.Channels.Handed;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Folder;

/// <summary>
/// Takes a file from a watched folder. It is first moved to where only the house writes, and from there, once what it brought is
/// durable, to <c>delivered</c>, or to <c>refused</c> with the reason beside it. After a crash it is taken again, and known.
/// </summary>
internal sealed class FolderDoor(LedgerStore ledger, TimeProvider time)
{
    internal const string Delivered = "delivered", Refused = "refused";
    private const string Taking = ".taking";

    private readonly HandedDoor door = new(ledger, time);

    /// <summary>Files that a process that ended had begun with.</summary>
    internal static IReadOnlyList<FileInfo> Begun(DirectoryInfo folder) =>
        Directory.Exists(Inside(folder, Taking)) ? [.. new DirectoryInfo(Inside(folder, Taking)).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal)] : [];

    /// <summary>Takes a file that lies whole in the folder. False where it went on growing: it stays where it is.</summary>
    internal async Task<bool> TakeAsync(ChannelRegistration channel, DirectoryInfo folder, FileInfo file, CancellationToken cancellation)
    {
        var (length, written) = (file.Length, file.LastWriteTimeUtc);
        var own = new FileInfo(Free(PrivateFolder(folder), file.Name));
        File.Move(file.FullName, own.FullName);
        if (await FinishAsync(channel, folder, own, () => own.Length == length && own.LastWriteTimeUtc == written, cancellation)) return true;
        File.Move(own.FullName, Free(folder.FullName, file.Name));
        return false;
    }

    /// <summary>Takes a file that was moved aside already.</summary>
    internal Task<bool> FinishAsync(ChannelRegistration channel, DirectoryInfo folder, FileInfo own, CancellationToken cancellation) =>
        FinishAsync(channel, folder, own, () => true, cancellation);

    private async Task<bool> FinishAsync(ChannelRegistration channel, DirectoryInfo folder, FileInfo own, Func<bool> isWhole, CancellationToken cancellation)
    {
        // A link that was put there between two looks was moved, and not what it leads to.
        if (own.Attributes.HasFlag(FileAttributes.ReparsePoint)) return Put(folder, own, ["it is a link, and no file"]);
        var content = FileContent.Of(own);
        own.Refresh();
        if (!isWhole()) return false;
        var faults = content.Fault is { } fault ? [fault] : new List<string>();
        foreach (var document in content.Found) faults.AddRange(await TakeAsync(channel, document, cancellation));
        return Put(folder, own, faults);
    }

    private async Task<IEnumerable<string>> TakeAsync(ChannelRegistration channel, Document document, CancellationToken cancellation)
    {
        var handover = new Handover(channel.Provider, channel.Id, Evidence.Authenticated, new Envelope { Received = time.GetUtcNow(), Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Griot-File"] = document.Name } });
        return await door.TakeAsync(handover, document.Bytes, document.Hints, cancellation) switch
        {
            HandedOutcome.Taken taken => taken.Pieces.Where(piece => piece.Why is not null).Select(piece => $"{document.Name}: {piece.Id ?? "a piece"}: {piece.Why!.Message}"),
            HandedOutcome.Unreadable unreadable => [$"{document.Name}: {unreadable.Why.Message}"],
            HandedOutcome.Unknown unknown => [$"{document.Name}: {unknown.Reason}"],
            _ => throw new InvalidOperationException("An unknown outcome of a delivery."),
        };
    }

    private static bool Put(DirectoryInfo folder, FileInfo own, IReadOnlyList<string> faults)
    {
        var place = Directory.CreateDirectory(Inside(folder, faults.Count == 0 ? Delivered : Refused)).FullName;
        var path = Free(place, own.Name);
        // The reason first: a file without one would say nothing after a crash.
        if (faults.Count > 0) File.WriteAllText(path + ".why.txt", string.Join('\n', faults) + "\n", new UTF8Encoding(false));
        File.Move(own.FullName, path);
        return true;
    }

    private static string PrivateFolder(DirectoryInfo folder)
    {
        var path = Inside(folder, Taking);
        if (!Directory.Exists(path) && !OperatingSystem.IsWindows()) Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Directory.CreateDirectory(path).FullName;
    }

    private static string Inside(DirectoryInfo folder, string name) => Path.Combine(folder.FullName, name);

    // An earlier file of the same name stays: it was another delivery.
    private static string Free(string folder, string name)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, number == 1 ? name : $"{number}-{name}");
            if (!Path.Exists(path)) return path;
        }
    }
}
