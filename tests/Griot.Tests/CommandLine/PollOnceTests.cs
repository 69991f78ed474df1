using System.Text.Json;
using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class PollOnceTests
{
    private static readonly string[] Promised = ["channels", "notModified", "unchanged", "failed", "newItems", "newVersions", "cosmetic", "quarantined", "seconds", "cpuSeconds"];

    [Fact]
    public async Task One_object_tells_what_a_poll_brought()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."), Rss.Item("b", "Le bac ferme", "Ce soir."))));
        await house.AddAsync("Le Quai", new Uri(stand.Address, "nothing"));

        var first = Assert.Single((await house.DoAsync(["run", "--once", "--json", .. DataFolder.Loopback])).Lines);
        var facts = JsonNode.Parse(first)!.AsObject();
        Assert.Superset(Promised.ToHashSet(StringComparer.Ordinal), facts.Select(field => field.Key).ToHashSet(StringComparer.Ordinal));
        Assert.All(facts, field => Assert.Equal(JsonValueKind.Number, field.Value!.GetValueKind()));
        Assert.Equal((2, 1, 2, 0), (Number(facts, "channels"), Number(facts, "failed"), Number(facts, "newItems"), Number(facts, "newVersions")));

        var second = await house.PollAsync();
        Assert.Equal((1, 0), (Number(second, "notModified"), Number(second, "newItems")));

        stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre lundi", "Enfin."), Rss.Item("b", "Le  bac ferme", "Ce soir."), Rss.Item("c", "La crue", "Demain.")));
        var third = await house.PollAsync();
        Assert.Equal((1, 1, 1), (Number(third, "newItems"), Number(third, "newVersions"), Number(third, "cosmetic")));
    }

    [Fact]
    public async Task The_same_facts_are_told_to_a_person()
    {
        using var house = new DataFolder();
        var outcome = await house.DoAsync("run", "--once");
        Assert.Contains("newItems", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(outcome.Messages);
    }

    [Fact]
    public async Task What_cannot_be_read_lies_in_quarantine_and_can_be_read_again()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre " + new string('!', 4_000), "Enfin."))));
        Assert.NotEqual(0, Number(await house.PollAsync(), "quarantined"));
        var row = (await house.AskAsync("quarantine", "list"))[0]!;
        var id = row["id"]!.ToJsonString();
        Assert.Equal("le-pont", row["provider"]!.GetValue<string>());
        Assert.Contains("rouvre", (await house.DoAsync("quarantine", "show", id)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await house.RunAsync("quarantine", "replay", id)).ExitCode);
        Assert.Equal(1, (await house.RunAsync("quarantine", "show", "999")).ExitCode);
        Assert.Equal(1, (await house.RunAsync("quarantine", "replay", "999")).ExitCode);
        Assert.Equal(1, (await house.RunAsync("quarantine", "replay")).ExitCode);
        Assert.Equal("""{"replayed":0,"accepted":0,"left":0}""", (await house.DoAsync("quarantine", "replay", "--provider", "le-pont", "--reason", "too-many-pieces", "--json")).Output.Trim());
        var all = await house.RunAsync("quarantine", "replay", "--provider", "le-pont");
        Assert.Equal((1, "taken in: 0, left: 1"), (all.ExitCode, all.Output.Trim()));
    }

    [Fact]
    public async Task A_feed_on_this_machine_is_refused_unless_its_network_is_opened_and_the_status_says_why()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        var facts = await house.AskAsync("run", "--once", "--host-delay", "0");
        Assert.Equal((1, 0), (Number(facts, "failed"), Number(facts, "newItems")));
        var error = (await house.AskAsync("status"))["channels"]![0]!["lastError"]!.GetValue<string>();
        Assert.Contains("127.0.0.1", error, StringComparison.Ordinal);
        Assert.StartsWith("special-address: ", error, StringComparison.Ordinal);
        Assert.Contains("special-address", (await house.DoAsync("status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_own_port_is_never_polled()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        var facts = await house.AskAsync(["run", "--once", "--listen", $"127.0.0.1:{stand.Address.Port}", .. DataFolder.Loopback]);
        Assert.Equal((1, 0), (Number(facts, "failed"), Number(facts, "newItems")));
    }

    private static int Number(JsonNode facts, string name) => facts[name]!.GetValue<int>();
}
