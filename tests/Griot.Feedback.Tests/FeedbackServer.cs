using System.Collections.Concurrent;
using System.Net;
using Griot.Ledger.Signing;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Griot.Feedback.Tests;

/// <summary>The room behind a real Kestrel on a loopback port. The header <c>Sent-By</c> stands for a client's address.</summary>
internal sealed class FeedbackServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private FeedbackServer(WebApplication app, LogLines log)
    {
        this.app = app;
        Log = log;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    internal HttpClient Client { get; }
    internal LogLines Log { get; }

    internal static async Task<FeedbackServer> StartAsync(FeedbackWorld world, MailSink? sink = null)
    {
        var log = new LogLines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.Warning).AddProvider(log);
        var settings = world.Settings(sink);
        builder.Services.AddWeb(settings.House);
        builder.Services.AddSingleton<TimeProvider>(world.Time).AddSingleton<ILedgerReader>(world.Ledger).AddSingleton<ILogReader>(new LogReader(world.Ledger, new LogOptions(world.Folder)));
        builder.Services.AddFeedback(world.Desk, settings);
        var built = builder.Build();
        built.Use((context, next) =>
        {
            if (IPAddress.TryParse(context.Request.Headers["Sent-By"], out var address)) context.Connection.RemoteIpAddress = address;
            return next(context);
        });
        built.UseWeb();
        built.MapWeb();
        built.MapFeedback();
        built.MapGet("/fails", string () => throw new InvalidOperationException("Nobody foresaw it."));
        await built.StartAsync();
        return new FeedbackServer(built, log);
    }

    internal Task<string> GetAsync(string path) => Client.GetStringAsync(path);

    /// <summary>Posts a form as a browser on our own page does.</summary>
    internal Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(path, fields, ("Sec-Fetch-Site", "same-origin"));

    internal async Task<HttpResponseMessage> SendAsync(string path, (string Name, string Value)[] fields, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>Every line that was logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    internal ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception));

    public void Dispose()
    {
    }
}

/// <summary>Gives every category the same lines.</summary>
internal sealed class OneLog(LogLines lines) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => lines;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
