namespace Griot.Ingest.Tests.Items;

/// <summary>What is a new version, and what is only other bytes.</summary>
public sealed class SamenessTests
{
    private const string Text = """<p>Le fleuve <a href="https://kayes.example/a?id=7">monte</a>.</p><img src="https://kayes.example/p.jpg" alt="Le pont">""";

    [Theory]
    [InlineData("""<p>Le  fleuve <a href="https://kayes.example/a?id=7">monte</a>.</p>  <img src="https://kayes.example/p.jpg" alt="Le pont">""")]
    [InlineData("""<p>Le fleuve <a href="https://kayes.example/a?id=7&amp;utm_source=rss">monte</a>.</p><img src="https://kayes.example/p.jpg?fbclid=5" alt="Le pont">""")]
    [InlineData(Text + """<iframe src="https://ads.example/2"></iframe><script>ad(2)</script>""")]
    [InlineData(Text + """<img src="https://count.example/2" width="1" height="1">""")]
    public async Task I04_a_change_that_nobody_sees_is_counted_and_not_sealed(string changed)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("1", Text)));

        var result = await world.PollAsync(Feeds.Rss(Feeds.Item("1", changed)));
        var again = await world.PollAsync(Feeds.Rss(Feeds.Item("2"), Feeds.Item("1", changed)));

        Assert.Equal((0, 1), (result.NewVersions, result.Cosmetic));
        Assert.Equal((1, 0, 0), (again.NewItems, again.NewVersions, again.Cosmetic));
        Assert.Single(world.Versions("1"));
        Assert.Equal(Feeds.Item("1", changed), Encoded(world.LastBytes("1")));
    }

    [Theory]
    [InlineData("""<p>Le fleuve <a href="https://kayes.example/a?id=7">monta</a>.</p><img src="https://kayes.example/p.jpg" alt="Le pont">""")]
    [InlineData("""<p>Le fleuve <a href="https://kayes.example/a?id=8">monte</a>.</p><img src="https://kayes.example/p.jpg" alt="Le pont">""")]
    [InlineData("""<p>Le fleuve <a href="https://kayes.example/a?id=7">monte</a>.</p><img src="https://kayes.example/q.jpg" alt="Le pont">""")]
    [InlineData("""<p>Le fleuve <a href="https://kayes.example/a?id=7">monte</a>.</p>""")]
    public async Task I04_a_change_that_a_reader_could_notice_is_a_version_and_so_is_its_taking_back(string changed)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("1", Text)));

        var result = await world.PollAsync(Feeds.Rss(Feeds.Item("1", changed)));
        var reverted = await world.PollAsync(Feeds.Rss(Feeds.Item("1", Text)));

        Assert.Equal((1, 0), (result.NewVersions, result.Cosmetic));
        Assert.Equal((1, 0), (reverted.NewVersions, reverted.Cosmetic));
        Assert.Equal([1, 2, 3], world.Versions("1").Select(version => version.Entry.Version!.Value));
    }

    [Theory]
    [InlineData("<title>Autre titre</title>", "<title>Titre</title>")]
    [InlineData("<author>Awa Diarra</author>", "<author>Moussa Keita</author>")]
    [InlineData("<media:content xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"https://k.example/p.jpg\" medium=\"image\"><media:description>a b</media:description><media:credit>c</media:credit></media:content>",
        "<media:content xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"https://k.example/p.jpg\" medium=\"image\"><media:description>a</media:description><media:credit>b c</media:credit></media:content>")]
    public async Task Headline_byline_and_credit_count_as_well_as_text(string before, string after)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss($"<item><guid>1</guid><description>x</description>{before}</item>"));

        var result = await world.PollAsync(Feeds.Rss($"<item><guid>1</guid><description>x</description>{after}</item>"));

        Assert.Equal(1, result.NewVersions);
    }

    [Fact]
    public async Task I04_twenty_versions_of_an_item_in_a_day_are_sealed_and_the_next_day_goes_on()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        for (var i = 0; i < 20; i++) Assert.Equal(0, (await world.PollAsync(Feeds.Rss(Feeds.Item("1", $"<p>Texte {i}</p>"), Feeds.Item("2")))).Quarantined);

        var flood = await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>Texte 20</p>"), Feeds.Item("2"), Feeds.Item("3")));

        Assert.Equal((1, 0, 1), (flood.NewItems, flood.NewVersions, flood.Quarantined));
        Assert.Equal(20, world.Versions("1").Count);
        Assert.Equal("too-many-versions", Assert.Single(world.Store.Quarantine()).Content.Code);
        world.Time.Advance(TimeSpan.FromHours(25));
        var next = await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>Texte 21</p>")));
        Assert.Equal((1, 0), (next.NewVersions, next.Quarantined));
    }

    [Fact]
    public async Task A_withdrawal_passes_the_breaker_of_versions()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        for (var i = 0; i < 20; i++) await world.PollAsync(Feeds.Atom(Feeds.Entry("1", $"<p>Texte {i}</p>")));

        var result = await world.PollAsync(Feeds.Atom(Feeds.Deleted("1")));

        Assert.Equal((1, 0), (result.NewVersions, result.Quarantined));
    }

    private static string Encoded(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
