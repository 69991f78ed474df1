using System.Text.Json;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Tests.Items;

/// <summary>Feeds that change their ids, links and dates, or lose their items: nothing is published anew, and it is told once.</summary>
public sealed class MovingFeedTests
{
    private const int Many = 500;

    public static TheoryData<string> Changes => ["dates", "guids", "guids and dates", "https", "https and permalinks", "utm", "utm and permalinks", "slash", "domain", "domain and guids"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task I06_a_feed_that_changes_all_its_500_items_at_once_publishes_none_of_them_anew(string change)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        Assert.Equal(Many, (await world.PollAsync(Told.Feed(Before(change)))).NewItems);

        var result = await world.PollAsync(Told.Feed(Before(change).Select(piece => After(piece, change))));

        Assert.Equal((0, 0, Many, 0), (result.NewItems, result.NewVersions, result.Cosmetic, result.Quarantined));
        Assert.Equal(Many, world.Entries().Count);
        var incidents = Incidents(world).Where(incident => incident.Code is not "bad-date").ToList();
        if (change is "dates") Assert.Equal("re-dated", Assert.Single(incidents).Code);
        else if (change is "guids" or "domain and guids" or "https and permalinks" or "utm and permalinks") Assert.Equal("re-guided", Assert.Single(incidents).Code);
        else if (change is "guids and dates") Assert.Equal(["re-guided", "re-dated"], incidents.Select(incident => incident.Code));
        else Assert.Empty(incidents);
        Assert.All(incidents, incident => Assert.StartsWith("500 of 500 items", incident.Message, StringComparison.Ordinal));
        Assert.Equal(incidents.Count, world.Store.Incidents(Channel(world)).Count(incident => incident.Times == 1));
    }

    [Theory]
    [InlineData("guids and dates")]
    [InlineData("https and permalinks")]
    public async Task Nor_when_it_holds_more_than_one_batch_and_new_items_between_them(string change)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var before = Told.Numbers(1100).Select(piece => Early(piece, change)).ToList();
        await world.PollAsync(Told.Feed(before));

        var result = await world.PollAsync(Told.Feed(before.Select(piece => After(piece, change)).Prepend(Told.Number(2000)).Append(Told.Number(2001))));

        Assert.Equal((2, 0, 0), (result.NewItems, result.NewVersions, result.Quarantined));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_feed_with_other_ids_at_every_fetch_publishes_each_piece_once_and_fills_no_store(bool hasLinks)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var random = new Random(7);
        List<Told> pieces = [];
        for (var i = 1; i <= 12; i++)
        {
            pieces.Insert(0, Told.Number(i));
            await world.PollAsync(Told.Feed(pieces.Take(8).Select(piece => piece with { Guid = $"{random.NextInt64():x}", Link = hasLinks ? piece.Link : null, Date = world.Time.GetUtcNow() })));
            world.Time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(12, world.Entries().Count);
        Assert.Equal(hasLinks ? IdentityPolicy.Link : IdentityPolicy.Content, world.Store.Identity(Channel(world))!.Policy);
        Assert.True(Keys(world) <= 12 * 4 + 8, $"{Keys(world)} keys");
    }

    [Fact]
    public async Task A_moved_item_that_says_something_new_is_a_version_and_keeps_its_new_id()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var piece = Told.Number(1);
        await world.PollAsync(Told.Feed([piece, Told.Number(2)]));

        var moved = await world.PollAsync(Told.Feed([piece with { Guid = "urn:new", Text = "<p>Le fleuve redescend.</p>" }, Told.Number(2)]));
        var again = await world.PollAsync(Told.Feed([piece with { Guid = "urn:new", Headline = "Décrue", Text = "<p>Le fleuve est redescendu.</p>", Link = null }, Told.Number(2)]));

