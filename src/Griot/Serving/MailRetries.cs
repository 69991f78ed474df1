namespace Griot.Serving;

/// <summary>Tries again, every few minutes, the mails whose signature could not be checked because no name server answered.</summary>
internal sealed partial class MailRetries(MailDesk desk, TimeProvider time, ILogger<MailRetries> log)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    /// <summary>Tries until cancelled.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Between, time);
        do
        {
            try
            {
                await desk.RetryAsync(cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Unused(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A store could not be used; mails whose signature is to be checked again wait")]
    private partial void Unused(Exception fault);
}
