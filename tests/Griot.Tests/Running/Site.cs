using System.Net;
using System.Text.Json.Nodes;

namespace Griot.Tests.Running;

/// <summary>An open site, and a reader who follows no redirects and keeps no cookies.</summary>
internal sealed class Site(RunningGriot server, int port) : IAsyncDisposable
{
    private readonly HttpClient reader = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}/"),
        Timeout = GriotProgram.Patience,
    };

    internal RunningGriot Server => server;

    internal int Port => port;

    internal Uri Address => reader.BaseAddress!;

    internal Task<HttpResponseMessage> GetAsync(string address) => reader.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => reader.SendAsync(request);

    internal async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var answer = await GetAsync(address);
        return answer.StatusCode;
    }

    internal async Task<string> ReadAsync(string address)
    {
        using var answer = await GetAsync(address);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Every entry of the house's feed, newest first, through all its pages.</summary>
    internal async Task<List<JsonNode>> ItemsAsync()
    {
        var items = new List<JsonNode>();
        for (var page = "/feeds/all.json"; page is not null;)
        {
            var feed = JsonNode.Parse(await ReadAsync(page))!;
            items.AddRange(feed["items"]!.AsArray().Select(item => item!.DeepClone()));
            page = feed["next_url"]?.GetValue<string>() is { } next ? new Uri(next).PathAndQuery : null;
        }

        return items;
    }

    /// <summary>Waits until a page holds a text.</summary>
    internal Task HoldsAsync(string address, string text) => Eventually.TrueAsync(async () =>
    {
        using var answer = await GetAsync(address);
        return (await answer.Content.ReadAsStringAsync()).Contains(text, StringComparison.Ordinal);
    }, () => $"{address} never held “{text}”\n{server.Messages}");

    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await server.DisposeAsync();
    }
}
