namespace Griot.Ingest.Tests.Items;

/// <summary>One id borne by two pieces.</summary>
public sealed class DuplicateTests
{
    [Fact]
    public async Task Two_pieces_under_one_id_in_one_feed_are_two_versions_flagged_and_never_more()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        var first = await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>b</p>"), Feeds.Item("1", "<p>a</p>")));

        Assert.Equal((1, 1), (first.NewItems, first.NewVersions));
        Assert.Contains("duplicate-guid", world.State().Incidents, StringComparison.Ordinal);
        for (var i = 2; i < 8; i++)
        {
            var again = await world.PollAsync(Feeds.Rss(Feeds.Item($"{i}"), Feeds.Item("1", "<p>b</p>"), Feeds.Item("1", "<p>a</p>")));
            Assert.Equal((1, 0, 0, 0), (again.NewItems, again.NewVersions, again.Cosmetic, again.Quarantined));
            Assert.Contains("duplicate-guid", world.State().Incidents, StringComparison.Ordinal);
        }

        Assert.Equal(["<p>a</p>", "<p>b</p>"], world.Versions("1").Select(version => world.RecordOf(version).Body));
    }

    [Theory]
    [InlineData("a", "b{0}")]
    [InlineData("a{0}", "b")]
    [InlineData("a{0}", "b{0}")]
    public async Task Nor_do_they_when_the_advertisements_beside_them_change(string one, string two)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        for (var i = 0; i < 8; i++)
        {
            var advertisement = $"<script>{i}</script>";
            await world.PollAsync(Feeds.Rss(
                Feeds.Item("1", one.Replace("{0}", advertisement, StringComparison.Ordinal)), Feeds.Item("1", two.Replace("{0}", advertisement, StringComparison.Ordinal)), Feeds.Item($"n{i}")));
        }

        Assert.Equal(2, world.Versions("1").Count);
    }

    [Fact]
    public async Task The_same_bytes_twice_are_one_version()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        var result = await world.PollAsync(Feeds.Rss(Feeds.Item("1"), Feeds.Item("1")));

        Assert.Equal((1, 0, 0, 0), (result.NewItems, result.NewVersions, result.Cosmetic, result.Quarantined));
    }

    [Fact]
    public async Task Another_provider_s_id_names_an_item_of_its_own()
    {
        await using var world = await World.OpenAsync();
        var one = await world.AddAsync("/one", "One");
        var other = await world.AddAsync("/other", "Other");
        world.Server["/one"] = new Page(System.Text.Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("1", "<p>a</p>"))));
        await world.PollAsync();

        await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>b</p>")), "/other");

        Assert.Equal([one.Id, other.Id], world.Items("1").Select(item => world.Shelf.Take(item)!.Provider.Id));
        Assert.Equal(["<p>a</p>", "<p>b</p>"], world.Items("1").Select(item => world.Shelf.Take(item)!.Record!.Body));
    }

    [Fact]
    public async Task Two_houses_on_one_store_that_read_the_same_feeds_at_once_give_each_item_once()
    {
        await using var world = await World.OpenAsync();
        for (var i = 0; i < 6; i++)
        {
            await world.AddAsync($"/{i}", $"Provider {i}");
            world.Server[$"/{i}"] = new Page(System.Text.Encoding.UTF8.GetBytes(Feeds.Rss([.. Enumerable.Range(0, 40).Select(n => Feeds.Item($"{i}-{n}"))])));
        }

        await using var second = Ledger.LedgerStore.Open(world.Folder, world.Time);
        var cancellation = TestContext.Current.CancellationToken;
        var results = await Task.WhenAll(
            Task.Run(() => world.Poller().OnceAsync(null, cancellation), cancellation),
            Task.Run(() => world.Poller(store: second).OnceAsync(null, cancellation), cancellation));

        Assert.Equal(240, results.Sum(result => result.NewItems));
        Assert.Equal(0, results.Sum(result => result.NewVersions + result.Cosmetic + result.Quarantined + result.Failed));
        Assert.Equal(240, world.Entries().Count);
    }
}
