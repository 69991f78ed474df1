using Griot.Ingest.Channels.Poll;
using Griot.Ledger;
using Griot.Testing;

namespace Griot.Ingest.Tests.Items;

/// <summary>A store of 0.1.0, which knew its items by their ids alone.</summary>
public sealed class UpgradeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_keeps_its_items_and_an_unchanged_feed_publishes_nothing_anew()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var feed = Told.Feed(Told.Numbers(30));
        await world.PollAsync(feed);
        using var folder = new TemporaryFolder();
        OldStore.Write(world.Folder, folder.Path);

        await using var store = LedgerStore.Open(folder.Path, world.Time);

        Assert.Equal(world.Store.Root(), store.Root(), (one, other) => one.Size == other.Size && one.Root.SequenceEqual(other.Root));
        Assert.Equal(new PollResult { Channels = 1, Unchanged = 1 }, await PollAsync(world, store, feed));
        Assert.Equal(new PollResult { Channels = 1 }, await PollAsync(world, store, feed + "<!-- 2 -->"));
        Assert.Equal(IdentityPolicy.Guid, store.Identity(Channel(store))!.Policy);
        Assert.Equal(30, store.Tally(Channel(store)).Items);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Once_a_document_has_come_its_items_are_known_again_when_their_ids_move(bool operatorWasFirst)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed(Told.Numbers(30)));
        using var folder = new TemporaryFolder();
        OldStore.Write(world.Folder, folder.Path);
        await using var store = LedgerStore.Open(folder.Path, world.Time);
        if (operatorWasFirst) await new Ingest.Operator.ChannelDesk(store, world.Time).FixIdentityAsync(Channel(store), IdentityPolicy.Guid, Cancellation);

        var first = await PollAsync(world, store, Told.Feed(Told.Numbers(31)));
        var moved = await PollAsync(world, store, Told.Feed(Told.Numbers(31).Select(piece => piece with { Guid = piece.Guid + "/2" })));

        Assert.Equal((1, 0, 0), (first.NewItems, first.NewVersions, first.Cosmetic));
        Assert.Equal((0, 0, 31), (moved.NewItems, moved.NewVersions, moved.Cosmetic));
        Assert.Equal("re-guided", Assert.Single(store.Incidents(Channel(store))).Incident.Code);
    }

    private static Task<PollResult> PollAsync(World world, LedgerStore store, string feed)
    {
        world.Server["/feed"] = new Page(System.Text.Encoding.UTF8.GetBytes(feed));
        return world.Poller(store: store).OnceAsync(null, Cancellation);
    }

    private static string Channel(LedgerStore store) => store.Channels().Single().Channel.Id;
}
