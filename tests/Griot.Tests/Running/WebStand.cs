using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Griot.Tests.Running;

/// <summary>A web site on this machine: answers by path and query just as it was told to, and remembers what was asked for.</summary>
internal sealed class WebStand : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> answers = new(StringComparer.Ordinal);

    private WebStand(WebApplication server) => this.server = server;

    internal Uri Address => new(server.Urls.First());

    /// <summary>Every path and query asked for, in order.</summary>
    internal ConcurrentQueue<string> Asked { get; } = new();

    internal static async Task<WebStand> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var built = builder.Build();
        var stand = new WebStand(built);
        built.Run(stand.AnswerAsync);
        await built.StartAsync();
        return stand;
    }

    internal Uri At(string path) => new(Address, path);

    internal Uri Put(string path, string body, string type, params (string Name, string Value)[] headers) => Answer(path, async context =>
    {
        context.Response.ContentType = type;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        if (headers.Any(header => header.Name == "ETag" && context.Request.Headers.IfNoneMatch == header.Value)) context.Response.StatusCode = 304;
        else await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    });

    internal Uri Move(string path, int status, string to) => Answer(path, context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    });

    internal Uri Answer(string path, Func<HttpContext, Task> answer)
    {
        answers[path] = answer;
        return At(path);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var asked = context.Request.Path + context.Request.QueryString;
        Asked.Enqueue(asked);
        if (answers.TryGetValue(asked, out var answer)) return answer(context);
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
