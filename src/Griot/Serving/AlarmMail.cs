using Griot.Feedback;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Net;

namespace Griot.Serving;

/// <summary>
/// Joins the alarms of the channels with the mail. Killed between queueing a notice and noting that it was told, it queues
/// the same notice again under the same name, which is no second mail.
/// </summary>
internal sealed partial class AlarmMail(ChannelAlarms alarms, TellTrouble trouble, TimeProvider time, ILogger<AlarmMail> log)
{
    private static readonly TimeSpan BetweenPasses = TimeSpan.FromSeconds(10);

    /// <summary>Passes until cancelled. A store that can't be used now is told, and tried again at the next pass.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(BetweenPasses, time);
        do
        {
            try
            {
                await PassAsync(cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Unused(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Queues what is due, and drops what is mended.</summary>
    internal async Task PassAsync(CancellationToken cancellation)
    {
        trouble.Keep([.. alarms.Standing().Select(standing => standing.Alarm.Channel)]);
        foreach (var due in alarms.Due())
            if (trouble.Tell(Of(due), due.IsTheirs)) await alarms.ToldAsync(due.Alarm, cancellation);
    }

    private static FeedTrouble Of(StandingAlarm due) => new()
    {
        Id = $"{due.Alarm.Channel}-{due.Alarm.Raised.ToUnixTimeMilliseconds()}-{due.Alarm.Tellings}",
        Channel = due.Alarm.Channel,
        Provider = due.Provider.Id,
        Code = due.Alarm.Code,
        Message = due.Alarm.Message,
        Address = ShownAddress.Of(due.Channel.Address) ?? "",
        Since = due.Alarm.Since,
        OfItems = due.Alarm.Kind == AlarmKind.Unreadable,
        Sample = due.Alarm.Sample,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A store could not be used; who has to be told of an alarm is told later")]
    private partial void Unused(Exception fault);
}
