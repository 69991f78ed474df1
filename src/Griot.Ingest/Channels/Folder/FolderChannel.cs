using System.Data.Common;
using System.Text;
using Griot.Formats;
using Griot.Ledger;

namespace Griot.Ingest.Channels.Folder;

/// <summary>One watched folder: what lies there, what is being taken, and what is told of it.</summary>
internal sealed class FolderChannel(LedgerStore ledger, string data, ChannelRegistration channel, TimeProvider time)
{
    // A folder with much in it is left for a while, so that the others have their turn.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    private readonly Arrivals arrivals = new(time);
    private readonly Arrivals begun = new(time);
    private readonly FolderIntake intake = new(ledger, time);
    private readonly FolderNotes notes = new(ledger, data, channel, time);

    /// <summary>One look. A file that can't be dealt with costs itself alone.</summary>
    /// <exception cref="IOException">The folder can't be read, or the house's own can't be written.</exception>
    internal async Task<FolderPass> LookAsync(ChannelState? state, Action<string, string, Exception> faulted, CancellationToken cancellation)
    {
        using var house = HouseFolder.TryOpen(data, channel.Id);
        if (house is null) return FolderPass.Nothing;
        var started = time.GetTimestamp();
        // What a process that ended had begun with comes first, whatever has become of the provider's folder.
        using var taking = HeldFolder.OpenOwn(house.Taking);
        var left = begun.Look(taking);
        var pass = new FolderPass(0, 0, left.Waiting);
        foreach (var file in left.Whole) pass += await FinishAsync(house, taking, Encoding.UTF8.GetString(file.Name), file.Facts, faulted, cancellation);
        foreach (var name in NoFiles(taking)) house.Settle(name, ["it is no file but a link, a pipe or a folder, or has another name besides"]);
        using var folder = HeldFolder.Open(channel.Address!);
        var look = arrivals.Look(folder);
        var strays = look.Strays.ToList();
        pass += new FolderPass(0, 0, look.Waiting);
        foreach (var file in look.Whole)
        {
            if (time.GetElapsedTime(started) > LongestTurn) break;
            pass += await TakeAsync(house, folder, taking, file, strays, faulted, cancellation);
        }

        await notes.SeenAsync(state, strays, pass, cancellation);
        return pass;
    }

    /// <summary>Notes that the folder can't be read. True where that is new.</summary>
    internal Task<bool> FailAsync(ChannelState? state, Exception fault, CancellationToken cancellation) => notes.FailedAsync(state, fault, cancellation);

    private async Task<FolderPass> TakeAsync(HouseFolder house, HeldFolder folder, HeldFolder taking, Arrived file, List<Incident> strays, Action<string, string, Exception> faulted, CancellationToken cancellation)
    {
        var name = HouseFolder.NameFor(file.Label, time.GetUtcNow());
        FileFacts? taken;
        try
        {
            taken = Leaving.Take(folder, file, house, name);
        }
        catch (UnixFaultException fault)
        {
            // Its provider may have taken it back meanwhile; what the house may not read or move is told.
            if (fault.Number is Libc.AccessDenied or Libc.NotPermitted) strays.Add(new Incident(Arrivals.Stray, $"“{file.Label}” can't be taken: the house may not read it, or not move it out of its folder."));
            return FolderPass.Nothing;
        }

        return taken is null ? new FolderPass(0, 0, 1) : await FinishAsync(house, taking, name, taken, faulted, cancellation);
    }

    private async Task<FolderPass> FinishAsync(HouseFolder house, HeldFolder taking, string name, FileFacts known, Action<string, string, Exception> faulted, CancellationToken cancellation)
    {
        IReadOnlyList<string>? reasons;
        try
        {
            // Another one, or one that was written into since: it has to lie still among what was begun with.
            reasons = await intake.TakeAsync(channel, taking, Encoding.UTF8.GetBytes(name), LabelOf(name), facts => facts.IsAsIn(known), cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            reasons = [$"it can't be read: {fault.Message}"];
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DbException) && StoreFaults.Explain(fault) is null)
        {
            faulted(channel.Id, name, fault);
            reasons = [$"a fault of ours ({fault.GetType().Name}): see the log"];
        }

        if (reasons is null) return new FolderPass(0, 0, 1);
        house.Settle(name, reasons);
        return new FolderPass(1, reasons.Count > 0 ? 1 : 0, 0);
    }

    // Put there between the look and the move; they can't be read, and are kept.
    private static List<string> NoFiles(HeldFolder taking) =>
        [.. taking.Names(1000).Where(name => name[0] != '.' && taking.Look(name) is { IsPlain: false }).Select(name => Encoding.UTF8.GetString(name))];

    // Behind date, time and random part.
    private static string LabelOf(string name) => name.Split('-', 4) is [_, _, _, var label] ? label : name;
}
