using Griot.Ledger;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Channels.Folder;

/// <summary>What one look into all watched folders brought.</summary>
/// <param name="Taken">Files that were taken in, whole or in part.</param>
/// <param name="Refused">Files of which something was not taken in.</param>
/// <param name="Waiting">Files that may still be written.</param>
public sealed record FolderPass(int Taken, int Refused, int Waiting)
{
    internal static FolderPass Nothing { get; } = new(0, 0, 0);

    public static FolderPass operator +(FolderPass one, FolderPass other) => new(one.Taken + other.Taken, one.Refused + other.Refused, one.Waiting + other.Waiting);
}

/// <summary>
/// Looks into the folders of providers again and again, and takes what lies there whole. A fault costs its file or its folder only.
/// While the store takes nothing in, every file lies where it is.
/// </summary>
public sealed partial class FolderWatch(LedgerStore ledger, string data, TimeProvider time, ILogger<FolderWatch> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, FolderChannel> channels = new(StringComparer.Ordinal);
    private long? resting;

    /// <summary>For how long a file has to lie unchanged before it is taken.</summary>
    public static TimeSpan Stillness => Arrivals.Stillness;

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do await OnceAsync(cancellation); while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Looks once into each folder; what was written shortly before is only remembered for the next look.</summary>
    public async Task<FolderPass> OnceAsync(CancellationToken cancellation)
    {
        if (ledger.Freeze is not null || resting is { } since && time.GetElapsedTime(since) < Rest) return FolderPass.Nothing;
        var pass = FolderPass.Nothing;
        try
        {
            resting = null;
            foreach (var (channel, state) in ledger.Channels().Where(known => known.Channel is { Kind: ChannelKind.Folder, Address: not null }))
                pass += await LookAsync(channel, state, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Unused(fault);
            resting = time.GetTimestamp();
        }

        return pass;
    }

    private async Task<FolderPass> LookAsync(ChannelRegistration channel, ChannelState? state, CancellationToken cancellation)
    {
        if (!channels.TryGetValue(channel.Id, out var watched)) channels[channel.Id] = watched = new FolderChannel(ledger, data, channel, time);
        try
        {
            return await watched.LookAsync(state, Faulted, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && StoreFaults.Explain(fault) is null && fault is not System.Data.Common.DbException)
        {
            if (await watched.FailAsync(state, fault, cancellation)) Unreadable(channel.Id, fault);
            return FolderPass.Nothing;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder of channel {Channel} can't be read; it is tried again")]
    private partial void Unreadable(string channel, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A fault of ours with the file {Name} of channel {Channel}; it lies among the refused")]
    private partial void Faulted(string channel, string name, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A store could not be used; the files wait in their folders")]
    private partial void Unused(Exception fault);
}
