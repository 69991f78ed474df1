using Griot.Ingest.Operator;
using Griot.Record;

namespace Griot.Ingest.Tests.Items;

/// <summary>What a provider takes back by <c>at:deleted-entry</c> (RFC 6721).</summary>
public sealed class WithdrawalTests
{
    [Fact]
    public async Task A_deleted_entry_withdraws_its_item_with_the_provider_s_reason()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));

        var result = await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")));

        Assert.Equal((1, 0), (result.NewVersions, result.Quarantined));
        var item = world.Item("urn:1");
        Assert.Equal([EntryKind.Article, EntryKind.Withdrawal], world.Store.History(item).Select(entry => entry.Entry.Kind));
        var gone = world.Shelf.Take(item)!;
        Assert.Equal(Answer.Gone, gone.Answer);
        Assert.Equal("Publié par erreur.", gone.Tombstone!.Reason);
        Assert.Null(gone.Record);
    }

    [Fact]
    public async Task The_withdrawal_of_something_never_delivered_lies_in_quarantine_and_is_no_entry()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        var result = await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:9"), Feeds.Entry("urn:1")));

        Assert.Equal((1, 1), (result.NewItems, result.Quarantined));
        Assert.Equal("unknown-item", Assert.Single(world.Store.Quarantine()).Content.Code);
        Assert.Single(world.Entries());
    }

    [Fact]
    public async Task A_deletion_that_is_dated_anew_at_each_poll_is_sealed_once_and_what_is_older_than_its_newest_date_stays_away()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        foreach (var when in (string[])["2026-11-23T03:00:00Z", "2026-11-23T05:00:00Z", "2026-11-23T04:00:00Z"]) await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1", when: when)));
        Assert.Equal(2, world.Versions("urn:1").Count);

        // It was published and deleted again while nobody looked: its copy comes late.
        var late = await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Dix morts.</p>", updated: "2026-11-23T04:30:00Z")));
        Assert.Equal((0, 1), (late.NewVersions, late.Quarantined));
        Assert.Equal("older-version", Assert.Single(world.Store.Quarantine()).Content.Code);
        Assert.Equal(Standing.Withdrawn, world.Shelf.Take(world.Item("urn:1"))!.Tombstone!.Standing);

        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Deux blessés.</p>", updated: "2026-11-23T05:30:00Z")));
        Assert.Equal("<p>Deux blessés.</p>", world.Shelf.Take(world.Item("urn:1"))!.Record!.Body);
    }

    [Theory]
    [InlineData("2026-11-23T05:00:00Z", "removal")]
    [InlineData("removal", "2026-11-23T05:00:00Z")]
    [InlineData("2099-01-01T00:00:00Z", "removal", "2026-11-23T05:00:00Z")]
    public async Task What_is_older_than_a_deletion_s_newest_date_stays_away_whenever_the_version_before_it_was_removed_by_order(params string[] then)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1", when: "2026-11-23T03:00:00Z")));
        var item = world.Item("urn:1");
        foreach (var step in then) await (step == "removal" ? RemoveFirstAsync(world, item) : world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1", when: step))));

        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Dix morts.</p>", updated: "2026-11-23T04:30:00Z")));

        Assert.Equal("older-version", Assert.Single(world.Store.Quarantine()).Content.Code);
        Assert.Equal(Standing.Withdrawn, world.Shelf.Take(item)!.Tombstone!.Standing);
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Deux blessés.</p>", updated: "2026-11-23T05:30:00Z")));
        Assert.Equal("<p>Deux blessés.</p>", world.Shelf.Take(item)!.Record!.Body);
    }

    [Fact]
    public async Task A_deletion_that_is_said_again_with_a_date_far_ahead_keeps_nothing_away()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")));
        await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1", when: "2099-01-01T00:00:00Z")));

        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", "<p>Deux blessés.</p>", updated: "2026-11-23T05:30:00Z")));

        Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item("urn:1"))!.Answer);
    }

    [Fact]
    public async Task Another_provider_can_withdraw_nothing()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync("/one", "One");
        await world.AddAsync("/other", "Other");
        world.Server["/one"] = new Page(System.Text.Encoding.UTF8.GetBytes(Feeds.Atom(Feeds.Entry("urn:1"))));
        await world.PollAsync();

        var result = await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")), "/other");

        Assert.Equal((0, 1), (result.NewVersions, result.Quarantined));
        Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item("urn:1"))!.Answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_and_its_deletion_in_one_document_end_withdrawn_whatever_their_order(bool entryFirst)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        string[] both = entryFirst ? [Feeds.Entry("urn:1"), Feeds.Deleted("urn:1")] : [Feeds.Deleted("urn:1"), Feeds.Entry("urn:1")];

        var first = await world.PollAsync(Feeds.Atom(both));

        Assert.Equal((1, 1, 0), (first.NewItems, first.NewVersions, first.Quarantined));
        for (var i = 2; i < 6; i++)
        {
            var again = await world.PollAsync(Feeds.Atom([.. both, Feeds.Entry($"urn:{i}")]));
            Assert.Equal((1, 0, 0, 0), (again.NewItems, again.NewVersions, again.Cosmetic, again.Quarantined));
        }

        Assert.Equal(Answer.Gone, world.Shelf.Take(world.Item("urn:1"))!.Answer);
        Assert.DoesNotContain("duplicate-guid", world.State().Incidents ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deletion_older_than_the_entry_beside_it_has_been_taken_back(bool entryFirst)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var deleted = Feeds.Deleted("urn:1", when: "2026-11-22T00:00:00Z");

        await world.PollAsync(Feeds.Atom(entryFirst ? [Feeds.Entry("urn:1"), deleted] : [deleted, Feeds.Entry("urn:1")]));

        Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item("urn:1"))!.Answer);
    }

    [Fact]
    public async Task An_item_that_comes_back_is_readable_again_as_an_update()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")));

        var back = await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", updated: "2026-11-23T03:00:00Z")));

        Assert.Equal(1, back.NewVersions);
        Assert.Equal(EntryKind.Update, world.Versions("urn:1")[^1].Entry.Kind);
        Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item("urn:1"))!.Answer);
    }

    [Fact]
    public async Task An_item_that_comes_back_beside_its_old_deletion_stays_readable()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")));
        for (var i = 2; i < 6; i++) await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1"), Feeds.Entry("urn:1", "<p>Corrigé.</p>", updated: "2026-11-23T03:00:00Z"), Feeds.Entry($"urn:{i}")));

        Assert.Equal(3, world.Versions("urn:1").Count);
        Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item("urn:1"))!.Answer);
    }

    [Fact]
    public async Task A_deletion_dated_anew_at_each_poll_is_sealed_once()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        for (var i = 10; i < 20; i++) await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1", when: $"2026-11-23T{i}:00:00Z")));

        Assert.Equal(2, world.Versions("urn:1").Count);
    }

    private static async Task RemoveFirstAsync(World world, string item) =>
        Assert.IsType<RemovalAnswer.Done>(await new Removing(world.Store).RemoveAsync(new RemovalRequest(item, 1), new RemovalOrder([1], RemovalReason.CourtOrder, "ML", null), default));
}
