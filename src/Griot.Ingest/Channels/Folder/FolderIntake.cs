using Griot.Formats;
using Griot.Ingest.Channels.Files;
using Griot.Ingest.Channels.Handed;
using Griot.Ledger;
using Griot.Record;
using Microsoft.Win32.SafeHandles;

namespace Griot.Ingest.Channels.Folder;

/// <summary>
/// Takes in a file that lies in the house's own folder: what it brings is durable before the file is settled. Killed in between, it
/// is taken in again, and known.
/// </summary>
internal sealed class FolderIntake(LedgerStore ledger, TimeProvider time)
{
    internal const string FileHeader = "Griot-File";

    /// <summary>A file beyond this lies among the refused alone; smaller ones that can't be opened are in quarantine too.</summary>
    private const int LargestDocument = 20 * 1024 * 1024;

    private readonly HandedDoor door = new(ledger, time);

    /// <summary>Why it, or what of it, was not taken in; empty where all of it was; null where somebody still writes into it.</summary>
    internal async Task<IReadOnlyList<string>?> TakeAsync(ChannelRegistration channel, HeldFolder taking, byte[] name, string label, Func<FileFacts, bool> isStill, CancellationToken cancellation)
    {
        if (taking.Look(name) is not { Kind: FileKind.File }) return ["it is no file but a link, a pipe or a folder"];
        using var file = taking.OpenFile(name);
        var facts = FileFacts.Of(file);
        if (!facts.IsPlain) return ["it has another name besides (a hard link), and may be somebody else's file"];
        if (facts.Length > Arrivals.LargestFile) return ["it is larger than 64 MB"];
        if (!isStill(facts)) return null;
        var reasons = await TakeAsync(channel, file, facts, label, cancellation);
        return reasons;
    }

    private async Task<IReadOnlyList<string>?> TakeAsync(ChannelRegistration channel, SafeFileHandle file, FileFacts facts, string label, CancellationToken cancellation)
    {
        var start = Leaving.Read(file, Math.Min(4, facts.Length));
        if (ZipDirectory.IsMeant(start)) return await TakeArchiveAsync(channel, file, facts, label, cancellation);
        if (facts.Length > LargestDocument) return ["it is larger than 20 MB"];
        var bytes = Leaving.Read(file, facts.Length);
        // Written while it was read: nothing of it is taken in yet.
        return FileFacts.Of(file).IsAsIn(facts) ? await TakeAsync(channel, bytes, label, label, cancellation) : null;
    }

    private async Task<IReadOnlyList<string>?> TakeArchiveAsync(ChannelRegistration channel, SafeFileHandle file, FileFacts facts, string label, CancellationToken cancellation)
    {
        var directory = ZipDirectory.Read(file, facts.Length);
        if (!FileFacts.Of(file).IsAsIn(facts)) return null;
        if (directory.Fault is { } broken) return await SetAsideAsync(channel, file, facts, label, broken, cancellation);
        var (reasons, found) = (new List<string>(), 0);
        foreach (var member in new ZipContent(file, facts.Length).Of(directory))
        {
            found++;
            var name = FileLabel.Of(member.Name);
            if (member.Bytes is { } bytes) reasons.AddRange(await TakeAsync(channel, bytes, $"{label}/{name}", name, cancellation));
            else reasons.Add($"{name}: {member.Fault}");
        }

        return found == 0 ? ["the archive holds no file"] : reasons;
    }

    private async Task<IReadOnlyList<string>> SetAsideAsync(ChannelRegistration channel, SafeFileHandle file, FileFacts facts, string label, string reason, CancellationToken cancellation)
    {
        if (facts.Length <= LargestDocument)
            await door.SetAsideAsync(HandoverOf(channel, label), Leaving.Read(file, facts.Length), new Incident("unreadable-archive", $"{label}: {reason}."), cancellation);
        return [reason];
    }

    private async Task<IReadOnlyList<string>> TakeAsync(ChannelRegistration channel, byte[] bytes, string path, string name, CancellationToken cancellation) =>
        await door.TakeAsync(HandoverOf(channel, path), bytes, FileTypes.HintsOf(name), cancellation) switch
        {
            HandedOutcome.Taken taken =>
            [
                .. taken.Pieces.Where(piece => piece.Why is not null).Select(piece => $"{name}: {FileLabel.Of(piece.Id ?? "a piece")}: {piece.Why!.Message}"),
                .. taken.Incidents.Where(incident => incident.Code == IncidentCodes.Truncated).Select(incident => $"{name}: {incident.Message}"),
            ],
            HandedOutcome.Unreadable unreadable => [$"{name}: {unreadable.Why.Message}"],
            HandedOutcome.Unknown unknown => [$"{name}: {unknown.Reason}"],
            _ => throw new InvalidOperationException("An unknown outcome of a delivery."),
        };

    private Handover HandoverOf(ChannelRegistration channel, string path) => new(
        channel.Provider, channel.Id, Evidence.Authenticated,
        new Envelope { Received = time.GetUtcNow(), Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [FileHeader] = path } });
}
