using Griot.Ingest.Operator;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Tests.Items;

/// <summary>
/// Who may speak is on the card before it speaks, whichever way a channel came to be; and what the ledger does not take as
/// its provider's is set aside with the reason, and never lost (decision 26).
/// </summary>
public sealed class ProviderOnlyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_channel_is_on_the_card_before_it_speaks_whichever_way_it_came()
    {
        await using var world = await World.OpenAsync();
        foreach (var path in (string[])["/added", "/second", "/moved", "/imported"]) world.Server[path] = Page(Feeds.Atom(Feeds.Entry($"urn:{path[1..]}")));
        var added = await world.AddAsync("/added");
        await world.PollAsync();
        await world.Register.AddFeedAsync(added.Id, world.Server.Address("/second"), null, Cancellation);
        await world.PollAsync();
        await world.Register.AddAllAsync([new NewProvider(new ProviderDetails { Name = "Imported", Kind = ProviderKind.Press }, [world.Server.Address("/imported")])], Cancellation);
        await world.PollAsync();
        var elsewhere = world.Server.Address("/moved").Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        Assert.IsType<RegisterOutcome.Registered>(await world.Register.MoveFeedAsync(added.Channels[0].Id, elsewhere, Cancellation));
        await world.PollAsync();

        Assert.Equal(4, world.Entries().Count(entry => entry.Entry.Kind == EntryKind.Article));
        Assert.Empty(world.Violations());
        Assert.Equal(4, world.Store.Size - world.Entries().Count);
    }

    [Fact]
    public async Task What_comes_through_a_channel_that_its_card_has_dropped_waits_whole_with_the_reason()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await SealAsync(world, card with { Channels = [] });

        var result = await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1"), Feeds.Entry("urn:2")));

        Assert.Equal((0, 0, 2), (result.NewItems, result.NewVersions, result.Quarantined));
        Assert.All(world.Store.Quarantine(), row => Assert.Equal(("not-the-providers", card.Id), (row.Content.Code, row.Content.Provider)));
        Assert.Contains("does not stand in its provider's newest card", world.Store.Quarantine()[0].Content.Message, StringComparison.Ordinal);
        Assert.Contains("urn:", System.Text.Encoding.UTF8.GetString(world.Store.Quarantine()[0].Content.Bytes), StringComparison.Ordinal);
        Assert.Empty(world.Entries());
        Assert.NotNull(world.State().LastSeen);
    }

    [Fact]
    public async Task It_is_taken_in_when_the_card_has_been_mended()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await SealAsync(world, card with { Channels = [] });
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        var desk = new QuarantineDesk(world.Store, world.Time);
        var row = Assert.Single(world.Store.Quarantine()).Id;

        var early = await desk.ReplayAsync(row, Cancellation);
        await SealAsync(world, card);
        var replayed = await desk.ReplayAsync(row, Cancellation);

        Assert.Contains("Not sealed as its provider's", early.Refused, StringComparison.Ordinal);
        Assert.Equal(new ReplayOutcome(true, 1, null), replayed);
        Assert.Single(world.Versions("urn:1"));
    }

    [Fact]
    public async Task A_withdrawal_is_not_the_provider_s_either_where_its_channel_is_closed()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        await SealAsync(world, card with { Channels = [] });

        var result = await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")));

        Assert.Equal((0, 1), (result.NewVersions, result.Quarantined));
        Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item("urn:1"))!.Answer);
    }

    [Theory]
    [InlineData(ProviderState.Suspended), InlineData(ProviderState.Archived)]
    public async Task A_provider_that_is_not_active_can_still_take_a_piece_back_and_say_nothing_else(ProviderState state)
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")));
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        await world.Store.AppendAsync(new Ledger.Batch { Quarantined = [Copy(world, Feeds.Entry("urn:2"))] }, Cancellation);
        await world.Register.SetAsync(card.Id, new ProviderDetails { State = state }, Cancellation);
        var desk = new QuarantineDesk(world.Store, world.Time);
        var (taken, said) = (world.Store.Quarantine().Single(row => row.Content.Code == "unknown-item"), world.Store.Quarantine().Single(row => row.Content.Code == "copy"));

        Assert.Equal(new ReplayOutcome(true, 0, "its provider is not active: only a withdrawal is taken from it"), await desk.ReplayAsync(said.Id, Cancellation));
        Assert.Equal(new ReplayOutcome(true, 1, null), await desk.ReplayAsync(taken.Id, Cancellation));
        Assert.Equal(Answer.Gone, world.Shelf.Take(world.Item("urn:1"))!.Answer);
    }

    // So it is after a recovery that found the entries of a log and not their content.
    [Fact]
    public async Task Where_the_newest_card_is_gone_a_new_one_opens_the_channels_again()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.Register.SetAsync(card.Id, new ProviderDetails { About = "x" }, Cancellation);
        world.Sql("DROP TRIGGER cards_no_delete; DELETE FROM cards WHERE entry = 1");
        await using var reopened = LedgerStore.Open(world.Folder, world.Time);

        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        Assert.Equal("not-the-providers", Assert.Single(reopened.Quarantine()).Content.Code);
        var outcome = await new ProviderRegister(reopened, world.Time).SetAsync(card.Id, new ProviderDetails { About = "y" }, Cancellation);
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:2")));

        Assert.IsType<RegisterOutcome.Registered>(outcome);
        Assert.Single(world.Versions("urn:2"));
        Assert.Equal(("R2", 1L), world.Violations().Select(violation => (violation.Rule, violation.Entry)).Single());
        world.Sql("INSERT INTO cards SELECT 1, bytes FROM cards LIMIT 1");
    }

    private static Page Page(string document) => new(System.Text.Encoding.UTF8.GetBytes(document));

    private static Quarantined Copy(World world, string item) =>
        world.Store.Quarantine()[0].Content with { Code = "copy", Bytes = System.Text.Encoding.UTF8.GetBytes(item) };

    private static async Task SealAsync(World world, ProviderCard card) => Assert.IsType<AppendOutcome.Sealed>(await world.Store.AppendAsync(
        new Draft { Kind = EntryKind.Provider, Provider = card.Id, Follows = world.Store.CardEntry(card.Id), Record = card.ToBytes(), Slug = card.Slug }, Cancellation));
}
