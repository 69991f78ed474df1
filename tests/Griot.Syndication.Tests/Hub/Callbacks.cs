using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Griot.Syndication.Tests.Hub;

/// <summary>What a callback was sent.</summary>
internal sealed record Delivered(string Path, byte[] Body, string? ContentType, string? Link, string? Signature);

/// <summary>Somebody's server on loopback, with callbacks at any path: it keeps what it was asked and sent, and answers as the test says.</summary>
internal sealed class Callbacks : IAsyncDisposable
{
    private readonly WebApplication app;

    private Callbacks(WebApplication app) => this.app = app;

    internal ConcurrentQueue<(string Path, IQueryCollection Query)> Questions { get; } = new();

    internal ConcurrentQueue<Delivered> Deliveries { get; } = new();

    /// <summary>What is answered to a question; the challenge itself unless a test says otherwise.</summary>
    internal Func<string, string?> Word { get; set; } = challenge => challenge;

    /// <summary>The status that a delivery is answered with.</summary>
    internal Func<string, int> Status { get; set; } = _ => StatusCodes.Status204NoContent;

    /// <summary>Paths that never answer a delivery.</summary>
    internal HashSet<string> Silent { get; } = [];

    /// <summary>Paths that take five seconds for a delivery, which is less than they may.</summary>
    internal HashSet<string> Late { get; } = [];

    internal string Address(string path, string host = "127.0.0.1") => $"http://{host}:{new Uri(app.Urls.First()).Port}{path}";

    internal int Count(string path) => Deliveries.Count(delivery => delivery.Path == path);

    internal static async Task<Callbacks> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Any, 0));
        var callbacks = new Callbacks(builder.Build());
        callbacks.app.MapGet("/{**path}", callbacks.Answer);
        callbacks.app.MapPost("/{**path}", (Delegate)callbacks.TakeAsync);
        await callbacks.app.StartAsync(TestContext.Current.CancellationToken);
        return callbacks;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Answer(HttpContext context)
    {
        Questions.Enqueue((context.Request.Path, context.Request.Query));
        return Word(context.Request.Query["hub.challenge"].ToString()) is { } word ? Results.Text(word) : Results.NotFound();
    }

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var (path, headers) = (context.Request.Path.Value!, context.Request.Headers);
        Deliveries.Enqueue(new Delivered(path, body.ToArray(), context.Request.ContentType, headers.Link, headers["X-Hub-Signature"]));
        if (Silent.Contains(path)) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (Late.Contains(path)) await Task.Delay(TimeSpan.FromSeconds(5), context.RequestAborted);
        return Results.StatusCode(Status(path));
    }
}
