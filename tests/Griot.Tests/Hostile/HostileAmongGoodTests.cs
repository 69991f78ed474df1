using System.Text.Json.Nodes;
using Griot.Bench;
using Griot.Tests.Running;

namespace Griot.Tests.Hostile;

/// <summary>F8 without a clock: <c>bench/hostile</c> measures what the hostile cost the good.</summary>
public sealed class HostileAmongGoodTests
{
    private const int GoodOnes = 70;
    private const int HostileOnes = 30;
    private const int Pieces = 5;

    [Fact, Trait("Speed", "slow")]
    public async Task F8_thirty_hostile_feeds_cost_seventy_good_ones_no_piece_and_each_is_told_of_with_its_own_reason()
    {
        await using var host = new HostileHost(GoodOnes, feed => Rss.Feed(Enumerable.Range(0, Pieces).Select(piece => Rss.Item($"{feed}-{piece}", $"Pièce {piece} du journal {feed}", "Enfin."))), Harm.All);
        using var house = new DataFolder();
        var table = house.Write("providers.csv", string.Join('\n', [
            "name,kind,capacity,country,language,feed",
            .. Enumerable.Range(0, GoodOnes + HostileOnes).Select(feed => $"Journal {feed},press,independent,ML,fr,{host.AddressOf(feed)}"),
        ]));
        await house.DoAsync("provider", "import", table);

        var facts = await house.PollAsync();

        Assert.Equal((GoodOnes + HostileOnes, GoodOnes * Pieces), (Number(facts, "channels"), Number(facts, "newItems")));
        var status = await house.AskAsync("status");
        var quarantine = (await house.AskAsync("quarantine", "list")).AsArray();
        Assert.Equal(GoodOnes * Pieces, Number(status, "items"));
        var channels = status["channels"]!.AsArray().ToDictionary(channel => channel!["address"]!.GetValue<string>(), channel => channel!, StringComparer.Ordinal);
        for (var feed = 0; feed < GoodOnes + HostileOnes; feed++)
        {
            var channel = channels[host.AddressOf(feed)];
            if (host.HarmOf(feed) is { } harm) Assert.True(Told(channel, quarantine).Contains(harm.Code), $"{harm.Name}: {string.Join(", ", Told(channel, quarantine))}");
            else Assert.Equal((null, 0), (channel["lastError"]?.GetValue<string>(), channel["failures"]!.GetValue<int>()));
        }
    }

    // What the operator reads of a channel: the codes of its last error, of its incidents, and of what lies in quarantine.
    private static List<string?> Told(JsonNode channel, JsonArray quarantine) =>
    [
        channel["lastError"]?.GetValue<string>().Split(':')[0],
        .. channel["incidents"]?.AsArray().Select(incident => incident!["code"]?.GetValue<string>()) ?? [],
        .. quarantine.Where(row => row!["provider"]!.GetValue<string>() == channel["provider"]!.GetValue<string>()).Select(row => row!["code"]?.GetValue<string>()),
    ];

    private static int Number(JsonNode facts, string name) => facts[name]!.GetValue<int>();
}
