using System.Net;
using Griot.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Griot.Tests.Verifying;

/// <summary>
/// A server between a house and whoever checks it. It hands everything on as it is, but for what it was told to lie about: a
/// mirror, if it was told nothing.
/// </summary>
internal sealed class Liar : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly HttpClient reader = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = GriotProgram.Patience };

    private Liar(WebApplication server) => this.server = server;

    internal Uri Address => new(server.Urls.First());

    /// <summary>Where an address is taken from.</summary>
    internal required Func<string, Uri> From { get; set; }

    /// <summary>What is made of an answer, by its path; null: nothing is there (404).</summary>
    internal Func<string, byte[], byte[]?> Change { get; set; } = (_, bytes) => bytes;

    /// <summary>What is answered without asking the house; null: it is asked.</summary>
    internal Func<string, byte[]?> Own { get; set; } = _ => null;

    /// <summary>Whether nothing at all is there (404), whatever the house would say.</summary>
    internal Func<string, bool> Gone { get; set; } = _ => false;

    /// <summary>Which connections it breaks off instead of answering.</summary>
    internal Func<string, bool> Broken { get; set; } = _ => false;

    /// <summary>Every path that was asked for.</summary>
    internal System.Collections.Concurrent.ConcurrentQueue<string> Asked { get; } = new();

    internal static async Task<Liar> OpenAsync(Uri house)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var built = builder.Build();
        var liar = new Liar(built) { From = _ => house };
        built.Run(liar.AnswerAsync);
        await built.StartAsync();
        return liar;
    }

    /// <summary>The same address here.</summary>
    internal string At(string path) => new Uri(Address, path).AbsoluteUri;

    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString;
        Asked.Enqueue(path);
        if (Gone(path))
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (Own(path) is { } own)
        {
            await context.Response.Body.WriteAsync(own, context.RequestAborted);
            return;
        }

        if (Broken(path))
        {
            context.Abort();
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(From(path), path));
        foreach (var name in new[] { "Accept", "If-None-Match" })
            if (context.Request.Headers.TryGetValue(name, out var value)) request.Headers.TryAddWithoutValidation(name, value.ToString());
        using var answer = await reader.SendAsync(request, context.RequestAborted);
        var bytes = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        var changed = answer.IsSuccessStatusCode ? Change(path, bytes) : bytes;
        context.Response.StatusCode = changed is null ? 404 : (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.TryGetValues("Content-Security-Policy", out var policy)) context.Response.Headers.ContentSecurityPolicy = policy.ToArray();
        if (answer.Headers.ETag is { } tag) context.Response.Headers.ETag = tag.ToString();
        if (answer.Headers.RetryAfter is { } wait) context.Response.Headers.RetryAfter = wait.ToString();
        if (answer.Headers.Location is { } to) context.Response.Headers.Location = to.ToString();
        if (answer.StatusCode != HttpStatusCode.NotModified) await context.Response.Body.WriteAsync(changed ?? [], context.RequestAborted);
    }
}
