using Microsoft.Extensions.Logging.Console;

namespace Griot.Serving;

/// <summary>The log: one line an event on standard error, in UTC. Requests are not logged: whoever reads is nobody's business.</summary>
internal static class Logs
{
    internal static void Configure(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        // What keeps the host from starting is told to the operator in one line, by whoever called.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        // It would trace each request for a log that holds no request. A fault of ours is told by whoever answers it.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
