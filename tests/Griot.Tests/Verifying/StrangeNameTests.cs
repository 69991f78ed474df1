using Griot.Tests.Running;

namespace Griot.Tests.Verifying;

/// <summary>A log may bear any name that a key may.</summary>
public sealed class StrangeNameTests
{
    [Fact]
    public async Task A_log_whose_name_looks_like_a_comment_is_pinned_as_any_other()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        using var stranger = new Stranger();
        var key = (await house.DoAsync("log", "key", "new", "--origin", "#maison/log")).Output.Trim();
        Assert.Equal(key, (await house.DoAsync("log", "key", "show")).Output.Trim());
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await house.PollAsync();
        await using var site = await house.OpenAsync("--poll-every", "24h");
        var page = new Uri((await site.ItemsAsync())[0]["url"]!.GetValue<string>()).PathAndQuery;
        await Eventually.TrueAsync(async () => await site.StatusAsync($"/items/{page.Split('/')[^1]}/1/proof") == System.Net.HttpStatusCode.OK, () => site.Server.Messages);

        var first = await stranger.VerifyAsync(new Uri(site.Address, page).AbsoluteUri);
        var second = await stranger.VerifyAsync(new Uri(site.Address, page).AbsoluteUri);

        Assert.Equal(("not-checked", "held"), (first.Steps["key"], second.Steps["key"]));
        Assert.StartsWith($"#maison/log {key} ", Assert.Single(await File.ReadAllLinesAsync(stranger.KnownLogs, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }
}
