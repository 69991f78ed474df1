using Griot.Formats;
using Griot.Ingest.Items;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Tests.Items;

/// <summary>What decides in a channel which item a piece is: chosen from what the feed shows, slow to change, the operator's to fix.</summary>
public sealed class IdentityPolicyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("own ids", IdentityPolicy.Guid, "Each piece has an id of its own.")]
    [InlineData("ids that are the links", IdentityPolicy.Guid, "Each piece has an id of its own.")]
    [InlineData("one id missing", IdentityPolicy.Guid, "19 of 20 pieces have an id of their own.")]
    [InlineData("no ids", IdentityPolicy.Link, "The feed gives no ids, and each piece has a page of its own.")]
    [InlineData("one id for all", IdentityPolicy.Link, "20 of 20 pieces share their id with a different piece, and each piece has a page of its own.")]
    [InlineData("ids in pairs", IdentityPolicy.Link, "20 of 20 pieces share their id with a different piece, and each piece has a page of its own.")]
    [InlineData("no ids, front page", IdentityPolicy.Content, "The feed gives no ids, and none has a page of its own.")]
    [InlineData("no ids, one page", IdentityPolicy.Content, "The feed gives no ids, and 20 share their page with a different piece.")]
    public async Task It_is_chosen_from_the_first_document_and_says_why(string kind, IdentityPolicy policy, string why)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        var result = await world.PollAsync(Told.Feed(Told.Numbers(20).Select((piece, n) => kind switch
        {
            "ids that are the links" => piece with { Guid = piece.Link },
            "one id missing" when n == 7 => piece with { Guid = null },
            "no ids" => piece with { Guid = null },
            "one id for all" => piece with { Guid = "1" },
            "ids in pairs" => piece with { Guid = $"{n / 2}" },
            "no ids, front page" => piece with { Guid = null, Link = "http://kayes.example" },
            "no ids, one page" => piece with { Guid = null, Link = "https://kayes.example/direct" },
            _ => piece,
        })));

        Assert.Equal((20, 0, 0), (result.NewItems, result.NewVersions, result.Quarantined));
        Assert.Equal((policy, why, false), Now(world) is var now ? (now.Policy, now.Why, now.IsFixed) : default);
    }

    [Fact]
    public async Task I02_two_different_pieces_under_one_id_are_two_items_and_are_told()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        List<Told> pieces = [.. Told.Numbers(20).Select((piece, n) => n < 2 ? piece with { Guid = "same" } : piece)];

        Assert.Equal(20, (await world.PollAsync(Told.Feed(pieces))).NewItems);
        Assert.Contains("duplicate-guid", world.State().Incidents, StringComparison.Ordinal);
        pieces[1] = pieces[1] with { Text = "<p>Une suite pour la seconde, sous le même titre.</p>" };
        var edited = await world.PollAsync(Told.Feed(pieces));
        pieces[0] = pieces[0] with { Text = "<p>Une suite pour la première, sous le même titre.</p>" };
        var alone = await world.PollAsync(Told.Feed(pieces.Take(1)));

        Assert.Equal((0, 1, 0, 1), (edited.NewItems, edited.NewVersions, alone.NewItems, alone.NewVersions));
        Assert.Equal([2, 2], world.Items("same").Select(item => world.Store.History(item).Count));
    }

    [Fact]
    public async Task Broadcasts_of_one_headline_under_one_id_are_items_where_page_and_date_are_their_own()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        List<Told> pieces = [.. Told.Numbers(6).Select(piece => piece with { Guid = "journal", Headline = "Journal du matin" })];

        var first = await world.PollAsync(Told.Feed(pieces.Take(5)));
        var second = await world.PollAsync(Told.Feed(pieces.Skip(1)));

        Assert.Equal((5, 0, 1, 0), (first.NewItems, first.NewVersions, second.NewItems, second.NewVersions));
    }

    [Fact]
    public async Task A_withdrawal_of_an_id_that_two_pieces_bear_waits_for_a_person()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var other = Feeds.Entry("urn:1", "<p>Tout autre chose que la première.</p>").Replace("Nouvelle", "Dernière", StringComparison.Ordinal);
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1"), other));

        var result = await world.PollAsync(Feeds.Atom(Feeds.Deleted("urn:1")));

        Assert.Equal((0, 1), (result.NewVersions, result.Quarantined));
        Assert.Equal("ambiguous-id", Assert.Single(world.Store.Quarantine()).Content.Code);
        Assert.All(world.Items("urn:1"), item => Assert.Equal(Answer.Whole, world.Shelf.Take(item)!.Answer));
    }

    [Fact]
    public async Task A_feed_that_moves_all_its_ids_once_keeps_its_policy_and_one_that_does_so_again_loses_it()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed(Told.Numbers(6)));
        await PollWithAsync("/2");
        Assert.Equal((IdentityPolicy.Guid, 1), (Now(world).Policy, Now(world).Doubts));

        await PollWithAsync("/2", "<p>Corrigé.</p>");
        Assert.Equal((IdentityPolicy.Guid, 0), (Now(world).Policy, Now(world).Doubts));
        await PollWithAsync("/3", "<p>Corrigé.</p>");
        await PollWithAsync("/4", "<p>Corrigé.</p>");

        Assert.Equal((IdentityPolicy.Link, "6 of 6 known pieces came under another id, and each piece has a page of its own."), (Now(world).Policy, Now(world).Why));
        Assert.Equal(6, world.Entries().Count(entry => entry.Entry.Kind == EntryKind.Article));

        Task PollWithAsync(string suffix, string more = "") => world.PollAsync(Told.Feed(Told.Numbers(6).Select(piece => piece with { Guid = piece.Guid + suffix, Text = piece.Text + more })));
    }

    [Fact]
    public async Task A_better_key_has_to_prove_itself_ten_times()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed(Told.Numbers(4).Select(piece => piece with { Guid = null })));
        for (var i = 0; i < 11; i++)
        {
            Assert.Equal(IdentityPolicy.Link, Now(world).Policy);
            await world.PollAsync(Told.Feed(Told.Numbers(8).Skip(4).Select(piece => piece with { Text = $"{piece.Text}<p>{i}</p>" })));
        }

        Assert.Equal(IdentityPolicy.Guid, Now(world).Policy);
        Assert.Equal(8, world.Entries().Count(entry => entry.Entry.Kind == EntryKind.Article));
    }

    [Theory]
    [InlineData(IdentityPolicy.Guid)]
    [InlineData(IdentityPolicy.Link)]
    [InlineData(IdentityPolicy.Content)]
    public async Task What_the_operator_has_fixed_stays_and_publishes_nothing_anew_until_it_is_left_to_Griot_again(IdentityPolicy policy)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var pieces = Told.Numbers(8).Select(piece => piece with { Guid = null }).ToList();
        await world.PollAsync(Told.Feed(pieces));
        var desk = new ChannelDesk(world.Store, world.Time);
        await desk.FixIdentityAsync(Now(world).Channel, policy, Cancellation);

        var changed = await world.PollAsync(Told.Feed(pieces.Select(piece => piece with { Link = piece.Link + "?utm_source=x", Date = world.Time.GetUtcNow() })));

        Assert.Equal((0, 0, 8), (changed.NewItems, changed.NewVersions, changed.Cosmetic));
        Assert.Equal((policy, true), (Now(world).Policy, Now(world).IsFixed));
        await desk.FixIdentityAsync(Now(world).Channel, null, Cancellation);
        await world.PollAsync(Told.Feed(pieces));
        Assert.Equal((IdentityPolicy.Link, false), (Now(world).Policy, Now(world).IsFixed));
    }

    [Theory]
    [InlineData("https://a.example/x/1", "http://A.example:80/x/1/")]
    [InlineData("https://a.example/x?id=1&utm_source=rss", "https://a.example/x?id=1&fbclid=7#")]
    [InlineData("https://a.example/x#xtor=RSS-1", "https://a.example/x")]
    [InlineData("https://a.example/x;jsessionid=7A?id=1", "https://u:p@a.example/x?id=1&PHPSESSID=2")]
    [InlineData("https://a.example/x#:~:text=fleuve", "https://a.example:443/x")]
    [InlineData("https://bücher.example/x", "https://xn--bcher-kva.example/x")]
    public void These_are_one_page(string one, string other) => Assert.Equal(PageAddress.Of(one), PageAddress.Of(other));

    [Theory]
    [InlineData("https://a.example/x", "https://www.a.example/x")]
    [InlineData("https://a.example/x?id=1", "https://a.example/x?id=2")]
    [InlineData("https://a.example/x#entry-1", "https://a.example/x#entry-2")]
    [InlineData("https://a.example/x", "https://a.example:8080/x")]
    [InlineData("https://a.example/x", "https://a.example/X")]
    public void And_these_are_two(string one, string other) => Assert.NotEqual(PageAddress.Of(one), PageAddress.Of(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mailto:a@a.example")]
    [InlineData("https://a.example")]
    [InlineData("http://a.example:8080/?utm_source=rss")]
    public void And_this_is_no_piece_s_page(string? address) => Assert.Null(PageAddress.Of(address));

    [Fact]
    public async Task Another_key_of_the_server_is_no_alarm_by_itself_and_one_with_a_wholly_other_feed_is()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await TakeAsync("one", "Kayes", Told.Numbers(5));
        await TakeAsync("two", "Kayes", Told.Numbers(6));
        await TakeAsync("two", "Kayes", Told.Numbers(30).Skip(20));
        Assert.Empty(world.Store.Incidents(card.Channels[0].Id));

        var bought = await TakeAsync("three", "Casino", Told.Numbers(60).Skip(50));

        Assert.Equal("tls-key-changed", Assert.Single(bought.OfDocument).Code);
        Assert.Contains("its title is another too", Assert.Single(world.Store.Incidents(card.Channels[0].Id)).Incident.Message, StringComparison.Ordinal);
        Assert.Empty((await TakeAsync("three", "Casino", Told.Numbers(70).Skip(65))).OfDocument);
        Assert.All(world.Entries(), entry => Assert.Equal(EntryKind.Article, entry.Entry.Kind));

        Task<Yield> TakeAsync(string key, string title, IEnumerable<Told> pieces)
        {
            var document = FeedDocument.Open(System.Text.Encoding.UTF8.GetBytes(Told.Feed(pieces)), new DocumentHints(null));
            var taken = document.Cuts.Select(cut => new Piece(cut.Bytes, cut.Context, new Envelope { Received = world.Time.GetUtcNow() }, Piece.CutOf(cut.Bytes.Span, cut.Context.Encoding))).ToList();
            return new Intake(world.Store, world.Time).TakeAsync(taken, new DocumentFacts(true, key, title), card, card.Channels[0].Id, Evidence.Tls, _ => null, Cancellation);
        }
    }

    private static ChannelIdentity Now(World world) => world.Store.Identity(world.Store.Channels().Single().Channel.Id)!;
}
