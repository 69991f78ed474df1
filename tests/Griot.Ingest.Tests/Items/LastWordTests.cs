using System.Text;
using Griot.Ingest.Operator;
using Griot.Record;

namespace Griot.Ingest.Tests.Items;

/// <summary>What comes of one word after another: the table at the end of docs/states.md, through the door.</summary>
public sealed class LastWordTests
{
    private const string Soon = "2026-11-23T18:00:00Z";

    [Fact]
    public async Task What_was_taken_back_stays_taken_back_when_its_provider_publishes_anew()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Dix morts.</p>")));
        await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")));
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Deux blessés.</p>", updated: "2026-11-23T03:00:00Z")));
        var item = world.Item("urn:1");

        Assert.Equal("<p>Deux blessés.</p>", world.Shelf.Take(item)!.Record!.Body);
        Assert.Equal((Answer.Gone, Standing.Withdrawn), (world.Shelf.Take(item, 1)!.Answer, world.Shelf.Take(item, 1)!.Tombstone!.Standing));
        Assert.All(Enum.GetValues<Part>(), part => Assert.Null(world.Shelf.Bytes(item, 1, part).Bytes));
    }

    [Fact]
    public async Task An_embargoed_version_after_a_withdrawal_brings_nothing_back_before_its_release()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")));
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Neuf.</p>", $"<g:embargoedUntil>{Soon}</g:embargoedUntil>", "2026-11-23T03:00:00Z")));

        Assert.Equal(Standing.Withdrawn, world.Shelf.Take(world.Item("urn:1"))!.Tombstone!.Standing);
        world.Time.Advance(TimeSpan.FromHours(4));
        await world.ReleaseAsync();
        Assert.Equal("<p>Neuf.</p>", world.Shelf.Take(world.Item("urn:1"))!.Record!.Body);
    }

    [Fact]
    public async Task A_late_embargo_can_not_make_unread_what_is_public_and_is_told()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("urn:1")));
        await world.PollAsync(Feeds.Rss(Feeds.Item("urn:1", more: $"<g:embargoedUntil>{Soon}</g:embargoedUntil>")));

        Assert.Equal((Answer.Whole, 1), (world.Shelf.Take(world.Item("urn:1"))!.Answer, world.Shelf.Take(world.Item("urn:1"))!.Version.Entry.Version));
        Assert.Contains("late-embargo", world.State().Incidents, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_embargo_that_is_moved_holds_to_its_newest_date()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        foreach (var until in (string[])["2026-11-23T16:00:00Z", "2026-11-23T20:00:00Z", Soon])
            await world.PollAsync(Feeds.Rss(Feeds.Item("urn:1", $"<p>{until}</p>", $"<g:embargoedUntil>{until}</g:embargoedUntil>")));

        world.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal((0, null), (await world.ReleaseAsync(), world.Shelf.Take(world.Item("urn:1"))));
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.ReleaseAsync();
        Assert.Equal($"<p>{Soon}</p>", world.Shelf.Take(world.Item("urn:1"))!.Record!.Body);
        Assert.Null(world.Shelf.Take(world.Item("urn:1"), 1));
    }

    [Fact]
    public async Task A_piece_that_has_expired_on_arrival_was_never_there()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("urn:1", more: "<g:expires>2026-11-20T00:00:00Z</g:expires>")));

        Assert.Null(world.Shelf.Take(world.Item("urn:1")));
        Assert.Equal(0, await world.ReleaseAsync());
    }

    [Fact]
    public async Task An_update_and_a_withdrawal_under_a_hold_stand_when_it_is_restored()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        var item = world.Item("urn:1");
        var desk = new Holding(world.Store);
        await desk.HoldAsync(item, HoldReason.Legal, null, default);
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Neuf.</p>", updated: "2026-11-23T03:00:00Z")));
        Assert.Equal(Standing.Held, world.Shelf.Take(item)!.Tombstone!.Standing);
        await desk.RestoreAsync(item, default);
        Assert.Equal("<p>Neuf.</p>", world.Shelf.Take(item)!.Record!.Body);

        await desk.HoldAsync(item, HoldReason.Legal, null, default);
        await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1", when: "2026-11-23T04:00:00Z")));
        await desk.RestoreAsync(item, default);
        Assert.Equal(Standing.Withdrawn, world.Shelf.Take(item)!.Tombstone!.Standing);
    }

    [Fact]
    public async Task A_version_that_was_overtaken_lies_whole_in_quarantine_and_a_known_one_is_passed_over()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var (first, second) = (Feeds.Atom(Feeds.Entry("urn:1")), Feeds.Atom(Feeds.Entry("urn:1", "<p>Neuf.</p>", updated: "2026-11-23T03:00:00Z")));
        await world.PollAsync(first);
        await world.PollAsync(second);

        // A cache that still has the first one.
        Assert.Equal((0, 0), await world.PollAsync(first) is var stale ? (stale.NewVersions, stale.Quarantined) : default);
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Entre deux.</p>", updated: "2026-11-23T02:00:00Z")));

        Assert.Equal("<p>Neuf.</p>", world.Shelf.Take(world.Item("urn:1"))!.Record!.Body);
        var set = Assert.Single(world.Store.Quarantine());
        Assert.Equal("older-version", set.Content.Code);
        Assert.Contains("Entre deux.", Encoding.UTF8.GetString(set.Content.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_far_ahead_of_the_clock_silences_nothing()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", updated: "2099-01-01T00:00:00Z")));

        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Neuf.</p>")));

        Assert.Equal("<p>Neuf.</p>", world.Shelf.Take(world.Item("urn:1"))!.Record!.Body);
    }

    [Fact]
    public async Task After_a_removal_of_the_newer_version_the_older_one_keeps_its_own_date()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("urn:1", "<p>a</p>", $"<g:expires>{Soon}</g:expires>")));
        await world.PollAsync(Feeds.Rss(Feeds.Item("urn:1", "<p>b</p>")));
        var item = world.Item("urn:1");
        Assert.IsType<RemovalAnswer.Done>(await new Removing(world.Store).RemoveAsync(new RemovalRequest(item, 2), new RemovalOrder([1], RemovalReason.CourtOrder, "ML", null), default));
        Assert.Equal("<p>a</p>", world.Shelf.Take(item)!.Record!.Body);

        world.Time.Advance(TimeSpan.FromHours(4));
        await world.ReleaseAsync();

        Assert.Equal(Standing.Expired, world.Shelf.Take(item)!.Tombstone!.Standing);
    }

    [Fact]
    public async Task What_an_item_says_of_its_use_stands_over_its_provider_s_card()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.Register.SetAsync(card.Id, new() { Usage = new() { Ai = "allow", Resale = "deny" } }, default);

        await world.PollAsync(Feeds.Rss(Feeds.Item("urn:1", more: "<g:ai>deny</g:ai>")));

        Assert.Equal(new UsageRules { Ai = AiUse.Deny, Resale = Permission.Deny }, world.Shelf.Take(world.Item("urn:1"))!.Rules);
        Assert.Equal(new UsageRules { Ai = AiUse.Deny }, world.RecordOf(world.Versions("urn:1")[0]).Rules);
    }

    [Theory]
    [InlineData("<g:territory>ML</g:territory>", "<g:ai>deny</g:ai>")]
    [InlineData("<g:ai>licence=https://x.example/é</g:ai>", "<g:ai>licence=https://x.example/é</g:ai><g:resale>deny</g:resale>")]
    public async Task An_item_with_terms_of_its_own_may_change_and_costs_its_neighbours_nothing(string before, string after)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", more: before), Feeds.Entry("urn:2")));

        var cosmetic = await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Le  fleuve monte.</p>", more: before), Feeds.Entry("urn:2")));
        var result = await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", more: after), Feeds.Deleted("urn:2"), Feeds.Entry("urn:3")));

        Assert.Equal((1, 0, 0), (cosmetic.Cosmetic, cosmetic.NewVersions, cosmetic.Failed));
        Assert.Equal((1, 2, 0), (result.NewItems, result.NewVersions, result.Failed));
        Assert.Equal(Answer.Gone, world.Shelf.Take(world.Item("urn:2"))!.Answer);
    }
}
