using Griot.Record;

namespace Griot.Ingest.Tests.Items;

/// <summary>What a provider says of when its piece may be read.</summary>
public sealed class EmbargoTests
{
    private const string Future = "2026-11-23T18:00:00Z";
    private const string Past = "2026-11-23T09:00:00Z";

    [Theory]
    [InlineData("rss", "g:embargoedUntil")]
    [InlineData("rss", "prism:embargoDate")]
    [InlineData("atom", "g:embargoedUntil")]
    [InlineData("atom", "prism:embargoDate")]
    [InlineData("json", "embargoedUntil")]
    public async Task An_embargoed_piece_is_absent_until_its_time_and_then_there(string format, string name)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Document(format, name, Future));
        var item = world.Item("urn:1");

        Assert.Null(world.Shelf.Take(item));
        Assert.Equal((Answer.Absent, null), world.Shelf.Bytes(item, 1, Part.Delivery));
        Assert.Equal(0, await world.ReleaseAsync());
        world.Time.Advance(TimeSpan.FromHours(4));
        Assert.Equal(1, await world.ReleaseAsync());
        Assert.Equal(0, await world.ReleaseAsync());

        Assert.Equal(Answer.Whole, world.Shelf.Take(item)!.Answer);
        Assert.Equal([EntryKind.Article, EntryKind.Release], world.Store.History(item).Select(entry => entry.Entry.Kind));
    }

    [Theory]
    [InlineData("rss", "g:embargoedUntil")]
    [InlineData("atom", "prism:embargoDate")]
    [InlineData("json", "embargoedUntil")]
    public async Task An_embargo_that_is_over_has_never_been_one(string format, string name)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        await world.PollAsync(Document(format, name, Past));

        Assert.Equal(PubStatus.Usable, Assert.Single(world.Entries()).Entry.Status);
        Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item("urn:1"))!.Answer);
    }

    [Theory]
    [InlineData("rss", "g:expires")]
    [InlineData("rss", "prism:expirationDate")]
    [InlineData("atom", "prism:killDate")]
    [InlineData("json", "expires")]
    public async Task An_item_that_expires_leaves_a_tombstone(string format, string name)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Document(format, name, Future));
        Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item("urn:1"))!.Answer);

        world.Time.Advance(TimeSpan.FromHours(4));
        await world.ReleaseAsync();

        var gone = world.Shelf.Take(world.Item("urn:1"))!;
        Assert.Equal((Answer.Gone, Standing.Expired), (gone.Answer, gone.Tombstone!.Standing));
    }

    [Theory]
    [InlineData("rss", "g:signal")]
    [InlineData("atom", "g:signal")]
    [InlineData("json", "signal")]
    public async Task A_correction_is_sealed_as_such(string format, string name)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Document(format, name, "new", "<p>Dix morts.</p>"));

        await world.PollAsync(Document(format, name, "correction", "<p>Deux morts.</p>"));

        Assert.Equal([EntryKind.Article, EntryKind.Correction], world.Versions("urn:1").Select(version => version.Entry.Kind));
        Assert.Equal(Signal.Correction, world.Shelf.Take(world.Item("urn:1"))!.Summary!.Signal);
    }

    [Fact]
    public async Task An_embargoed_update_leaves_the_readable_version_in_its_place_until_its_time()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>a</p>")));
        await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>b</p>", $"<g:embargoedUntil>{Future}</g:embargoedUntil>")));

        Assert.Equal("<p>a</p>", world.Shelf.Take(world.Item("1"))!.Record!.Body);
        Assert.Null(world.Shelf.Take(world.Item("1"), 2));
        world.Time.Advance(TimeSpan.FromHours(4));
        await world.ReleaseAsync();
        Assert.Equal("<p>b</p>", world.Shelf.Take(world.Item("1"))!.Record!.Body);
    }

    [Fact]
    public async Task A_version_without_embargo_ends_that_of_the_one_before_it()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>a</p>", $"<g:embargoedUntil>{Future}</g:embargoedUntil>")));

        await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>a</p>")));
        world.Time.Advance(TimeSpan.FromHours(4));

        Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item("1"))!.Answer);
        Assert.Equal(0, await world.ReleaseAsync());
    }

    private static string Document(string format, string name, string value, string html = "<p>Le fleuve monte.</p>") => format switch
    {
        "rss" => Feeds.Rss(Feeds.Item("urn:1", html, $"<{name}>{value}</{name}>")),
        "atom" => Feeds.Atom(Feeds.Entry("urn:1", html, $"<{name}>{value}</{name}>")),
        _ => Feeds.Json(Feeds.Member("urn:1", html, $",\"_griot\":{{\"{name}\":\"{value}\"}}")),
    };
}
