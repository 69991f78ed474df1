using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Griot.Tests.Running;

/// <summary>A server of feeds on this machine: whatever lies on it is served, with an entity tag.</summary>
internal sealed class FeedStand : IAsyncDisposable
{
    private const string Gone = "(gone)";
    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, string> feeds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Uri> redirects = new(StringComparer.Ordinal);

    private FeedStand(WebApplication server) => this.server = server;

    internal Uri Address => new(server.Urls.First());

    internal static async Task<FeedStand> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var built = builder.Build();
        var stand = new FeedStand(built);
        built.MapGet("/{**name}", (string name) => stand.Answer(name));
        await built.StartAsync();
        return stand;
    }

    /// <summary>Lays a feed out, in place of what was there.</summary>
    internal Uri Put(string name, string feed)
    {
        feeds[name] = feed;
        return new Uri(Address, name);
    }

    /// <summary>An address that leads to another for good.</summary>
    internal Uri Redirect(string name, Uri to)
    {
        redirects[name] = to;
        return new Uri(Address, name);
    }

    /// <summary>Takes a feed away for good: 410 from now on, until it is put back.</summary>
    internal Uri Remove(string name)
    {
        feeds[name] = Gone;
        return new Uri(Address, name);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private IResult Answer(string name)
    {
        if (redirects.TryGetValue(name, out var to)) return Results.Redirect(to.AbsoluteUri, permanent: true);
        if (!feeds.TryGetValue(name, out var feed)) return Results.NotFound();
        if (feed == Gone) return Results.Text("<h1>It is gone</h1>", "text/html", statusCode: StatusCodes.Status410Gone);
        var bytes = Encoding.UTF8.GetBytes(feed);
        return Results.Bytes(bytes, "application/rss+xml", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\""));
    }
}
