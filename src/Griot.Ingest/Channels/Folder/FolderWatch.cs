using Griot.Ledger;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Channels.Folder;

/// <summary>Looks into the folders of providers every few seconds, and takes what lies there whole.</summary>
public sealed partial class FolderWatch(LedgerStore ledger, TimeProvider time, ILogger<FolderWatch> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly FolderDoor door = new(ledger, time);
    private readonly Arrival arrival = new(time);

    // Of each channel, what was told last: a folder that can't be read is told once, and not every two seconds.
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await OnceAsync(cancellation);
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks once into each folder. A fault costs its folder only. Returns how many files were taken.</summary>
    public async Task<int> OnceAsync(CancellationToken cancellation)
    {
        var taken = 0;
        foreach (var (channel, state) in ledger.Channels().Where(known => known.Channel is { Kind: ChannelKind.Folder, Address: not null }))
        {
            try
            {
                var files = await LookAsync(channel, cancellation);
                taken += files;
                if (files > 0 || told.Remove(channel.Id)) await NoteAsync(channel, state, null, files > 0);
            }
            catch (Exception fault) when (StoreFaults.Explain(fault) is not null)
            {
                // Files lie where they are until the store takes something in again; the operator hears of it elsewhere.
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                if (told.GetValueOrDefault(channel.Id) == fault.Message) continue;
                told[channel.Id] = fault.Message;
                Unreadable(log, channel.Id, fault.Message);
                await NoteAsync(channel, state, fault.Message, isAccepted: false);
            }
        }

        return taken;
    }

    private async Task<int> LookAsync(ChannelRegistration channel, CancellationToken cancellation)
    {
        var folder = new DirectoryInfo(channel.Address!);
        var taken = 0;
        foreach (var begun in FolderDoor.Begun(folder))
        {
            await door.FinishAsync(channel, folder, begun, cancellation);
            taken++;
        }

        foreach (var file in arrival.Whole(folder))
            if (!cancellation.IsCancellationRequested && await door.TakeAsync(channel, folder, file, cancellation)) taken++;
        return taken;
    }

    private Task NoteAsync(ChannelRegistration channel, ChannelState? state, string? error, bool isAccepted)
    {
        var now = time.GetUtcNow();
        var kept = (state ?? new ChannelState { Channel = channel.Id }) with { LastSeen = now, LastError = error };
        return ledger.AppendAsync(new Batch { Channel = isAccepted ? kept with { LastAccepted = now } : kept }, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder of channel {Channel} can't be read: {Fault}")]
    private static partial void Unreadable(ILogger log, string channel, string fault);
}
