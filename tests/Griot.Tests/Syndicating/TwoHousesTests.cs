using System.Net;
using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Syndicating;

/// <summary>One house carries what another syndicates: its subscriber at the other's hub (WebSub), both as they are run.</summary>
public sealed class TwoHousesTests
{
    private static readonly string[] Intranet = ["--websub-network", "127.0.0.0/8"];

    [Fact]
    public async Task A_piece_of_a_provider_of_one_house_is_in_the_other_within_seconds()
    {
        using var first = new DataFolder();
        using var second = new DataFolder();
        await using var stand = await FeedStand.OpenAsync();
        var feed = stand.Put("pont", Rss.Feed(Rss.Item("1", "Le pont ferme", "Pour deux mois.")));
        await first.AddAsync("Le Pont", feed);
        await using var source = await first.OpenAsync([.. Intranet, "--poll-every", "1s"]);
        await source.HoldsAsync("/feeds/le-pont.atom", "Le pont ferme");
        await second.AddAsync("Le Pont d'en face", new Uri(source.Address, "feeds/le-pont.atom"));
        // By its own interval it would look again in a day.
        await using var carrier = await second.OpenAsync([.. Intranet, "--poll-every", "24h"]);
        await carrier.HoldsAsync("/feeds/all.atom", "Le pont ferme");
        await Eventually.TrueAsync(async () => (await HubAsync(second))?["state"]?.GetValue<string>() == "subscribed", () => $"never subscribed\n{carrier.Server.Messages}\n{source.Server.Messages}");

        var began = TimeProvider.System.GetTimestamp();
        stand.Put("pont", Rss.Feed(Rss.Item("2", "Le pont rouvre", "Après deux mois."), Rss.Item("1", "Le pont ferme", "Pour deux mois.")));
        await carrier.HoldsAsync("/feeds/all.atom", "Le pont rouvre");

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        var hub = (await HubAsync(second))!;
        Assert.Equal(($"http://127.0.0.1:{source.Port}/hub", $"http://127.0.0.1:{source.Port}/feeds/le-pont.atom", 1), ((string?)hub["address"], (string?)hub["topic"], (int)hub["told"]!));
    }

    [Fact]
    public async Task Without_a_public_address_no_hub_is_asked_and_the_feed_is_polled_as_before()
    {
        using var first = new DataFolder();
        using var second = new DataFolder();
        await using var stand = await FeedStand.OpenAsync();
        await first.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("1", "Le pont ferme", "Pour deux mois."))));
        await using var source = await first.OpenAsync(Intranet);
        await source.HoldsAsync("/feeds/le-pont.atom", "Le pont ferme");
        await second.AddAsync("Le Pont d'en face", new Uri(source.Address, "feeds/le-pont.atom"));
        await using var carrier = await second.OpenAsync("--poll-every", "1s");
        await carrier.HoldsAsync("/feeds/all.atom", "Le pont ferme");

        await Eventually.TrueAsync(async () => (await HubAsync(second))?["state"]?.GetValue<string>() == "not-asked", () => "the hub was not noted");
        using var answer = await source.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/hub")
        {
            Content = new FormUrlEncodedContent([new("hub.mode", "subscribe"), new("hub.topic", $"{source.Address}feeds/all.atom"), new("hub.callback", $"http://127.0.0.1:{source.Port}/websub/x")]),
        });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<JsonNode?> HubAsync(DataFolder house) => (await house.AskAsync("channel", "show", "le-pont-d-en-face"))["hub"];
}
