using System.Text;
using Griot.Formats;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Items;
using Griot.Ingest.Operator;
using Griot.Ingest.Tests.Items;
using Griot.Ledger;
using Griot.Record;
using Intaken = Griot.Ingest.Items.Piece;

namespace Griot.Ingest.Tests.Operator;

/// <summary>Removal by order, through the feeds that still have the piece: it is gone, and does not come back.</summary>
public sealed class RemovingTests
{
    private const string Words = "Le maire de Kolobané aurait caché dix-sept tonnes de riz dans la grange de sa soeur.";
    private static readonly RemovalOrder Order = new("Jugement no 17"u8.ToArray(), RemovalReason.CourtOrder, "ML", "Le tribunal de Kayes l'a ordonné.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Returns =>
        ["as it was", "other words", "white space", "another date", "another guid", "another link", "another guid and link", "another headline under its guid", "unreadable", "withdrawn"];

    [Theory]
    [MemberData(nameof(Returns))]
    public async Task A_removed_piece_that_the_feed_still_has_is_counted_and_nothing_of_it_is_kept(string change)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(8)]));
        var (item, size) = (Item(world), world.Store.Size);
        Assert.True(world.IsInItsFiles("Koloban"));

        await RemoveAsync(world, new RemovalRequest(item));
        Assert.False(world.IsInItsFiles("Koloban"));
        var result = await world.PollAsync(change == "withdrawn"
            ? Feeds.Atom(Feeds.Deleted(Piece.Guid!))
            : Told.Feed([Changed(change), .. Told.Numbers(8)]));

        Assert.Equal((0, 0, 0, 0), (result.NewItems, result.NewVersions, result.Quarantined, result.Failed));
        Assert.Equal(size + 1, world.Store.Size);
        Assert.False(world.IsInItsFiles("Koloban"));
        Assert.Equal((Answer.Gone, Standing.Removed), (world.Shelf.Take(item)!.Answer, world.Shelf.Take(item)!.Tombstone!.Standing));
        Assert.Single(world.Store.Incidents(world.State().Channel), incident => incident.Incident.Code == "removed-item");
        Assert.Equal(8, world.Shelf.Latest(null, long.MaxValue, 99, tombstones: false).Count);
    }

    [Fact]
    public async Task In_a_feed_without_ids_and_links_it_is_known_again_by_its_words()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        static string Bare(params string[] texts) => Feeds.Rss([.. texts.Select(text => $"<item><title>Nouvelle</title><description>{text}</description></item>")]);
        await world.PollAsync(Bare(Words, "Une autre nouvelle qui est assez longue pour se distinguer de toutes."));
        await RemoveAsync(world, new RemovalRequest(Item(world)));

        var result = await world.PollAsync(Bare("Encore une nouvelle qui est assez longue pour se distinguer.", Words, "Une autre nouvelle qui est assez longue pour se distinguer de toutes."));

        Assert.Equal((1, 0), (result.NewItems, result.NewVersions));
        Assert.False(world.IsInItsFiles("Koloban"));
    }

    [Fact]
    public async Task It_comes_back_through_no_other_channel_of_its_provider_and_another_providers_piece_is_its_own()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece]));
        await RemoveAsync(world, new RemovalRequest(Item(world)));

        await world.Register.AddFeedAsync(card.Id, world.Server.Address("/politics"), null, Cancellation);
        world.Server["/politics"] = new Page(Encoding.UTF8.GetBytes(Told.Feed([Piece with { Guid = "politics-1", Link = "https://kayes.example/politics/1" }])));
        var again = await world.PollAsync();
        await world.AddAsync("/other", "Ségou Hebdo");
        world.Server["/other"] = new Page(Encoding.UTF8.GetBytes(Told.Feed([Piece])));
        var others = await world.PollAsync();

        Assert.Equal(0, again.NewItems);
        Assert.Equal(1, others.NewItems);
    }

    [Fact]
    public async Task What_another_channel_brings_while_it_is_removed_is_judged_again_and_not_sealed()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(3)]));
        var (item, version) = (Item(world), world.Versions(Piece.Guid!)[0]);
        await world.Register.AddFeedAsync(card.Id, world.Server.Address("/politics"), null, Cancellation);
        card = world.Store.Card(card.Id)!;
        var bytes = Encoding.UTF8.GetBytes((Piece with { Guid = "politics-1", Link = null }).ToXml());
        var piece = new Intaken(bytes, world.ContextOf(version), world.EnvelopeOf(version), Intaken.CutOf(bytes, "utf-8"));

        var taken = await new DocumentIntake(world.Store, world.Time, card, card.Channels[^1].Id, Evidence.Tls, null).TakeAsync([piece], _ => Meanwhile(world, item), Cancellation);

        Assert.Equal((0, 1), (taken.NewItems, taken.Removed));
        Assert.False(world.IsInItsFiles("Koloban"));
    }

    [Fact]
    public async Task Nor_does_it_come_back_into_quarantine_as_the_correction_of_what_a_channel_never_brought()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece]));
        await RemoveAsync(world, new RemovalRequest(Item(world)));

        await world.Register.AddFeedAsync(card.Id, world.Server.Address("/politics"), null, Cancellation);
        static string Correction(Told piece) => piece.ToXml().Replace("</item>", "<g:signal>correction</g:signal></item>", StringComparison.Ordinal);
        world.Server["/politics"] = new Page(Encoding.UTF8.GetBytes(Feeds.Rss(Correction(Piece with { Guid = "politics-1", Link = null }), Correction(Told.Number(5)))));
        await world.PollAsync();

        Assert.Equal("unknown-item", Assert.Single(world.Store.Quarantine()).Content.Code);
        Assert.False(world.IsInItsFiles("Koloban"));
    }

    [Fact]
    public async Task What_its_provider_delivers_besides_is_taken_in_as_ever()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(8)]));
        await RemoveAsync(world, new RemovalRequest(Item(world)));

        var result = await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(9).Select(piece => piece with { Text = piece.Text + " Et davantage." })]));

        Assert.Equal((1, 8, 0), (result.NewItems, result.NewVersions, result.Quarantined));
    }

    [Fact]
    public async Task A_key_that_other_pieces_bear_too_takes_none_of_them_with_it()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        Told[] pieces = [Piece with { Guid = "same", Link = "https://kayes.example/all" }, .. Told.Numbers(5).Select(piece => piece with { Guid = "same", Link = "https://kayes.example/all" })];
        Assert.Equal(6, (await world.PollAsync(Told.Feed(pieces))).NewItems);
        await RemoveAsync(world, new RemovalRequest(Item(world)));

        var result = await world.PollAsync(Told.Feed([.. pieces, Told.Number(50) with { Guid = "same", Link = "https://kayes.example/all" }]));

        Assert.Equal((1, 0), (result.NewItems, result.NewVersions));
    }

    [Fact]
    public async Task A_removed_version_does_not_come_back_as_the_next_one_and_its_item_goes_on()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece with { Text = "Le conseil se réunit demain à dix heures pour parler du marché." }, .. Told.Numbers(3)]));
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(3)]));
        var item = Item(world);

        var plan = await RemoveAsync(world, new RemovalRequest(item, Version: 2));
        var same = await world.PollAsync(Told.Feed([Piece with { Date = world.Time.GetUtcNow().AddHours(1) }, .. Told.Numbers(3)]));
        var size = world.Store.Size;

        Assert.Equal([1], plan.Stays);
        Assert.Equal((0, 0), (same.NewItems, same.NewVersions));
        Assert.False(world.IsInItsFiles("dix-sept tonnes"));
        Assert.True(world.IsInItsFiles("Le conseil se réunit"));
        Assert.Contains("Le conseil se réunit demain", world.Shelf.Take(item)!.Excerpt, StringComparison.Ordinal);
        Assert.Equal(1, (await world.PollAsync(Told.Feed([Piece with { Text = "Le conseil s'est réuni, et le marché sera déplacé au bord du fleuve." }, .. Told.Numbers(3)]))).NewVersions);
        Assert.Equal(size, world.Store.History(item)[^1].Index);
        Assert.Equal(3, world.Shelf.Take(item)!.Version.Entry.Version);
        Assert.Equal(RemovalRefusal.RemovedAlready, Refused(world, new RemovalRequest(item, Version: 2)));
    }

    [Fact]
    public async Task Copies_in_quarantine_go_too_and_those_in_doubt_are_named()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(3)]));
        byte[][] copies =
        [
            Encoding.UTF8.GetBytes($"<html><body>{Words}</body></html>"), Encoding.Unicode.GetBytes($"<rss>{Words}"),
            Encoding.Latin1.GetBytes($"<b>Le maire</b> de Koloban&eacute; aurait cach&#233; dix-sept <i>tonnes de riz</i> dans la grange de sa soeur."),
            Encoding.UTF8.GetBytes("{\"t\":\"Le maire de Koloban\\u00e9 aurait cach\\u00e9\\ndix-sept tonnes de riz dans la grange de sa soeur\"}"),
            "<html>Nothing of it</html>"u8.ToArray(),
        ];
        await world.Store.AppendAsync(new Batch { Quarantined = [.. copies.Select(copy => new Quarantined { Provider = card.Id, Channel = card.Channels[0].Id, Code = "not-a-feed", Message = "", Bytes = copy })] }, Cancellation);

        var plan = await RemoveAsync(world, new RemovalRequest(Item(world)));

        Assert.Equal([1, 2, 3, 4], plan.Quarantined);
        Assert.Equal([5], plan.Unsure);
        Assert.All(world.Store.Quarantine().Take(4), row => Assert.Empty(row.Content.Bytes));
        Assert.NotEmpty(Assert.Single(world.Store.Quarantine(5)).Content.Bytes);
        Assert.Contains("removed by order", (await new QuarantineDesk(world.Store, world.Time).ReplayAsync(1, Cancellation)).Refused, StringComparison.Ordinal);
        Assert.Equal(RemovalRefusal.UnknownQuarantine, Refused(world, new RemovalRequest(Item(world, "Titre 1"), Quarantined: [99])));
    }

    [Fact]
    public async Task What_a_channels_alarm_and_state_quote_is_forgotten()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(3)]));
        var state = world.State();
        var alarm = new ChannelAlarm { Channel = state.Channel, Kind = AlarmKind.Failing, Code = "blocked", Message = "Kolobané", Since = default, Raised = default, Sample = "Kolobané"u8.ToArray() };
        await world.Store.AppendAsync(new Batch { Channel = state with { Incidents = """[{"code":"duplicate-guid","message":"Kolobané"}]""" }, Alarm = new AlarmChange(state.Channel, alarm) }, Cancellation);

        await RemoveAsync(world, new RemovalRequest(Item(world)));

        Assert.False(world.IsInItsFiles("Koloban"));
        Assert.Equal("blocked", Assert.Single(world.Store.Alarms()).Code);
        Assert.Null(world.State().BodyHash);
    }

    [Fact]
    public async Task The_last_bytes_of_a_cosmetic_change_and_what_was_due_go_with_it()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(3)]));
        await world.PollAsync(Told.Feed([Changed("white space"), .. Told.Numbers(3)]));
        Assert.NotEmpty(world.LastBytes(Piece.Guid!));

        await RemoveAsync(world, new RemovalRequest(Item(world)));

        Assert.Equal(0, world.Ask("SELECT count(*) FROM latest_cuts WHERE item IN (SELECT item FROM entries WHERE kind = 'removal')"));
        Assert.False(world.IsInItsFiles("Koloban"));
    }

    [Fact]
    public async Task The_public_notice_says_who_and_why_and_the_order_stays_with_the_operator()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece]));
        var item = Item(world);

        await RemoveAsync(world, new RemovalRequest(item));

        var removal = world.Store.History(item)[^1];
        var notice = Notice.Parse(world.Store.Content(removal.Index, Part.Record));
        Assert.Equal(new Notice { Reason = "court-order", Country = "ML", Text = Order.Text }, notice);
        Assert.Equal("""{"reason":"court-order","text":"Le tribunal de Kayes l'a ordonné.","country":"ML"}""", Encoding.UTF8.GetString(notice.ToBytes()));
        Assert.Equal(Order.Document, world.Store.Content(removal.Index, Part.Delivery));
        Assert.Equal([Part.Record], world.Shelf.Opened(removal).Select(opened => opened.Part));
        Assert.All(Enum.GetValues<Audience>(), audience => Assert.Equal((Answer.Gone, null), world.Shelf.Bytes(item, 1, Part.Delivery, audience)));
    }

    [Fact]
    public async Task A_piece_that_says_the_same_elsewhere_is_named_and_stays()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.AddAsync("/other", "Ségou Hebdo");
        world.Server["/other"] = new Page(Encoding.UTF8.GetBytes(Told.Feed([Piece])));
        await world.PollAsync(Told.Feed([Piece]));
        var items = world.Items(Piece.Guid!);

        var plan = await RemoveAsync(world, new RemovalRequest(items[0]));

        Assert.Equal([items[1]], plan.Twins);
        Assert.Equal(Answer.Whole, world.Shelf.Take(items[1])!.Answer);
    }

    [Fact]
    public async Task A_piece_of_the_house_that_was_removed_is_not_published_again()
    {
        await using var world = await World.OpenAsync();
        var house = await world.Register.HouseAsync("La maison", Cancellation);
        var door = new FormDoor(world.Store, world.Time);
        var context = new ItemContext { Format = "markdown", Encoding = "utf-8", FeedId = "urn:griot:house:1", FeedAuthors = ["Awa Koné"] };
        Task<FormOutcome> DeliverAsync(string text) => door.DeliverAsync(new FormDelivery(house.Id, house.Channels[0].Id, Encoding.UTF8.GetBytes(text), context, Evidence.Authenticated), Cancellation);
        var accepted = Assert.IsType<FormOutcome.Accepted>(await DeliverAsync($"# Le riz\n\n{Words}\n"));
        await RemoveAsync(world, new RemovalRequest(accepted.Item));

        Assert.Equal(new FormOutcome.Refused("it was removed by order"), await DeliverAsync($"# Le riz\n\n{Words}\n"));
        Assert.Equal(new FormOutcome.Refused("it was removed by order"), await DeliverAsync("# Le riz\n\nAutrement.\n"));
    }

    [Fact]
    public async Task An_earlier_card_goes_by_its_entry_and_the_present_one_does_not()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync(name: "Amadou Kolobané");
        var first = world.Store.CardEntry(card.Id)!.Value;
        Assert.Equal(RemovalRefusal.IsPresentCard, Refused(world, new RemovalRequest(null, Entry: first)));
        await world.Register.SetAsync(card.Id, new Griot.Ingest.Providers.ProviderDetails { Name = "A. K." }, Cancellation);

        var plan = await RemoveAsync(world, new RemovalRequest(null, Entry: first));

        Assert.Null(world.Store.Content(first, Part.Record));
        Assert.Equal("A. K.", world.Store.Card(card.Id)!.Name);
        Assert.Equal(EntryKind.Provider, Assert.Single(plan.Entries).Entry.Kind);
        Assert.Equal(first, Assert.Single(world.Shelf.Departures(null, long.MaxValue, 9)).Tombstone.Notice!.Entry);
        Assert.False(world.IsInItsFiles("Koloban"));
        Assert.Equal(RemovalRefusal.RemovedAlready, Refused(world, new RemovalRequest(null, Entry: first)));
    }

    [Fact]
    public async Task A_picture_goes_by_its_entry_and_a_signature_without_its_text()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        var item = OpaqueId.New();
        var draft = new Draft { Kind = EntryKind.Article, Provider = card.Id, Channel = card.Channels[0].Id, Item = item, Status = PubStatus.Usable, Evidence = Evidence.Tls, Delivery = [1], Record = [2], Signature = "signed"u8.ToArray() };
        var version = Assert.IsType<AppendOutcome.Sealed>(await world.Store.AppendAsync(draft, Cancellation)).Index;
        var media = Assert.IsType<AppendOutcome.Sealed>(await world.Store.AppendAsync(
            new Draft { Kind = EntryKind.Media, Provider = card.Id, Item = item, Version = 1, Follows = version, Delivery = "pixels"u8.ToArray(), Record = [3] }, Cancellation)).Index;

        await RemoveAsync(world, new RemovalRequest(null, Entry: media));
        await RemoveAsync(world, new RemovalRequest(null, Entry: version, Part: Part.Signature));

        Assert.Equal((null, null), (world.Store.Content(media, Part.Delivery), world.Store.Content(version, Part.Signature)));
        Assert.Null(world.Store.Salt(version, Part.Signature));
        Assert.Equal([2], world.Store.Content(version, Part.Record));
        Assert.Equal(Standing.Visible, ItemState.Fold(world.Store.History(item))!.Standing);
        Assert.Equal(RemovalRefusal.IsOfAVersion, Refused(world, new RemovalRequest(null, Entry: version)));
        Assert.IsType<RemovalAnswer.Done>(await new Removing(world.Store).RemoveAsync(new RemovalRequest(item), Order, Cancellation));
    }

    [Fact]
    public async Task What_can_not_be_removed_is_said_and_seals_nothing()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece]));
        var item = Item(world);
        await RemoveAsync(world, new RemovalRequest(item));
        var size = world.Store.Size;

        Assert.Equal(RemovalRefusal.UnknownItem, Refused(world, new RemovalRequest(OpaqueId.New())));
        Assert.Equal(RemovalRefusal.UnknownItem, Refused(world, new RemovalRequest("../../etc")));
        Assert.Equal(RemovalRefusal.UnknownVersion, Refused(world, new RemovalRequest(item, Version: 7)));
        Assert.Equal(RemovalRefusal.RemovedAlready, Refused(world, new RemovalRequest(item)));
        Assert.Equal(RemovalRefusal.RemovedAlready, Refused(world, new RemovalRequest(item, Version: 1)));
        Assert.Equal(RemovalRefusal.UnknownEntry, Refused(world, new RemovalRequest(null, Entry: size)));
        Assert.Equal(RemovalRefusal.HasToStay, Refused(world, new RemovalRequest(null, Entry: size - 1)));
        Assert.Equal(size, world.Store.Size);
    }

    [Fact]
    public async Task A_removal_under_load_of_another_poller_leaves_nothing_behind()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(20)]));
        var item = Item(world);
        await using var other = LedgerStore.Open(world.Folder, world.Time);
        var polling = Task.Run(async () =>
        {
            for (var i = 0; i < 12; i++)
            {
                world.Server["/feed"] = new Page(Encoding.UTF8.GetBytes(Told.Feed([Piece with { Text = Words + " " + i }, .. Told.Numbers(20)])));
                await world.Poller(store: other).OnceAsync(null, Cancellation);
                world.Time.Advance(TimeSpan.FromMinutes(1));
            }
        });

        await RemoveAsync(world, new RemovalRequest(item));
        await polling;
        await world.Store.WipeAsync(TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(EntryKind.Removal, world.Store.History(item)[^1].Entry.Kind);
        Assert.All(world.Store.History(item), entry => Assert.Null(entry.Entry.Kind == EntryKind.Removal ? null : world.Store.Content(entry.Index, Part.Record)));
        Assert.Single(world.Shelf.Departures(null, long.MaxValue, 9));
        Assert.False(world.IsInItsFiles("Koloban"));
    }

    // Between the judgement of what came and its seal.
    private static ChannelNote? Meanwhile(World world, string item)
    {
        if (world.Store.Removals().Count == 0) Task.Run(() => RemoveAsync(world, new RemovalRequest(item))).Wait();
        return null;
    }

    private static Told Piece => Told.Number(77) with { Headline = "Le riz de Kolobané", Text = Words };

    private static Told Changed(string change) => change switch
    {
        "other words" => Piece with { Text = Words.Replace("grange", "cave", StringComparison.Ordinal) + " Il le nie." },
        "white space" => Piece with { Text = Words.Replace(" ", "  ", StringComparison.Ordinal) },
        "another date" => Piece with { Date = Piece.Date?.AddDays(1) },
        "another guid" => Piece with { Guid = "another" },
        "another link" => Piece with { Link = "https://kayes.example/another" },
        "another guid and link" => Piece with { Guid = "another", Link = "https://kayes.example/another", Date = Piece.Date?.AddDays(1) },
        "another headline under its guid" => Piece with { Headline = "Le riz de la grange" },
        "unreadable" => Piece with { Text = string.Concat(Enumerable.Repeat("<b>", 6000)) + Words },
        _ => Piece,
    };

    private static string Item(World world, string headline = "Koloban") => world.Entries().First(entry =>
        entry.Entry.Kind == EntryKind.Article && world.Store.Content(entry.Index, Part.Delivery) is { } delivery && Encoding.UTF8.GetString(delivery).Contains(headline, StringComparison.Ordinal)).Entry.Item!;

    private static async Task<RemovalPlan> RemoveAsync(World world, RemovalRequest request)
    {
        var done = Assert.IsType<RemovalAnswer.Done>(await new Removing(world.Store).RemoveAsync(request, Order, Cancellation));
        Assert.True(await world.Store.WipeAsync(TimeSpan.FromMinutes(1), Cancellation));
        return done.Plan;
    }

    private static RemovalRefusal Refused(World world, RemovalRequest request) => Assert.IsType<RemovalAnswer.Refused>(new Removing(world.Store).Look(request)).Why;
}
