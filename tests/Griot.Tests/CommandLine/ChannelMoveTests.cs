using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class ChannelMoveTests
{
    private static readonly string Feed = Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."));

    [Fact]
    public async Task A_proposed_move_stands_in_the_status_until_the_operator_takes_it()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        var added = await house.AddAsync("Le Pont", stand.Redirect("old", stand.Put("new", Feed)));
        await house.PollAsync();

        var proposed = Channel(await house.AskAsync("status"))["movedTo"]!;
        Assert.Equal(stand.Put("new", Feed).AbsoluteUri, proposed["address"]!.GetValue<string>());
        Assert.False(proposed["otherDomain"]!.GetValue<bool>());
        Assert.NotNull(proposed["since"]);
        var id = added["channels"]![0]!["id"]!.GetValue<string>();
        Assert.Contains($"griot channel move {id}", (await house.DoAsync("status")).Output, StringComparison.Ordinal);

        Assert.Equal(proposed.ToJsonString(), (await house.AskAsync("channel", "show", id))["movedTo"]!.ToJsonString());
        Assert.Contains($"\nmovedTo: address {proposed["address"]}, since ", (await house.DoAsync("channel", "show", id)).Output, StringComparison.Ordinal);

        var moved = await house.AskAsync("channel", "move", id);

        Assert.Null((await house.AskAsync("channel", "show", id))["movedTo"]);
        Assert.Equal((id, stand.Put("new", Feed).AbsoluteUri), (moved["channel"]!.GetValue<string>(), moved["address"]!.GetValue<string>()));
        Assert.Equal(0, (await house.PollAsync())["newItems"]!.GetValue<int>());
        var channel = Channel(await house.AskAsync("status"));
        Assert.Null(channel["movedTo"]);
        Assert.EndsWith("/new", channel["address"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, (await house.RunAsync("channel", "move", id)).ExitCode);
    }

    [Fact]
    public async Task N16_a_move_onto_another_provider_s_feed_is_flagged_and_one_to_another_host_is_on_the_card()
    {
        using var house = new DataFolder();
        await house.AddAsync("Le Quai", new Uri("https://lequai.example/feed"));
        var id = (await house.AddAsync("Le Pont", new Uri("https://lepont.example/feed")))["channels"]![0]!["id"]!.GetValue<string>();

        var moved = await house.DoAsync("channel", "move", id, "--to", "https://lequai.example/feed");

        Assert.Contains("Le Quai has this feed already", moved.Messages, StringComparison.Ordinal);
        Assert.Equal($"{id}  https://lequai.example/feed\n", moved.Output);
        Assert.Contains("lequai.example", (await house.DoAsync("provider", "show", "le-pont")).Output, StringComparison.Ordinal);
        Assert.Equal(3, (await house.AskAsync("status"))["log"]!["size"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_channel_may_be_named_by_its_provider_and_one_of_several_is_asked_for()
    {
        using var house = new DataFolder();
        var id = (await house.AddAsync("Le Pont", new Uri("https://lepont.example/feed")))["channels"]![0]!["id"]!.GetValue<string>();

        var moved = await house.AskAsync("channel", "move", "le-pont", "--to", "https://lepont.example/new");

        Assert.Equal((id, "https://lepont.example/new"), (moved["channel"]!.GetValue<string>(), moved["address"]!.GetValue<string>()));
        Assert.Equal($"{id}  https://lepont.example/newer\n", (await house.DoAsync("channel", "move", "Le Pont", "--to", "https://lepont.example/newer")).Output);
        await house.DoAsync("channel", "add", "le-pont", "--feed", "https://lepont.example/sport");
        var several = await house.RunAsync("channel", "move", "le-pont", "--to", "https://lepont.example/newest");
        Assert.Equal(1, several.ExitCode);
        Assert.Contains($"  {id}  https://lepont.example/newer", several.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://lepont.example/feed")]
    [InlineData("nowhere")]
    public async Task A_channel_is_not_moved_to_what_is_no_address(string to)
    {
        using var house = new DataFolder();
        var id = (await house.AddAsync("Le Pont", new Uri("https://lepont.example/feed")))["channels"]![0]!["id"]!.GetValue<string>();

        Assert.Equal(1, (await house.RunAsync("channel", "move", id, "--to", to)).ExitCode);
        Assert.Equal(1, (await house.RunAsync("channel", "move", "nothing", "--to", "https://lepont.example/")).ExitCode);
    }

    private static JsonNode Channel(JsonNode status) => Assert.Single(status["channels"]!.AsArray())!;
}