        Assert.Equal((0, 1, 0, 1), (moved.NewItems, moved.NewVersions, again.NewItems, again.NewVersions));
        Assert.Equal("moved-guid", Assert.Single(world.Store.Incidents(Channel(world))).Incident.Code);
        Assert.Equal(3, world.Versions("urn:kayes:1").Count);
    }

    [Fact]
    public async Task An_item_that_the_operator_holds_stays_held_when_its_id_moves()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed(Told.Numbers(5)));
        var item = world.Item("urn:kayes:3");
        await new Ingest.Operator.Holding(world.Store).HoldAsync(item, HoldReason.Legal, null, TestContext.Current.CancellationToken);

        var result = await world.PollAsync(Told.Feed(Told.Numbers(5).Select(piece => piece with { Guid = piece.Guid + "/2" })));

        Assert.Equal(0, result.NewItems);
        Assert.Equal(Answer.Gone, world.Shelf.Take(item)!.Answer);
    }

    [Fact]
    public async Task A_withdrawal_of_an_id_that_was_never_seen_stays_unknown_whatever_else_it_resembles()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1", more: "<link href=\"https://kayes.example/1\"/>")));

        var result = await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:2", more: "<link href=\"https://kayes.example/1\"/><g:signal>correction</g:signal>").Replace("Nouvelle urn:2", "Nouvelle urn:1", StringComparison.Ordinal)));

        Assert.Equal((0, 0, 1), (result.NewItems, result.NewVersions, result.Quarantined));
        Assert.Equal("unknown-item", Assert.Single(world.Store.Quarantine()).Content.Code);
    }

    [Fact]
    public async Task What_comes_every_day_in_the_same_words_is_a_new_piece_every_day()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        for (var day = 1; day <= 5; day++)
        {
            var today = Enumerable.Range(1, 4).Select(town => new Told(
                $"urn:meteo:{town}:{day}", $"Météo, ville {town}", "<p>Toutes les prévisions du jour pour la région sont à lire sur notre page, avec la carte.</p>",
                $"https://kayes.example/meteo/{town}/{day}", Told.Day(day * 1440)));
            Assert.Equal(4, (await world.PollAsync(Told.Feed(today))).NewItems);
        }

        Assert.Empty(world.Store.Incidents(Channel(world)));
    }

    [Fact]
    public async Task I05_a_feed_that_empties_withdraws_nothing_and_is_an_incident()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([]));
        Assert.Null(world.State().Incidents);
        await world.PollAsync(Told.Feed(Told.Numbers(3)));

        var result = await world.PollAsync(Told.Feed([]));

        Assert.Equal(0, result.NewVersions);
        Assert.All(Enumerable.Range(1, 3), n => Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item($"urn:kayes:{n}"))!.Answer));
        Assert.Equal("emptied", Assert.Single(Incidents(world)).Code);
        Assert.Equal(0, (await world.PollAsync(Told.Feed(Told.Numbers(3)))).NewItems);
        Assert.Null(world.State().Incidents);
        Assert.Equal(("emptied", 1), world.Store.Incidents(Channel(world)).Select(incident => (incident.Incident.Code, incident.Times)).Single());
    }

    [Fact]
    public async Task I05_a_feed_that_returns_to_an_old_state_withdraws_nothing_publishes_no_item_and_is_one_incident()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var old = Told.Feed(Told.Numbers(6));
        await world.PollAsync(old);
        await world.PollAsync(Told.Feed([.. Told.Numbers(8).Reverse().Take(4), .. Told.Numbers(4).Select(piece => piece with { Text = piece.Text + "<p>Corrigé.</p>" })]));

        var result = await world.PollAsync(old);

        Assert.Equal((0, 4), (result.NewItems, result.NewVersions));
        Assert.All(Enumerable.Range(1, 8), n => Assert.Equal(Answer.Whole, world.Shelf.Take(world.Item($"urn:kayes:{n}"))!.Answer));
        Assert.Equal(("went-back", "4 of 6 items are back at an earlier version."), Incidents(world).Single());
        Assert.Equal(3, world.Versions("urn:kayes:1").Count + world.Versions("urn:kayes:8").Count - 1);
    }

    [Fact]
    public async Task I03_an_item_edited_in_silence_is_a_version_and_its_old_text_stays()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Told.Number(1)]));

        var result = await world.PollAsync(Told.Feed([Told.Number(1) with { Text = "<p>Tout autre chose, sous la même date et la même adresse.</p>" }]));

        Assert.Equal((0, 1), (result.NewItems, result.NewVersions));
        Assert.Equal([EntryKind.Article, EntryKind.Update], world.Versions("urn:kayes:1").Select(version => version.Entry.Kind));
        Assert.Contains("1 mètres", world.RecordOf(world.Versions("urn:kayes:1")[0]).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I01_the_id_and_page_of_another_provider_s_item_name_an_item_of_one_s_own_and_the_operator_is_told()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync("/one", "One");
        var other = await world.AddAsync("/other", "Other");
        world.Server["/one"] = new Page(System.Text.Encoding.UTF8.GetBytes(Told.Feed(Told.Numbers(2))));
        await world.PollAsync();

        var result = await world.PollAsync(Told.Feed(Told.Numbers(2).Select(piece => piece with { Text = piece.Text + "<p>Faux.</p>" }).Append(Told.Number(3))), "/other");

        Assert.Equal((3, 0), (result.NewItems, result.NewVersions));
        Assert.Equal(2, world.Items("urn:kayes:1").Count);
        Assert.DoesNotContain("Faux", world.Shelf.Take(world.Items("urn:kayes:1")[0])!.Record!.Body, StringComparison.Ordinal);
        Assert.Equal(("foreign-id", 1), world.Store.Incidents(other.Channels[0].Id).Select(incident => (incident.Incident.Code, incident.Times)).Single());
        Assert.Contains("2 new items", world.State(other.Id).Incidents, StringComparison.Ordinal);
    }

    private static IEnumerable<Told> Before(string change) => Told.Numbers(Many).Select(piece => Early(piece, change));

    private static Told Early(Told piece, string change) =>
        change.EndsWith("permalinks", StringComparison.Ordinal) ? After(piece with { Link = piece.Link!.Replace("https:", "http:", StringComparison.Ordinal) }, "permalink")
        : change == "https" ? piece with { Link = piece.Link!.Replace("https:", "http:", StringComparison.Ordinal) }
        : piece;

    private static Told After(Told piece, string change) => change switch
    {
        "dates" => piece with { Date = piece.Date!.Value.AddDays(40) },
        "guids" => piece with { Guid = $"https://new.example/?p={piece.Guid![10..]}" },
        "guids and dates" => piece with { Guid = piece.Guid + "/2026", Date = piece.Date!.Value.AddDays(40) },
        "https" => piece with { Link = piece.Link!.Replace("http:", "https:", StringComparison.Ordinal) },
        "utm" => piece with { Link = piece.Link + "?utm_source=rss&utm_medium=feed#xtor=RSS-1" },
        "slash" => piece with { Link = piece.Link + "/" },
        "domain" => piece with { Link = piece.Link!.Replace("kayes.example", "www.kayes-hebdo.example", StringComparison.Ordinal) },
        "domain and guids" => After(After(piece, "domain"), "guids"),
        "https and permalinks" => After(After(piece, "https"), "permalink"),
        "utm and permalinks" => After(After(piece, "utm"), "permalink"),
        _ => piece with { Guid = piece.Link },
    };

    private static string Channel(World world) => world.Store.Channels().Single().Channel.Id;

    private static List<(string Code, string Message)> Incidents(World world) => world.State().Incidents is not { } json ? []
        : [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(one => (one.GetProperty("code").GetString()!, one.GetProperty("message").GetString()!))];

    private static int Keys(World world) => (int)world.Ask("SELECT count(*) FROM identities");

    [Fact]
    public async Task A_host_that_can_be_no_name_costs_no_piece_and_no_other()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var odd = Told.Number(1) with { Guid = "http://\u0378.example/a", Link = "http://\u0378.example/a" };

        var result = await world.PollAsync(Told.Feed([odd, Told.Number(2)]));

        Assert.Equal((2, 0), (result.NewItems, result.Quarantined));
        var again = await world.PollAsync(Told.Feed([odd with { Text = "<p>Autre.</p>" }, Told.Number(2)]));
        Assert.Equal((0, 1, 0), (again.NewItems, again.NewVersions, again.Quarantined));
    }
}
