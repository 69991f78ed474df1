using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Tests;

/// <summary>What the server says at one path: bytes, status and headers, set by the test; it may change at any time.</summary>
internal sealed record Page(byte[] Body, string? ContentType = null, int Status = 200, string? ETag = null, string? LastModified = null, string? RetryAfter = null)
{
    /// <summary>Answers 304 to whoever names the present validators, as a good server does.</summary>
    public bool IsConditional { get; init; } = true;

    /// <summary>Further headers, such as a Location.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A redirect.</summary>
    public static Page To(string location, int status = 301) => new([], Status: status) { Headers = new Dictionary<string, string> { ["Location"] = location } };

    /// <summary>The answer is held back until this is done.</summary>
    public Task? After { get; init; }
}

/// <summary>A feed server on loopback that counts and keeps what it was asked.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Page> pages = new(StringComparer.Ordinal);

    private FeedServer(WebApplication app) => this.app = app;

    public ConcurrentQueue<(string Path, IHeaderDictionary Headers)> Requests { get; } = new();

    public Page this[string path]
    {
        set => pages[path] = value;
    }

    /// <param name="certificate">For TLS; null for none.</param>
    /// <param name="host">Where it listens; <c>0.0.0.0</c> for every loopback address.</param>
    public static async Task<FeedServer> StartAsync(System.Security.Cryptography.X509Certificates.X509Certificate2? certificate = null, string host = "127.0.0.1")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Parse(host), 0, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var server = new FeedServer(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public string Address(string path) => app.Urls.First() + path;

    public int Port => new Uri(app.Urls.First()).Port;

    public int Asked(string path) => Requests.Count(request => request.Path == path);

    /// <summary>Done once somebody has asked for this path.</summary>
    public async Task AskedAsync(string path, CancellationToken cancellation)
    {
        while (Asked(path) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        Requests.Enqueue((path, new HeaderDictionary(context.Request.Headers.ToDictionary())));
        if (!pages.TryGetValue(path, out var page))
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (page.After is { } held) await held.WaitAsync(context.RequestAborted);
        Describe(context.Response, page);
        if (page.IsConditional && Stands(context.Request, page)) context.Response.StatusCode = 304;
        else await context.Response.Body.WriteAsync(page.Body, context.RequestAborted);
    }

    private static void Describe(HttpResponse response, Page page)
    {
        response.StatusCode = page.Status;
        if (page.ContentType is { } type) response.ContentType = type;
        if (page.ETag is { } tag) response.Headers.ETag = tag;
        if (page.LastModified is { } date) response.Headers.LastModified = date;
        if (page.RetryAfter is { } later) response.Headers.RetryAfter = later;
        foreach (var (name, value) in page.Headers) response.Headers[name] = value;
    }

    private static bool Stands(HttpRequest request, Page page) => page.Status == 200
        && ((page.ETag is { } tag && request.Headers.IfNoneMatch == tag) || (page.LastModified is { } date && request.Headers.IfModifiedSince == date));
}
