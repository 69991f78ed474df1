using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class HousePieceTests
{
    private const string Markdown = "# La crue, jour par jour\n\nTrois semaines au bord du fleuve.\n";

    [Fact]
    public async Task A_published_piece_is_answered_with_its_address()
    {
        using var house = new DataFolder();
        var outcome = await house.DoAsync("publish", house.Write("crue.md", Markdown), "--produced", "--by", "Awa Koné", "--language", "fr", "--public-url", "https://news.example.org");
        Assert.Matches("^https://news.example.org/fr/[a-z]+/[0-9a-z]{26}\n$", outcome.Output);
        var again = await house.DoAsync("publish", house.File("crue.md"), "--produced", "--by", "Awa Koné", "--language", "fr", "--item", outcome.Output.Trim());
        Assert.Contains("already", again.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_keeps_the_address()
    {
        using var house = new DataFolder();
        var first = await house.AskAsync("publish", house.Write("crue.md", Markdown), "--commissioned", "--by", "Awa Koné", "--language", "fr");
        var second = await house.AskAsync("publish", house.Write("crue.md", Markdown + "\nEt une décrue.\n"), "--commissioned", "--by", "Awa Koné", "--language", "fr", "--item", first["item"]!.GetValue<string>());
        Assert.Equal(first["address"]!.GetValue<string>(), second["address"]!.GetValue<string>());
        Assert.Equal(2, second["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named()
    {
        using var house = new DataFolder();
        var outcome = await house.RunAsync("publish", house.File("none.md"), "--produced", "--by", "Awa Koné");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(house.File("none.md"), outcome.Messages, StringComparison.Ordinal);
        Assert.Single(outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("--produced", "--commissioned")]
    public async Task How_a_piece_came_to_be_has_to_be_said_once(params string[] origin)
    {
        using var house = new DataFolder();
        var outcome = await house.RunAsync(["publish", house.Write("crue.md", Markdown), "--by", "Awa Koné", .. origin]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--produced or --commissioned", outcome.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no headline")]
    public async Task A_file_without_a_headline_is_refused(string markdown)
    {
        using var house = new DataFolder();
        var outcome = await house.RunAsync("publish", house.Write("crue.md", markdown), "--produced", "--by", "Awa Koné");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("not published", outcome.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_house_withdraws_its_own_pieces_only()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await house.PollAsync();
        var own = (await house.AskAsync("publish", house.Write("crue.md", Markdown), "--produced", "--by", "Awa Koné", "--language", "fr"))["address"]!.GetValue<string>();
        await using var site = await house.OpenAsync();
        var others = (await site.ItemsAsync()).Select(item => item["url"]!.GetValue<string>()).Single(url => url.Contains("/le-pont/", StringComparison.Ordinal));

        Assert.Equal(1, (await house.RunAsync("withdraw", others, "--reason", "Erreur")).ExitCode);
        Assert.Equal(1, (await house.RunAsync("withdraw", "none", "--reason", "Erreur")).ExitCode);
        await house.DoAsync("withdraw", own, "--reason", "Une source s’est rétractée");
        await site.HoldsAsync(new Uri(own).PathAndQuery, "Une source s’est rétractée");
        Assert.Equal(System.Net.HttpStatusCode.Gone, await site.StatusAsync(new Uri(own).PathAndQuery));
        Assert.Contains("already", (await house.DoAsync("withdraw", own, "--reason", "Erreur")).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_tells_channels_counts_and_the_log()
    {
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", new Uri("https://user:secret@lepont.example/feed?key=hidden"));
        var facts = await house.AskAsync("status");
        Assert.Equal(["channels", "items", "log", "mediaWaiting", "providers", "quarantine", "removals"], facts.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.True(facts["log"]!["size"]!.GetValue<int>() > 0);
        var channel = facts["channels"]![0]!.AsObject();
        foreach (var name in new[] { "lastSeen", "lastAccepted", "lastError" }) Assert.True(channel.ContainsKey(name), name);
        Assert.DoesNotContain("secret", facts.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", (await house.DoAsync("status")).Output, StringComparison.Ordinal);
    }
}
