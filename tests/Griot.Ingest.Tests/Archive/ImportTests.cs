using System.Text;
using Griot.Ingest.Channels.Archive;
using Griot.Ingest.Operator;
using Griot.Ingest.Providers;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ingest.Tests.Archive;

/// <summary>What a provider published before it delivered to this house.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private World world = null!;
    private ProviderCard card = null!;

    public async ValueTask InitializeAsync()
    {
        world = await World.OpenAsync();
        card = await world.AddAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Of_an_export_published_posts_and_pages_alone_are_taken_and_drafts_are_kept_nowhere()
    {
        Write("site.xml", Exports.Export(
            Exports.Post(1), Exports.Post(2, type: "page"), Exports.Post(3, status: "draft", text: "BROUILLON"), Exports.Post(4, type: "attachment", status: "inherit"), Exports.Post(5, password: "secret"),
            Exports.Post(6, status: "private"), Exports.Post(7, status: "future"), Exports.Post(8, status: "trash"), Exports.Post(9, type: "nav_menu_item"), Exports.Post(10)));
        var report = await ImportAsync();
        Assert.Equal((3, 7, 0, 0, 0), (report.Taken, report.Passed, report.Quarantined, report.Refused, report.Known));
        Assert.Equal(["https://kayes.example/?p=1", "https://kayes.example/?p=2", "https://kayes.example/?p=10"], Uris());
        Assert.Empty(world.Store.Quarantine());
        Assert.False(world.IsInItsFiles("BROUILLON"));
        Assert.False(world.IsInItsFiles("private@kayes.example"));
    }

    [Fact]
    public async Task A_piece_is_sealed_now_on_the_operators_word_and_keeps_its_providers_dates_and_bytes()
    {
        Write("site.xml", Exports.Export(Exports.Post(1)));
        await ImportAsync();
        var entry = Assert.Single(world.Entries());
        var record = world.RecordOf(entry);
        Assert.Equal((Evidence.Entered, world.Time.GetUtcNow()), (entry.Entry.Evidence, entry.Entry.Time));
        Assert.Equal((new DateTimeOffset(2019, 1, 2, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2019, 1, 2, 10, 0, 0, TimeSpan.Zero)), (record.FirstCreated, record.VersionCreated));
        Assert.Equal(("Nouvelle 1", "Awa Coulibaly"), (record.Headline, Assert.Single(record.People, person => person.Rel == "author").Name));
        Assert.Contains("<p>Les riverains quittent leurs maisons, dit la mairie.</p>", record.Body, StringComparison.Ordinal);
        Assert.Equal(Exports.Post(1).Trim(), Encoding.UTF8.GetString(world.DeliveryOf(entry)));
        Assert.Equal("site.xml", world.EnvelopeOf(entry).Headers!["Griot-File"]);
        Assert.Equal((ChannelKind.Archive, false), world.Store.Card(card.Id)!.Channel(entry.Entry.Channel!) is { } shown ? (shown.Kind, shown.Public) : default);
    }

    [Fact]
    public async Task Several_hundred_posts_are_taken_once_however_often_the_import_is_begun()
    {
        Write("site.xml", Exports.Export(Enumerable.Range(1, 450).Select(n => n % 9 == 0 ? Exports.Post(n, status: "draft") : Exports.Post(n))));
        using (var ending = new CancellationTokenSource())
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ArchiveImport(world.Store, world.Time).RunAsync(folder.Path, card.Id, report => { if (report.Taken >= 200) ending.Cancel(); }, ending.Token));
        Assert.InRange(world.Entries().Count, 200, 399);
        var second = await ImportAsync();
        Assert.Equal(400, second.Taken + second.Known);
        Assert.Equal(400, world.Entries().Count);
        Assert.Equal((0, 400), await ImportAsync() is var third ? (third.Taken, third.Known) : default);
        Assert.Single(world.Store.Card(card.Id)!.Channels, channel => channel.Kind == ChannelKind.Archive);
    }

    [Fact]
    public async Task D05_an_archive_meets_no_breaker_and_leaves_its_provider_its_day()
    {
        await world.PollAsync(Feeds.Rss(Feeds.Item("live")));
        Write("a.xml", Exports.Export(Exports.Post(1)));
        await ImportAsync();
        Write("b.xml", Exports.Export(Enumerable.Range(2, 700).Select(n => Exports.Post(n))));
        Assert.Equal((700, 0), await ImportAsync() is var report ? (report.Taken, report.Quarantined) : default);
        Assert.Equal(0, world.Store.Volume(card.Id).Pieces);
    }

    [Fact]
    public async Task What_the_providers_feed_has_brought_is_known_by_its_id_or_its_page()
    {
        var feed = Feeds.Rss(
            "<item><guid isPermaLink=\"false\">https://kayes.example/?p=1</guid><title>Un autre titre</title><link>https://kayes.example/autre/</link><description>Autre texte.</description><pubDate>Wed, 02 Jan 2019 08:00:00 GMT</pubDate></item>",
            "<item><guid isPermaLink=\"false\">feed-2</guid><title>Nouvelle 2</title><link>https://kayes.example/2019/nouvelle-2/?utm_source=rss</link><description>Le fleuve.</description></item>",
            "<item><guid isPermaLink=\"false\">https://kayes.example/?p=3</guid><title>Tout autre chose</title><link>https://kayes.example/tout-autre/</link><description>Rien de commun.</description><pubDate>Fri, 06 Nov 2026 08:00:00 GMT</pubDate></item>");
        await world.PollAsync(feed);
        Assert.Equal(3, world.Entries().Count);
        Write("site.xml", Exports.Export(Exports.Post(1), Exports.Post(2), Exports.Post(3), Exports.Post(4)));
        var report = await ImportAsync();
        Assert.Equal((2, 2), (report.Taken, report.Known));
        Assert.Equal(5, world.Entries().Count);
    }

    [Fact]
    public async Task A_feed_that_comes_after_its_archive_brings_the_same_items_and_changes_nothing_by_being_shorter()
    {
        Write("site.xml", Exports.Export(Exports.Post(1), Exports.Post(2), Exports.Post(3)));
        await ImportAsync();

        var polled = await world.PollAsync(FeedOf(Posted(1, "Le fleuve monte […]"), Posted(2, "Le fleuve monte […]"), Posted(9, "Tout neuf, et dans aucune archive.")));
        var again = await world.PollAsync(FeedOf(Posted(1, "Le fleuve monte […]"), Posted(2, "Le fleuve monte […]"), Posted(9, "Tout neuf, et dans aucune archive."), Posted(10, "Encore un autre, plus neuf.")));

        Assert.Equal((1, 0, 2), (polled.NewItems, polled.NewVersions, polled.Cosmetic));
        Assert.Equal((1, 0, 0), (again.NewItems, again.NewVersions, again.Cosmetic));
        Assert.Equal(5, world.Entries().Count);
        Assert.Contains("<p>Les riverains quittent leurs maisons, dit la mairie.</p>", world.RecordOf(Assert.Single(world.Versions("https://kayes.example/?p=1"))).Body, StringComparison.Ordinal);
        Assert.Empty(world.Store.Quarantine());
    }

    [Fact]
    public async Task Nor_does_a_change_of_the_feed_that_no_reader_sees_put_the_shorter_text_in_its_place()
    {
        Write("site.xml", Exports.Export(Exports.Post(1)));
        await ImportAsync();
        await world.PollAsync(FeedOf(Posted(1, "Le fleuve monte […]")));

        var polled = await world.PollAsync(FeedOf(Posted(1, "Le fleuve  monte […]")));
        var third = await world.PollAsync(FeedOf(Posted(1, "Le fleuve   monte […]")));

        Assert.Equal((0, 1, 0, 1), (polled.NewVersions, polled.Cosmetic, third.NewVersions, third.Cosmetic));
        Assert.Single(world.Versions("https://kayes.example/?p=1"));
    }

    [Fact]
    public async Task What_the_feed_then_changes_is_a_version_of_the_imported_item_and_a_later_export_does_not_undo_it()
    {
        Write("site.xml", Exports.Export(Exports.Post(1), Exports.Post(2)));
        await ImportAsync();
        await world.PollAsync(FeedOf(Posted(1, "Le fleuve monte […]")));

        var polled = await world.PollAsync(FeedOf(Posted(1, "Le fleuve a baissé, dit la mairie de Kayes.")));
        Write("site.xml", Exports.Export(Exports.Post(1, text: "Le fleuve a baissé, dit la mairie de Kayes, et c’est l’export qui le dit."), Exports.Post(2)));
        var report = await ImportAsync();

        Assert.Equal((0, 1), (polled.NewItems, polled.NewVersions));
        Assert.Equal((0, 0, 2, 0, 0), (report.Taken, report.Updated, report.Known, report.Quarantined, report.Refused));
        var versions = world.Versions("https://kayes.example/?p=1");
        Assert.Equal([ChannelKind.Archive, ChannelKind.Feed], versions.Select(version => world.Store.Card(card.Id)!.Channel(version.Entry.Channel!)!.Kind));
        Assert.Empty(world.Violations());
    }

    [Fact]
    public async Task I01_an_archive_lends_its_items_to_no_other_provider()
    {
        Write("site.xml", Exports.Export(Exports.Post(1)));
        await ImportAsync();
        var other = await world.AddAsync("/other", "Autre Hebdo");

        await world.PollAsync(FeedOf(Posted(1, "Le fleuve monte […]")), "/other");

        Assert.Equal(2, world.Items("https://kayes.example/?p=1").Count);
        Assert.Equal(other.Id, world.Entries()[^1].Entry.Provider);
    }

    [Fact]
    public async Task L05_what_was_removed_from_an_archive_does_not_come_back_by_the_feed_and_no_copy_of_the_feeds_is_left()
    {
        Write("site.xml", Exports.Export(Exports.Post(1), Exports.Post(2)));
        await ImportAsync();
        await world.PollAsync(FeedOf(Posted(1, "Le secret de la grange de Kayes […]")));
        var item = world.Item("https://kayes.example/?p=1");

        Assert.IsType<RemovalAnswer.Done>(await new Removing(world.Store).RemoveAsync(new RemovalRequest(item), new RemovalOrder([1], RemovalReason.Safety, "ML", null), default));

        Assert.Equal(0, world.Ask("SELECT count(*) FROM latest_cuts WHERE cosmetic_bytes IS NOT NULL"));
        var polled = await world.PollAsync(FeedOf(Posted(1, "Le secret de la grange de Kayes, encore.")));
        Assert.Equal((0, 0), (polled.NewItems, polled.NewVersions));
    }

    private static string Posted(int id, string text) =>
        $"<item><guid isPermaLink=\"false\">https://kayes.example/?p={id}</guid><title>Nouvelle {id}</title><link>https://kayes.example/{new DateTime(2019, 1, 1).AddDays(id):yyyy}/nouvelle-{id}/</link><description>{text}</description><pubDate>{new DateTime(2019, 1, 1, 8, 0, 0, DateTimeKind.Utc).AddDays(id):r}</pubDate></item>";

    private static string FeedOf(params string[] items) => Feeds.Rss(items);

    [Fact]
    public async Task An_export_of_later_brings_what_has_changed_as_an_update()
    {
        Write("site.xml", Exports.Export(Exports.Post(1), Exports.Post(2)));
        await ImportAsync();
        Write("site.xml", Exports.Export(Exports.Post(1), Exports.Post(2, text: "Le fleuve a baissé, dit la mairie de Kayes, et les riverains rentrent."), Exports.Post(3)));
        var report = await ImportAsync();
        Assert.Equal((1, 1, 1), (report.Taken, report.Updated, report.Known));
        Assert.Equal(EntryKind.Update, world.Versions("https://kayes.example/?p=2")[1].Entry.Kind);
    }

    [Theory]
    [InlineData("Mon, 30 Nov -0001 00:00:00 +0000", "2019-01-02T08:00:00Z")]
    [InlineData("", "2019-01-02T08:00:00Z")]
    [InlineData("Wed, 02 Jan 2019 08:00:00 +0100", "2019-01-02T07:00:00Z")]
    public async Task T01_odd_dates_of_an_export_fall_back_on_what_else_it_says(string date, string expected)
    {
        Write("site.xml", Exports.Export(Exports.Post(1, date: date)));
        await ImportAsync();
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), world.RecordOf(Assert.Single(world.Entries())).FirstCreated);
    }

    [Fact]
    public async Task A_folder_of_any_formats_is_imported_and_each_bad_file_costs_itself()
    {
        Write("a/feed.xml", Feeds.Rss(Feeds.Item("new"), Feeds.Item("old", "<p>Autre.</p>")));
        Write("a/piece.json", Feeds.Json(Feeds.Member("json", "<p>Encore autre chose.</p>")));
        Write("b.md", "---\nid: prose\n---\n# Le pont\n\nOuvert.\n");
        Write("c.jpg", "\u0000\u0001 no text");
        Write("d.html", "<html><body><p>Une page</p></body></html>");
        File.WriteAllBytes(folder.File("e.zip"), Folder.ZipTests.Archive(("in.xml", Feeds.Rss(Feeds.Item("zip", "<p>Du zip.</p>"))), ("../out.xml", "x")));
        File.CreateSymbolicLink(folder.File("z.xml"), "/etc/passwd");
        var report = await ImportAsync();
        Assert.Equal(["old", "new", "json", "prose", "zip"], Uris());
        Assert.Equal((5, 2, 1), (report.Taken, report.Quarantined, report.Refused));
        Assert.Contains(report.Examples, example => example.StartsWith("c.jpg: ", StringComparison.Ordinal));
        Assert.Equal(2, world.Store.Quarantine().Count);
    }

    [Fact]
    public async Task X16_of_an_export_that_breaks_off_the_whole_items_are_taken_and_that_is_told()
    {
        var export = Exports.Export(Exports.Post(1), Exports.Post(2), Exports.Post(3));
        Write("site.xml", export[..(export.Length - 400)]);
        var report = await ImportAsync();
        Assert.Equal((2, 1), (report.Taken, report.Refused));
        Assert.Equal(1, report.Reasons["truncated"]);
    }

    [Fact]
    public async Task For_an_unknown_or_suspended_provider_and_from_nowhere_nothing_is_imported()
    {
        Write("site.xml", Exports.Export(Exports.Post(1)));
        Assert.IsType<ImportOutcome.Refused>(await RunAsync(card.Id, folder.File("none.xml")));
        Assert.IsType<ImportOutcome.Refused>(await RunAsync("nobody", folder.Path));
        await world.Register.SetAsync(card.Id, new ProviderDetails { State = ProviderState.Suspended }, default);
        Assert.IsType<ImportOutcome.Refused>(await RunAsync(card.Id, folder.Path));
        Assert.Empty(world.Entries());
    }

    [Fact]
    public async Task An_export_that_comes_by_another_door_brings_no_draft_before_the_public()
    {
        await world.PollAsync(Exports.Export(Exports.Post(1), Exports.Post(2, status: "draft")));
        Assert.Equal("https://kayes.example/?p=1", Assert.Single(Uris()));
        Assert.Equal("not-published", Assert.Single(world.Store.Quarantine()).Content.Code);
        Assert.Equal("Awa Coulibaly", Assert.Single(world.RecordOf(world.Entries()[0]).People).Name);
    }

    [Fact]
    public async Task A_replay_from_quarantine_stays_on_the_operators_word()
    {
        Write("site.xml", Exports.Export(Exports.Post(1, text: new string('x', 6_000_000))));
        Assert.Equal(1, (await ImportAsync()).Quarantined);
        var row = Assert.Single(world.Store.Quarantine());
        Assert.Equal(Evidence.Entered, Envelope.Parse(row.Content.Envelope).Evidence);
        Assert.NotNull((await new QuarantineDesk(world.Store, world.Time).ReplayAsync(row.Id, default)).Refused);
    }

    [Fact]
    public async Task What_is_old_is_no_news_and_stands_by_its_own_date()
    {
        await world.PollAsync(Feeds.Rss(Feeds.Item("live")));
        var yesterday = world.Time.GetUtcNow().AddHours(-20).ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        Write("site.xml", Exports.Export(Exports.Post(30), Exports.Post(10), Exports.Post(20), Exports.Post(5, date: "Sat, 01 Jan 2099 00:00:00 GMT"), Exports.Post(6, date: yesterday)));
        await ImportAsync();
        Assert.Equal(["https://kayes.example/?p=6", "live"], world.Store.Arrivals(null, long.MaxValue, 9).Select(entry => world.RecordOf(entry).Uri));
        Assert.Equal(["https://kayes.example/?p=6", "live"], world.Shelf.LatestNews(null, 9).Select(piece => piece.Record!.Uri));
        var archive = world.Shelf.FromArchive(card.Id, ArchivePlace.Newest, 9);
        Assert.Equal(["Nouvelle 30", "Nouvelle 20", "Nouvelle 10", "Nouvelle 5"], archive.Select(one => one.Piece.Summary!.Headline));
        Assert.Equal([new DateTimeOffset(2019, 1, 31, 8, 0, 0, TimeSpan.Zero), null], new[] { archive[0].Piece.Dated, archive[3].Piece.Dated });
        Assert.Equal(["Nouvelle 10", "Nouvelle 5"], world.Shelf.FromArchive(card.Id, archive[1].Place, 9).Select(one => one.Piece.Summary!.Headline));
        var changes = world.Entries().Select(entry => world.Shelf.ChangeOf(entry)!).ToList();
        Assert.Equal([false, true, true, true, true, false], changes.Select(change => change.IsArchived));
        // What is said of an old piece today is news again.
        await new Holding(world.Store).HoldAsync(world.Item("https://kayes.example/?p=20"), HoldReason.Legal, null, default);
        Assert.Equal(Standing.Held, world.Shelf.LatestNews(null, 9)[0].Tombstone!.Standing);
    }

    private async Task<ImportReport> ImportAsync() => Assert.IsType<ImportOutcome.Imported>(await RunAsync(card.Id, folder.Path)).Report;

    private Task<ImportOutcome> RunAsync(string provider, string path) => new ArchiveImport(world.Store, world.Time).RunAsync(path, provider, _ => { }, default);

    private List<string> Uris() => [.. world.Entries().Select(entry => world.RecordOf(entry).Uri)];

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        File.WriteAllText(folder.File(name), text);
    }
}
