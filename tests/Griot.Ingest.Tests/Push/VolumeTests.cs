using System.Globalization;
using Griot.Ingest.Operator;
using Griot.Ingest.Tests.Items;

namespace Griot.Ingest.Tests.Push;

/// <summary>How much one provider may bring in a day, by whatever door, before a person has to look (D05).</summary>
public sealed class VolumeTests : IAsyncLifetime
{
    private const string Beyond = "too-many-pieces";
    private Door door = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => door = await Door.OpenAsync();

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task D05_what_a_channel_brings_first_may_be_years_of_work_and_costs_nothing_of_the_day()
    {
        Assert.Equal(1_200, await AcceptedAsync(Many("old", 1_200)));
        Assert.Equal(500, await AcceptedAsync(Many("new", 500)));
    }

    [Theory]
    [InlineData(501, 500)]
    [InlineData(500, 0)]
    public async Task D05_a_first_document_of_years_stands_with_the_archives_but_for_its_news(int pieces, int old)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var news = Told.Number(1) with { Date = world.Time.GetUtcNow().AddHours(-3) };

        await world.PollAsync(Told.Feed([news, .. Told.Numbers(pieces).Skip(1)]));

        var arrived = world.Entries().Where(entry => entry.Entry.Item is not null).ToList();
        Assert.Equal((pieces, old), (arrived.Count, arrived.Count(entry => world.Store.IsArchived(entry.Index))));
    }

    [Fact]
    public async Task D05_a_first_document_of_what_nobody_may_see_yet_stands_with_the_archives_and_is_news_at_its_release()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var until = world.Time.GetUtcNow().AddDays(1);
        await world.PollAsync(Feeds.Json([.. Enumerable.Range(0, 501).Select(i => Feeds.Member($"e{i}", $"<p>Le fleuve monte, {i}.</p>", $",\"date_published\":\"{world.Time.GetUtcNow():O}\",\"_griot\":{{\"embargoedUntil\":\"{until:O}\"}}"))]));

        Assert.Equal(501, world.Entries().Count(entry => entry.Entry.Item is not null && world.Store.IsArchived(entry.Index)));
        Assert.Empty(world.Store.Arrivals(null, world.Store.Size, 1000));
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.ReleaseAsync();
        Assert.NotEmpty(world.Store.Arrivals(null, world.Store.Size, 1000));
    }

    [Fact]
    public async Task D05_a_first_delivery_that_a_crash_broke_off_is_still_the_first()
    {
        await door.DeliverAsync(Many("old", 600));
        door.World.Sql("DELETE FROM channel_states");
        Assert.Equal(600, await AcceptedAsync(Many("old", 1_200)));
    }

    [Fact]
    public async Task D05_what_is_more_than_a_days_share_waits_for_a_person_and_is_told_once()
    {
        await door.DeliverAsync(Many("first", 1));
        var pieces = await door.DeliverAsync(Many("flood", 503));
        Assert.Equal(500, pieces.Count(piece => Door.Result(piece) == "accepted"));
        var stopped = pieces.Where(piece => Door.Result(piece) == "quarantined").ToList();
        Assert.Equal(3, stopped.Count);
        Assert.Contains("More than 500 pieces", stopped[0]["problem"]!["title"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(3, door.World.Store.Quarantine().Count(row => row.Content.Code == Beyond));
        Assert.Equal("3 pieces are more than this provider may bring in a day, and lie in quarantine. Are they what they should be?", Assert.Single(door.World.Store.Incidents(door.Channel)).Incident.Message);
    }

    [Fact]
    public async Task D05_a_day_later_the_same_pieces_are_let_in()
    {
        await door.DeliverAsync(Many("first", 1));
        await door.DeliverAsync(Many("flood", 503));
        door.World.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, await AcceptedAsync(Many("flood", 503)));
    }

    [Fact]
    public async Task D05_what_the_operator_lets_in_is_no_longer_counted()
    {
        await door.DeliverAsync(Many("first", 1));
        await door.DeliverAsync(Many("flood", 502));
        var desk = new QuarantineDesk(door.World.Store, door.World.Time);
        foreach (var row in door.World.Store.Quarantine()) Assert.Equal(new ReplayOutcome(true, 1, null), await desk.ReplayAsync(row.Id, Cancellation));
        Assert.Equal(503, door.World.Entries().Count);
        Assert.Equal(500, door.World.Store.Volume(door.Card.Id).Pieces);
    }

    [Fact]
    public async Task D05_to_take_back_and_to_put_right_is_never_stopped()
    {
        await door.DeliverAsync(Feeds.Atom(Feeds.Entry("a"), Feeds.Entry("b"), Feeds.Entry("c")), "application/atom+xml");
        Spent(500, 0);
        var pieces = await door.DeliverAsync(
            Feeds.Atom(Feeds.Deleted("a"), Feeds.Entry("b", "<p>Juste.</p>", "<g:signal>correction</g:signal>"), Feeds.Entry("c", "<p>Autre.</p>")), "application/atom+xml");
        Assert.Equal(["accepted", "accepted", "quarantined"], pieces.Select(Door.Result));
    }

    [Fact]
    public async Task D05_the_share_is_the_providers_and_not_the_channels_and_nobody_elses()
    {
        await door.DeliverAsync(Many("first", 1));
        Spent(500, 0);
        await door.World.PollAsync(Feeds.Rss(Feeds.Item("1")), "/11");
        door.World.Time.Advance(TimeSpan.FromHours(2));
        var polled = await door.World.PollAsync(Feeds.Rss(Feeds.Item("2"), Feeds.Item("1")), "/11");
        var (_, channel, key) = await door.ProviderAsync("Ségou Info");
        await door.DeliverAsync(Many("first", 1), channel: channel, key: key);
        var others = await door.DeliverAsync(Many("second", 1), channel: channel, key: key);
        Assert.Equal((0, 1), (polled.NewItems, polled.Quarantined));
        Assert.Equal("accepted", Door.Result(Assert.Single(others)));
    }

    [Fact]
    public async Task D05_whoever_usually_brings_much_may_bring_more()
    {
        await door.DeliverAsync(Many("first", 1));
        Spent(28 * 50, 0, daysAgo: 3);
        Spent(999, 0);
        Assert.Equal(["quarantined", "accepted"], (await door.DeliverAsync(Many("more", 2))).Select(Door.Result));
    }

    [Fact]
    public async Task D05_bytes_are_counted_as_pieces_are()
    {
        await door.DeliverAsync(Many("first", 1));
        Spent(1, (256L << 20) - 100);
        var piece = Assert.Single(await door.DeliverAsync(Many("heavy", 1)));
        Assert.Contains("More than 256 MB", piece["problem"]!["title"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D05_the_days_are_counted_and_forgotten_after_a_month()
    {
        await door.DeliverAsync(Many("first", 1));
        Spent(7, 700, daysAgo: 29);
        await door.DeliverAsync(Many("second", 2));
        Assert.Equal(1, door.World.Ask("SELECT count(*) FROM volumes"));
        var volume = door.World.Store.Volume(door.Card.Id);
        Assert.Equal((2, 0d), (volume.Pieces, volume.UsualPieces));
        Assert.True(volume.Bytes > 2 * Feeds.Member("second-0").Length);
    }

    [Fact]
    public async Task I01_anothers_id_that_is_handed_over_is_an_item_of_its_own_and_the_operator_is_told()
    {
        const string uri = "https://segou.example/1";
        var (_, channel, key) = await door.ProviderAsync("Ségou Info");
        await door.DeliverAsync(Feeds.Json(Feeds.Member(uri)), channel: channel, key: key);
        await door.DeliverAsync(Feeds.Json(Feeds.Member(uri, "<p>À moi.</p>")));
        Assert.Equal(2, door.World.Items(uri).Count);
        Assert.Equal("foreign-id", Assert.Single(door.World.Store.Incidents(door.Channel)).Incident.Code);
        Assert.Empty(door.World.Store.Incidents(channel));
    }

    [Fact]
    public async Task A_channel_that_hands_over_shows_when_it_was_heard_last()
    {
        await door.DeliverAsync(Feeds.Json(Feeds.Member("a")));
        var first = door.World.Time.GetUtcNow();
        door.World.Time.Advance(TimeSpan.FromHours(1));
        await door.DeliverAsync(Feeds.Json(Feeds.Member("a")));
        var state = door.World.Store.Channel(door.Channel)!.Value.State!;
        Assert.Equal((first, first + TimeSpan.FromHours(1)), (state.LastAccepted, state.LastSeen));
    }

    private static string Many(string name, int count) => Feeds.Json([.. Enumerable.Range(0, count).Select(i => Feeds.Member($"{name}-{i}", $"<p>Le fleuve {name} monte, {i}.</p>"))]);

    private async Task<int> AcceptedAsync(string body) => (await door.DeliverAsync(body)).Count(piece => Door.Result(piece) == "accepted");

    private void Spent(long pieces, long bytes, int daysAgo = 0) => door.World.Sql(string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO volumes VALUES ('{door.Card.Id}', {(door.World.Time.GetUtcNow().ToUnixTimeSeconds() / 86_400) - daysAgo}, {pieces}, {bytes})"));
}
