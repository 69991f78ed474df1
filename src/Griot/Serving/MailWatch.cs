using System.Data.Common;
using Griot.Ingest.Channels.Mail;
using Griot.Ledger;
using Griot.Net;

namespace Griot.Serving;

/// <summary>
/// Looks into the house's mailbox again and again. A message is marked only once what came of it is durable; where the store
/// can't be used or is frozen, it stays as it was.
/// </summary>
internal sealed partial class MailWatch(Mailbox mailbox, MailDesk desk, TimeSpan every, TimeProvider time, ILogger<MailWatch> log)
{
    /// <summary>Looks until cancelled.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(every, time);
        do
        {
            try
            {
                var pass = await OnceAsync(cancellation);
                if (pass.Failure is { } reason) Failed(reason);
                if (pass.Unknown > 0) Strangers(pass.Unknown);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                Unused(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>One look.</summary>
    internal Task<MailboxPass> OnceAsync(CancellationToken cancellation) => mailbox.LookAsync(MarkAsync, cancellation);

    // A mail at which the house itself fails must not be met again at each look: it stays, flagged, for a person.
    private async Task<MailboxMark> MarkAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            return (await desk.TakeAsync(bytes, cancellation)).Deed == MailDeed.Unknown ? MailboxMark.Unknown : MailboxMark.Taken;
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DbException or IOException or LedgerFrozenException))
        {
            Faulted(fault);
            return MailboxMark.Unknown;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mailbox could not be looked into; it is tried again: {Reason}")]
    private partial void Failed(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} mails are from nobody who is registered, or can't be kept; they stay in the mailbox, flagged")]
    private partial void Strangers(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "A fault of ours with a mail; it stays in the mailbox, flagged")]
    private partial void Faulted(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A store could not be used; the mails wait in the mailbox")]
    private partial void Unused(Exception fault);
}
