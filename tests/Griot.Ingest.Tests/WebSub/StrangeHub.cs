using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Tests.WebSub;

/// <summary>Somebody's hub on loopback: it keeps what it was asked, answers as the test says, and asks back when told to.</summary>
internal sealed class StrangeHub : IAsyncDisposable
{
    private readonly WebApplication app;

    private StrangeHub(WebApplication app) => this.app = app;

    internal ConcurrentQueue<Dictionary<string, string>> Asked { get; } = new();

    internal int Status { get; set; } = StatusCodes.Status202Accepted;

    internal string Address => app.Urls.First() + "/hub";

    internal Dictionary<string, string> Last => Asked.Last();

    internal static async Task<StrangeHub> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var hub = new StrangeHub(builder.Build());
        hub.app.MapPost("/hub", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            hub.Asked.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
            return Results.StatusCode(hub.Status);
        });
        await hub.app.StartAsync(TestContext.Current.CancellationToken);
        return hub;
    }

    /// <summary>The question of the callback, as section 5.3 has it.</summary>
    internal static string Question(string mode, string topic, string challenge = "un-mot-de-passe-partout", int? lease = 864_000) =>
        $"?hub.mode={mode}&hub.topic={Uri.EscapeDataString(topic)}&hub.challenge={challenge}" + (lease is { } seconds ? $"&hub.lease_seconds={seconds}" : "");

    internal static string Sign(string body, string secret, string method = "sha256")
    {
        var name = new HashAlgorithmName(method.ToUpperInvariant());
        return method + "=" + Convert.ToHexStringLower(CryptographicOperations.HmacData(name, Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
