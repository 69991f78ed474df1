using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

/// <summary><c>griot channel show</c> and <c>griot channel set</c>.</summary>
public sealed class ChannelTests
{
    [Fact]
    public async Task A_channel_shows_how_it_stands_and_how_its_items_are_told_apart()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        string[] pieces = [Rss.Item("a", "Le pont rouvre", "Enfin."), Rss.Item("b", "Le bac ferme", "Ce soir."), Rss.Item("c", "La crue", "Demain.")];
        var feed = stand.Put("pont", Rss.Feed(pieces));
        var id = (await house.AddAsync("Le Pont", new Uri(feed + "?token=secret")))["channels"]![0]!["id"]!.GetValue<string>();
        Assert.Null((await house.AskAsync("channel", "show", "le-pont"))["identity"]!["policy"]);
        await house.PollAsync();
        stand.Put("pont", Rss.Feed(pieces.Select(piece => piece.Replace("https://lepont.example/", "http://lepont.example/", StringComparison.Ordinal).Replace("<title>", "<title> ", StringComparison.Ordinal))));
        await house.PollAsync();

        var shown = await house.AskAsync("channel", "show", id);

        Assert.Equal(("le-pont", "feed", "active"), (Text(shown, "provider"), Text(shown, "kind"), Text(shown, "providerState")));
        Assert.Equal($"{feed}?...", Text(shown, "address"));
        Assert.Equal(("guid", "griot", "Each piece has an id of its own."), (Text(shown["identity"]!, "policy"), Text(shown["identity"]!, "chosenBy"), Text(shown["identity"]!, "why")));
        Assert.Equal("""{"items":3,"versions":3,"cosmetic":3,"quarantined":0}""", shown["counts"]!.ToJsonString());
        Assert.Equal("re-guided", Text(Assert.Single(shown["incidents"]!.AsArray())!, "code"));
        Assert.Equal(1, Assert.Single(shown["history"]!.AsArray())!["times"]!.GetValue<int>());
        Assert.StartsWith("\"", Text(shown, "etag"), StringComparison.Ordinal);
        Assert.Equal(shown.ToJsonString(), (await house.AskAsync("channel", "show", "le-pont")).ToJsonString());
        var told = await house.DoAsync("channel", "show", "le-pont");
        Assert.Contains("identity: policy guid, chosenBy griot", told.Output, StringComparison.Ordinal);
        Assert.Contains("history: code re-guided, message 3 of 3 items", told.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told.Output + shown.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_chooses_how_items_are_told_apart_and_how_often_the_channel_is_asked()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await house.PollAsync();

        var set = await house.AskAsync("channel", "set", "le-pont", "--identity", "content", "--every", "30m");
        stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont  rouvre", "Enfin."), Rss.Item("b", "Le bac ferme", "Ce soir.")));
        var polled = await house.PollAsync();
        var kept = await house.AskAsync("channel", "show", "le-pont");
        var left = await house.AskAsync("channel", "set", "le-pont", "--identity", "auto", "--every", "auto");

        Assert.Equal(("content", "operator", 1800), (Text(set["identity"]!, "policy"), Text(set["identity"]!, "chosenBy"), set["every"]!.GetValue<int>()));
        Assert.Equal((1, 0), (polled["newItems"]!.GetValue<int>(), polled["newVersions"]!.GetValue<int>()));
        Assert.Equal(("content", "operator"), (Text(kept["identity"]!, "policy"), Text(kept["identity"]!, "chosenBy")));
        Assert.Equal("griot", Text(left["identity"]!, "chosenBy"));
        Assert.Null(left["every"]);
    }

    [Fact]
    public async Task A_channel_that_nobody_has_or_that_is_one_of_several_is_said_to_be_so()
    {
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", new Uri("https://lepont.example/feed"));
        await house.DoAsync("channel", "add", "le-pont", "--feed", "https://lepont.example/sport");

        var unknown = await house.RunAsync("channel", "show", "nobody");
        var several = await house.RunAsync("channel", "set", "le-pont", "--identity", "link");

        Assert.Equal((1, 1), (unknown.ExitCode, several.ExitCode));
        Assert.Contains("no channel has the id “nobody”", unknown.Messages, StringComparison.Ordinal);
        Assert.Contains("https://lepont.example/sport", several.Messages, StringComparison.Ordinal);
        Assert.Empty(unknown.Output + several.Output);
    }

    [Fact]
    public async Task A_channel_of_the_house_is_shown_and_not_set()
    {
        using var house = new DataFolder();
        await house.DoAsync("provider", "set", "house", "--country", "ML");

        Assert.Equal("The house gives its pieces their ids.", Text((await house.AskAsync("channel", "show", "house"))["identity"]!, "why"));
        Assert.Equal(1, (await house.RunAsync("channel", "set", "house", "--identity", "link")).ExitCode);
    }

    [Theory]
    [InlineData("channel set le-pont")]
    [InlineData("channel set le-pont --identity name")]
    [InlineData("channel set le-pont --every often")]
    [InlineData("channel show")]
    public async Task What_makes_no_sense_is_bad_usage(string call)
    {
        using var house = new DataFolder();
        Assert.Equal(2, (await house.RunAsync(call.Split(' '))).ExitCode);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
