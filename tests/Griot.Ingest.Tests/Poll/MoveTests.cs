using System.Text;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Operator;
using Griot.Ingest.Tests.Providers;
using Griot.Ledger;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Tests.Poll;

/// <summary>A server may say that a feed has moved; only the operator moves it.</summary>
public sealed class MoveTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public async Task A_permanent_redirect_is_followed_proposed_and_told_once_and_gone_when_the_server_stops(int status)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync("/old");
        world.Server["/old"] = Page.To("/new?key=secret", status);
        world.Server["/new"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))), ETag: "\"a\"");

        await world.PollAsync();
        var first = Proposed(world);
        world.Time.Advance(TimeSpan.FromMinutes(10));
        var again = await world.PollAsync();

        Assert.Equal(world.Server.Address("/new?key=secret"), first!.To);
        Assert.Equal(1, again.NotModified);
        Assert.Equal(first, Proposed(world));
        Assert.Equal(1, world.Log.Count(LogLevel.Warning, "moved for good"));
        Assert.Equal(0, world.Log.Count(LogLevel.Warning, "secret"));
        Assert.Equal(world.Server.Address("/old"), Registered(world));
        world.Server["/old"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))));
        await world.PollAsync();
        Assert.Null(Proposed(world));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(303)]
    public async Task A_hop_that_is_not_permanent_proposes_nothing(int status)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync("/old");
        world.Server["/old"] = Page.To("/between");
        world.Server["/between"] = Page.To("/new", status);
        world.Server["/new"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))));

        Assert.Equal(1, (await world.PollAsync()).NewItems);
        Assert.Null(Proposed(world));
    }

    [Fact]
    public async Task A_redirect_to_what_is_no_feed_proposes_nothing_and_a_failure_takes_no_proposal_back()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync("/old");
        world.Server["/old"] = Page.To("/home");
        world.Server["/home"] = new Page("<html>Bienvenue</html>"u8.ToArray(), "text/html");
        await world.PollAsync();
        Assert.Null(Proposed(world));

        world.Server["/home"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))));
        await world.PollAsync();
        var proposed = Proposed(world);
        world.Server["/home"] = new Page([], Status: 500);
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.PollAsync();

        Assert.NotNull(proposed);
        Assert.Equal(proposed, Proposed(world));
    }

    [Theory]
    [InlineData("https://kayes.example/feed", "https://kayes.example/rss", false)]
    [InlineData("http://www.kayes.example/feed", "https://kayes.example/rss", false)]
    [InlineData("https://kayes.example/feed", "https://feeds.kayes.example/", false)]
    [InlineData("https://KAYES.example./feed", "https://kayes.example:8443/", false)]
    [InlineData("https://kayes.example/feed", "https://evil-kayes.example/", true)]
    [InlineData("https://kayes.example/feed", "https://kayes.example.evil.example/", true)]
    [InlineData("https://a.host.example/feed", "https://b.host.example/feed", true)]
    [InlineData("https://example/feed", "https://evil.example/feed", true)]
    [InlineData("https://kayes.example/feed", "https://192.0.2.7/feed", true)]
    [InlineData("https://b\u00fccher.example/", "https://xn--bcher-kva.example/", false)]
    public void N07_a_move_to_another_domain_is_marked(string from, string to, bool elsewhere) => Assert.Equal(elsewhere, Moves.IsElsewhere(from, to));

    [Fact]
    public async Task N07_a_permanent_redirect_to_another_owner_is_never_taken_however_long_it_lasts()
    {
        await using var world = await World.OpenAsync();
        await world.AddAtAsync($"http://localhost:{world.Server.Port}/old");
        world.Server["/old"] = Page.To($"http://kayes.localhost:{world.Server.Port}/new");
        world.Server["/new"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))));

        for (var day = 0; day < 40; day++)
        {
            await world.PollAsync();
            world.Time.Advance(TimeSpan.FromDays(1));
        }

        // What a redirect leads to is not opened by the allowance of the registered host: it is not even followed here.
        Assert.Equal($"http://localhost:{world.Server.Port}/old", Registered(world));
        Assert.Equal(0, world.Server.Asked("/new"));
        Assert.Contains("special-address", world.State().LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_move_is_asked_at_once_without_the_old_validators_and_its_items_stay_the_same_items()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync("/old");
        world.Server["/old"] = Page.To("/new");
        world.Server["/new"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))), ETag: "\"a\"");
        await world.PollAsync();
        var size = world.Store.Size;

        var moved = await new ChannelMoves(world.Store, world.Time).MoveAsync(card.Channels[0].Id, null, Cancellation);
        var state = world.State();
        world.Server["/new"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"), Feeds.Item("2"))), ETag: "\"a\"");
        var result = await world.PollAsync();

        Assert.Equal(new MoveOutcome.Moved(world.Server.Address("/new"), false), moved);
        Assert.Equal((null, null, null, null), (state.ETag, state.BodyHash, state.NextPoll, state.Moved));
        Assert.Equal(2, world.Server.Asked("/new"));
        Assert.True(world.Server.Requests.Last().Headers.IfNoneMatch.Count == 0);
        Assert.Equal((1, 0), (result.NewItems, result.NewVersions));
        Assert.Single(world.Versions("1"));
        // The host is the same: the card says it already, and nothing was sealed for the move.
        Assert.Equal(size + 1, world.Store.Size);
        Assert.Null(Proposed(world));
    }

    [Fact]
    public async Task A_move_to_another_host_seals_a_card_that_says_so_and_proves_nothing_of_the_new_one()
    {
        await using var room = new RegisterRoom();
        var card = await room.AddAsync("Le Pays", "https://old.example/rss?key=a");
        var proven = card with { Channels = [card.Channels[0] with { Proven = true }] };
        await room.Ledger.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = card.Id, Follows = 0, Slug = card.Slug, Record = proven.ToBytes() }, Cancellation);

        var moved = await new ChannelMoves(room.Ledger, room.Time).MoveAsync(card.Channels[0].Id, "https://new.example/atom?key=hidden", Cancellation);

        Assert.IsType<MoveOutcome.Moved>(moved);
        var channel = Assert.Single(room.Ledger.Card(card.Id)!.Channels);
        Assert.Equal((card.Channels[0].Id, "new.example", false), (channel.Id, channel.Domain, channel.Proven));
        Assert.Equal("https://new.example/atom?key=hidden", room.Ledger.Channels()[0].Channel.Address);
        Assert.DoesNotContain("hidden", Encoding.UTF8.GetString(room.Ledger.Content(2, Part.Record)!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://ada:pw@kayes.example/a", "https://kayes.example/b", "https://ada:pw@kayes.example/b", false)]
    [InlineData("http://ada:pw@kayes.example/a", "https://kayes.example/b?c=1", "https://ada:pw@kayes.example/b?c=1", false)]
    [InlineData("http://ada:pw@kayes.example/a", "http://kayes.example:81/b", "http://kayes.example:81/b", true)]
    [InlineData("https://ada:pw@kayes.example/a", "https://evil.example/b", "https://evil.example/b", true)]
    [InlineData("https://kayes.example/a", "https://evil.example/b", "https://evil.example/b", false)]
    public async Task A_password_goes_along_to_the_same_host_and_to_no_other(string from, string to, string then, bool leftBehind)
    {
        await using var room = new RegisterRoom();
        var card = await room.AddAsync("Le Pays", from);
        var channel = card.Channels[0].Id;
        await room.Ledger.AppendAsync(new Batch { Channel = new ChannelState { Channel = channel, Moved = new MovedTo(to, room.Time.GetUtcNow()) } }, Cancellation);

        var moved = await new ChannelMoves(room.Ledger, room.Time).MoveAsync(channel, null, Cancellation);

        Assert.Equal(new MoveOutcome.Moved(then, leftBehind), moved);
        Assert.Equal(then, room.Ledger.Channels()[0].Channel.Address);
    }

    [Fact]
    public async Task Nothing_is_moved_without_an_address_to_a_bad_one_or_for_a_channel_that_is_not_there()
    {
        await using var room = new RegisterRoom();
        var card = await room.AddAsync("Le Pays", "https://kayes.example/a");
        var house = await room.Register.HouseAsync("Griot", Cancellation);
        var moves = new ChannelMoves(room.Ledger, room.Time);

        Assert.IsType<MoveOutcome.Refused>(await moves.MoveAsync(card.Channels[0].Id, null, Cancellation));
        Assert.IsType<MoveOutcome.Refused>(await moves.MoveAsync(card.Channels[0].Id, "file:///etc/passwd", Cancellation));
        Assert.IsType<MoveOutcome.Refused>(await moves.MoveAsync(house.Channels[0].Id, "https://kayes.example/b", Cancellation));
        Assert.IsType<MoveOutcome.Refused>(await moves.MoveAsync(OpaqueId.New(), "https://kayes.example/b", Cancellation));
        Assert.Equal("https://kayes.example/a", room.Ledger.Channels()[0].Channel.Address);
    }

    private static ProposedMove? Proposed(World world) => world.Store.Channels()[0] is var known ? ChannelMoves.Proposed(known.Channel, known.State) : null;

    private static string? Registered(World world) => world.Store.Channels()[0].Channel.Address;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
