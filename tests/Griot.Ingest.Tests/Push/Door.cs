using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Ingest.Channels;
using Griot.Ingest.Channels.Push;
using Griot.Ingest.Providers;
using Griot.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Tests.Push;

/// <summary>A house with the door for programs open on the loopback, and one provider that may use it.</summary>
internal sealed class Door : IAsyncDisposable
{
    internal const string PublicUrl = "https://griot.example";

    private readonly WebApplication site;

    private Door(World world, WebApplication house) => (World, site, Client) = (world, house, new HttpClient { BaseAddress = new Uri(house.Urls.First()) });

    internal World World { get; }
    internal HttpClient Client { get; }
    internal ProviderCard Card { get; private set; } = null!;
    internal string Channel { get; private set; } = "";
    internal string Key { get; private set; } = "";
    internal ChannelKeys Keys => new(World.Store, World.Time);

    internal static async Task<Door> OpenAsync()
    {
        var world = await World.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 256 * 1024);
        builder.Logging.ClearProviders();
        var house = builder.Build();
        house.MapPush(world.Store, world.Time, new Uri(PublicUrl));
        await house.StartAsync();
        var door = new Door(world, house);
        (door.Card, door.Channel, door.Key) = await door.ProviderAsync("Kayes Hebdo");
        return door;
    }

    /// <summary>Another provider with a push channel of its own, and its key.</summary>
    internal async Task<(ProviderCard Card, string Channel, string Key)> ProviderAsync(string name)
    {
        var card = await World.AddAsync($"/{name.Length}", name);
        var registered = Assert.IsType<RegisterOutcome.Registered>(await World.Register.AddDoorAsync(card.Id, ChannelKind.Push, null, default));
        var channel = registered.Card.Channels[^1].Id;
        return (registered.Card, channel, await Keys.NewSecretAsync(channel, default));
    }

    internal Task<HttpResponseMessage> PostAsync(string body, string type = "application/feed+json", string? channel = null, string? key = null, string? idempotency = null) =>
        PostAsync(Encoding.UTF8.GetBytes(body), type, channel, key, idempotency);

    internal async Task<HttpResponseMessage> PostAsync(byte[] body, string type = "application/feed+json", string? channel = null, string? key = null, string? idempotency = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/deliver/{channel ?? Channel}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? Key);
        if (idempotency is not null) request.Headers.Add("Idempotency-Key", idempotency);
        return await Client.SendAsync(request);
    }

    /// <summary>Delivers and reads the answer of each piece.</summary>
    internal async Task<List<JsonNode>> DeliverAsync(string body, string type = "application/feed+json", string? channel = null, string? key = null)
    {
        using var answer = await PostAsync(body, type, channel, key);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return [.. (await JsonAsync(answer))["items"]!.AsArray().Select(piece => piece!)];
    }

    internal static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    internal static string Result(JsonNode piece) => piece["result"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await site.DisposeAsync();
        await World.DisposeAsync();
    }
}
