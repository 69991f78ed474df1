using System.Text;

namespace Griot.Ingest.Tests.Poll;

/// <summary>What is asked of a server, and what its answers are taken for.</summary>
public sealed class ConditionalTests
{
    [Fact]
    public async Task The_second_poll_names_the_validators_of_the_first_and_takes_304_for_an_answer()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/feed"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))), ETag: "\"a\"", LastModified: "Mon, 23 Nov 2026 10:00:00 GMT");

        var first = await world.PollAsync();
        var second = await world.PollAsync();

        Assert.Equal((1, 0), (first.NewItems, first.NotModified));
        Assert.Equal((0, 1), (second.NewItems, second.NotModified));
        var asked = world.Server.Requests.Last().Headers;
        Assert.Equal("\"a\"", asked.IfNoneMatch);
        Assert.Equal("Mon, 23 Nov 2026 10:00:00 GMT", asked.IfModifiedSince);
    }

    [Fact]
    public async Task The_same_bytes_again_are_unchanged_and_leave_no_trace_in_the_log()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("1")));
        var size = world.Store.Size;

        var again = await world.PollAsync();

        Assert.Equal((1, 1, 0), (again.Channels, again.Unchanged, again.NewItems));
        Assert.Equal(size, world.Store.Size);
    }

    [Fact]
    public async Task A_changed_body_under_the_same_etag_is_read()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/feed"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))), ETag: "\"a\"") { IsConditional = false };
        await world.PollAsync();
        world.Server["/feed"] = new Page(Bytes(Feeds.Rss(Feeds.Item("2"), Feeds.Item("1"))), ETag: "\"a\"") { IsConditional = false };

        Assert.Equal(1, (await world.PollAsync()).NewItems);
    }

    [Fact]
    public async Task A_server_that_says_not_modified_for_ever_is_asked_without_condition_once_a_month()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var stuck = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))), ETag: "\"a\"");
        world.Server["/feed"] = stuck;
        await world.PollAsync();
        world.Server["/feed"] = stuck with { Body = Bytes(Feeds.Rss(Feeds.Item("2"), Feeds.Item("1"))) };

        var soon = await world.PollAsync();
        world.Time.Advance(TimeSpan.FromDays(31));
        var later = await world.PollAsync();

        Assert.Equal((1, 0), (soon.NotModified, soon.NewItems));
        Assert.Equal(1, later.NewItems);
    }

    [Fact]
    public async Task Items_are_sealed_oldest_first()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        await world.PollAsync(Feeds.Rss(Feeds.Item("3"), Feeds.Item("2"), Feeds.Item("1")));

        Assert.Equal(["1", "2", "3"], world.Entries().Select(entry => world.RecordOf(entry).Uri));
    }

    [Fact]
    public async Task An_empty_feed_withdraws_nothing()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("1")));

        var result = await world.PollAsync(Feeds.Rss());

        Assert.Equal((0, 0, 0), (result.NewVersions, result.Failed, result.Quarantined));
        Assert.NotNull(world.Shelf.Take(world.Item("1"))!.Record);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_truncated_document_whole_items_are_taken_and_the_next_poll_brings_the_rest(bool json)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var whole = Bytes(json
            ? Feeds.Json(Enumerable.Range(0, 10).Select(i => Feeds.Member($"{i}")).ToArray())
            : Feeds.Rss(Enumerable.Range(0, 10).Select(i => Feeds.Item($"{i}")).ToArray()));
        world.Server["/feed"] = new Page(whole[..(whole.Length * 6 / 10)], ETag: "\"a\"");
        var broken = await world.PollAsync();
        var state = world.State();
        world.Server["/feed"] = new Page(whole, ETag: "\"a\"");

        var repaired = await world.PollAsync();

        Assert.InRange(broken.NewItems, 4, 7);
        Assert.Null(state.ETag);
        Assert.Contains("truncated", state.Incidents, StringComparison.Ordinal);
        Assert.Equal(10 - broken.NewItems, repaired.NewItems);
        Assert.Equal(0, broken.NewVersions + repaired.NewVersions + broken.Quarantined + repaired.Quarantined);
        Assert.Equal("\"a\"", world.State().ETag);
    }

    [Fact]
    public async Task A_document_that_ends_inside_an_item_each_time_has_the_rest_of_it_in_quarantine_once()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var whole = Bytes(Feeds.Rss(Feeds.Item("1"), Feeds.Item("2")));
        var cut = whole[..(whole.AsSpan().LastIndexOf("</item>"u8) - 3)];
        world.Server["/feed"] = new Page(cut, ETag: "\"a\"");

        var results = new[] { await world.PollAsync(), await world.PollAsync(), await world.PollAsync() };

        Assert.Equal([1, 0, 0], results.Select(result => result.NewItems));
        Assert.Equal([0, 1, 0], results.Select(result => result.Quarantined));
        var row = Assert.Single(world.Store.Quarantine());
        Assert.Equal("truncated", row.Content.Code);
        Assert.EndsWith(Encoding.UTF8.GetString(row.Content.Bytes), Encoding.UTF8.GetString(cut), StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
