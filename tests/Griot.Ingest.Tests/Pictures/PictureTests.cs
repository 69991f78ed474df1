using Griot.Ingest.Operator;
using Griot.Ingest.Pictures;
using Griot.Ledger;
using Griot.Record;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Ingest.Tests.Pictures;

/// <summary>The pictures that pieces name: fetched once, sealed, and in nobody's way (N08, M05).</summary>
public sealed class PictureTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_beside_the_text_is_sealed_behind_its_version_with_what_its_provider_says_of_it()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/pont.png"] = new Page(Png, "text/plain");
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", more: Beside(world, "/pont.png", "<media:description>Le pont</media:description><media:credit>A. Koné</media:credit>"))));

        Assert.Equal(1, await FetchAsync(world));

        var entry = world.Entries()[^1];
        Assert.Equal((EntryKind.Media, world.Item("a"), 1), (entry.Entry.Kind, entry.Entry.Item, entry.Entry.Version));
        Assert.Equal(Png, world.Store.Content(entry.Index, Part.Delivery));
        var shown = Assert.Single(world.Shelf.Take(world.Item("a"))!.Media).Description;
        Assert.Equal((world.Server.Address("/pont.png"), "image/png", "Le pont", "A. Koné"), (shown.Uri, shown.Type, shown.Caption, shown.Credit));
        Assert.Equal(0, await FetchAsync(world));
        Assert.Equal(1, world.Server.Asked("/pont.png"));
    }

    [Fact]
    public async Task A_picture_in_the_text_is_fetched_with_its_alternative_text_and_caption()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/a&b.png"] = new Page(Png);
        var figure = $"<p>Avant.</p><figure><img src=\"{world.Server.Address("/a&amp;b.png")}\" alt=\"Un pont\"><figcaption>Au matin</figcaption></figure>";
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", figure)));

        Assert.Equal(1, await FetchAsync(world));

        var shown = Assert.Single(world.Shelf.Take(world.Item("a"))!.Media).Description;
        Assert.Equal(("Un pont", "Au matin"), (shown.AlternativeText, shown.Caption));
    }

    [Fact]
    public async Task A_version_that_names_the_same_picture_shows_it_without_its_being_fetched_again_and_another_is_fetched_for_it()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/un.png"] = new Page(Png);
        world.Server["/deux.png"] = new Page([.. Png, 4]);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Un.</p><img src=\"{world.Server.Address("/un.png?x=1&amp;y=2")}\">")));
        await FetchAsync(world);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Deux.</p><img src=\"{world.Server.Address("/un.png?x=1&amp;y=2")}\"><img src=\"{world.Server.Address("/deux.png")}\">")));

        Assert.Equal(1, await FetchAsync(world));

        var item = world.Item("a");
        Assert.Equal([(1, 1)], world.Shelf.Take(item, 1)!.Media.Select(media => (media.Version, media.Number)));
        Assert.Equal([(2, 1), (1, 1)], world.Shelf.Take(item)!.Media.Select(media => (media.Version, media.Number)));
        Assert.Equal(Answer.Whole, world.Shelf.Media(item, 1, 1).Answer);
        Assert.Equal(1, world.Server.Asked("/un.png"));
    }

    [Fact]
    public async Task A_picture_that_its_provider_took_out_stands_with_the_old_version_only()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/un.png"] = new Page(Png);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Un.</p><img src=\"{world.Server.Address("/un.png")}\">")));
        await FetchAsync(world);

        await world.PollAsync(Feeds.Rss(Feeds.Item("a", "<p>Deux, sans image.</p>")));

        Assert.Single(world.Shelf.Take(world.Item("a"), 1)!.Media);
        Assert.Empty(world.Shelf.Take(world.Item("a"))!.Media);
    }

    [Fact]
    public async Task The_picture_of_a_version_that_was_removed_goes_with_it()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/un.png"] = new Page(Png);
        var picture = $"<img src=\"{world.Server.Address("/un.png")}\">";
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Un.</p>{picture}")));
        await FetchAsync(world);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Deux.</p>{picture}")));
        var item = world.Item("a");

        Assert.IsType<RemovalAnswer.Done>(await new Removing(world.Store).RemoveAsync(new RemovalRequest(item, Version: 1), new RemovalOrder([1], RemovalReason.Safety, "ML", null), Cancellation));

        Assert.Empty(world.Shelf.Take(item)!.Media);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Trois.</p>{picture}")));
        Assert.Equal(0, await FetchAsync(world));
        Assert.Equal(1, world.Server.Asked("/un.png"));
    }

    [Fact]
    public async Task A_removal_leaves_no_address_of_a_picture_that_was_still_to_be_fetched()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<img src=\"{world.Server.Address("/marque-secrete.png")}\">")));
        await FetchAsync(world);
        Assert.Equal(1, world.Ask("SELECT count(*) FROM picture_calls"));

        await new Removing(world.Store).RemoveAsync(new RemovalRequest(world.Item("a")), new RemovalOrder([1], RemovalReason.Safety, "ML", null), Cancellation);
        Assert.True(await world.Store.WipeAsync(TimeSpan.FromSeconds(5), Cancellation));

        Assert.False(world.IsInItsFiles("marque-secrete"));
    }

    [Fact]
    public async Task A_picture_that_is_not_there_leaves_the_piece_as_it_is_and_is_given_up_after_five_times()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Un.</p><img src=\"{world.Server.Address("/absent.png")}\">")));

        List<int> asked = [];
        foreach (var later in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(9)])
        {
            world.Time.Advance(later);
            Assert.Equal(0, await FetchAsync(world));
            asked.Add(world.Server.Asked("/absent.png"));
        }

        Assert.Equal([1, 1, 2, 3, 4, 5, 5], asked);
        Assert.Equal(0, world.Ask("SELECT count(*) FROM picture_calls"));
        Assert.Equal("Un.", Griot.Record.Html.VisibleText.Of(world.Shelf.Take(world.Item("a"))!.Record!.Body!));
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_for_one_is_asked_for_once()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/page.png"] = new Page("<html>Not here</html>"u8.ToArray(), "image/png");
        world.Server["/dessin.svg"] = new Page("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), "image/svg+xml");
        world.Server["/huge.png"] = new Page([.. Png, .. new byte[9_000_000]]);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", string.Concat(((string[])["/page.png", "/dessin.svg", "/huge.png"]).Select(path => $"<img src=\"{world.Server.Address(path)}\">")))));

        Assert.Equal(0, await FetchAsync(world));
        world.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await FetchAsync(world));

        Assert.Equal((1, 1, 1), (world.Server.Asked("/page.png"), world.Server.Asked("/dessin.svg"), world.Server.Asked("/huge.png")));
        Assert.DoesNotContain(world.Entries(), entry => entry.Entry.Kind == EntryKind.Media);
    }

    [Theory]
    [InlineData("named")]
    [InlineData("redirected")]
    public async Task N08_a_feed_can_point_at_no_other_server_of_an_opened_network(string how)
    {
        await using var world = await World.OpenAsync();
        await using var inner = await FeedServer.StartAsync();
        inner["/secret.png"] = new Page(Png);
        world.Server["/moved.png"] = Page.To(inner.Address("/secret.png"), 302);
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<img src=\"{(how == "named" ? inner.Address("/secret.png") : world.Server.Address("/moved.png"))}\">")));

        Assert.Equal(0, await FetchAsync(world));

        Assert.Empty(inner.Requests);
        Assert.Equal(0, world.Ask("SELECT count(*) FROM picture_calls"));
    }

    [Fact]
    public async Task Under_an_embargo_nothing_is_asked_for_and_at_its_end_it_is()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/un.png"] = new Page(Png);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Un.</p><img src=\"{world.Server.Address("/un.png")}\">", "<g:embargoedUntil>2026-11-23T15:00:00Z</g:embargoedUntil>")));
        Assert.Equal((0, 0), (await FetchAsync(world), world.Server.Asked("/un.png")));

        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await world.ReleaseAsync());

        Assert.Equal(1, await FetchAsync(world));
    }

    [Fact]
    public async Task Where_terms_allow_an_excerpt_only_no_picture_is_fetched()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync(terms: Terms.Excerpt);
        world.Server["/un.png"] = new Page(Png);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Un.</p><img src=\"{world.Server.Address("/un.png")}\">")));

        Assert.Equal((0, 0), (await FetchAsync(world), world.Server.Asked("/un.png")));
    }

    [Fact]
    public async Task A_piece_that_went_while_its_picture_was_on_its_way_gets_none()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var sent = new TaskCompletionSource();
        world.Server["/un.png"] = new Page(Png) { After = sent.Task };
        await world.PollAsync(Feeds.Atom(Feeds.Entry("a", $"<p>Un.</p><img src=\"{world.Server.Address("/un.png")}\">")));
        var fetching = FetchAsync(world);
        await world.Server.AskedAsync("/un.png", Cancellation);

        await world.PollAsync(Feeds.Atom(Feeds.Deleted("a")));
        sent.SetResult();

        Assert.Equal(0, await fetching);
        Assert.DoesNotContain(world.Entries(), entry => entry.Entry.Kind == EntryKind.Media);
        Assert.Equal(0, world.Ask("SELECT count(*) FROM picture_calls"));
    }

    [Fact]
    public async Task A_version_that_came_meanwhile_gets_the_picture()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var sent = new TaskCompletionSource();
        world.Server["/un.png"] = new Page(Png) { After = sent.Task };
        var picture = $"<img src=\"{world.Server.Address("/un.png")}\">";
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Un.</p>{picture}")));
        var fetching = FetchAsync(world);
        await world.Server.AskedAsync("/un.png", Cancellation);

        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Deux.</p>{picture}")));
        sent.SetResult();

        Assert.Equal(1, await fetching);
        Assert.Equal(2, world.Entries()[^1].Entry.Version);
    }

    [Fact]
    public async Task Two_processes_seal_a_picture_once()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var sent = new TaskCompletionSource();
        world.Server["/un.png"] = new Page(Png) { After = sent.Task };
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<img src=\"{world.Server.Address("/un.png")}\">")));
        await using var other = LedgerStore.Open(world.Folder, world.Time);
        var both = (Task<int>[])[FetchAsync(world), FetchAsync(world, other)];
        while (world.Server.Asked("/un.png") < 2) await Task.Yield();

        sent.SetResult();

        Assert.Equal(1, (await Task.WhenAll(both)).Sum());
        Assert.Single(world.Entries(), entry => entry.Entry.Kind == EntryKind.Media);
    }

    [Fact]
    public async Task A_gallery_gives_ten_and_a_beacon_none()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var addresses = Enumerable.Range(1, 12).Select(number => $"/{number}.png").ToList();
        foreach (var path in addresses) world.Server[path] = new Page([.. Png, .. System.Text.Encoding.ASCII.GetBytes(path)]);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<img src=\"{world.Server.Address("/beacon.png")}\" width=\"1\" height=\"1\">{string.Concat(addresses.Select(path => $"<img src=\"{world.Server.Address(path)}\">"))}")));

        Assert.Equal(10, await FetchAsync(world));

        Assert.Equal(0, world.Server.Asked("/beacon.png"));
        Assert.Equal([.. addresses.Take(10).Select(world.Server.Address)], world.Shelf.Take(world.Item("a"))!.Media.Select(media => media.Description.Uri).OrderBy(uri => uri.Length).ThenBy(uri => uri, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_picture_moves_no_piece_in_the_feeds_and_stands_among_the_changes()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/un.png"] = new Page(Png);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<img src=\"{world.Server.Address("/un.png")}\">"), Feeds.Item("b")));
        var before = world.Shelf.Latest(null, long.MaxValue, 10, tombstones: true).Select(piece => (piece.State.Item, piece.State.Changed.Index)).ToList();

        await FetchAsync(world);

        Assert.Equal(before, world.Shelf.Latest(null, long.MaxValue, 10, tombstones: true).Select(piece => (piece.State.Item, piece.State.Changed.Index)));
        Assert.Contains(world.Shelf.Take(world.Item("a"))!.State.Told, told => told.Entry.Kind == EntryKind.Media);
    }

    [Fact]
    public async Task A_picture_under_nearly_the_same_address_is_another_one()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/un.png"] = new Page(Png);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Un.</p><img src=\"{world.Server.Address("/un.png")}\">")));
        await FetchAsync(world);

        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Deux.</p><a href=\"{world.Server.Address("/un.png")}\"><img src=\"{world.Server.Address("/un.png?v=2")}\"></a>")));

        Assert.Empty(world.Shelf.Take(world.Item("a"))!.Media);
        Assert.Equal(1, await FetchAsync(world));
        Assert.Equal(world.Server.Address("/un.png?v=2"), Assert.Single(world.Shelf.Take(world.Item("a"))!.Media).Description.Uri);
    }

    [Fact]
    public async Task What_is_published_anew_after_its_withdrawal_gets_its_picture_again()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/un.png"] = new Page(Png);
        var entry = (string updated) => Feeds.Atom(Feeds.Entry("a", $"<p>Un.</p><img src=\"{world.Server.Address("/un.png")}\">", updated: updated));
        await world.PollAsync(entry("2026-11-23T01:00:00Z"));
        await FetchAsync(world);
        await world.PollAsync(Feeds.Atom(Feeds.Deleted("a")));
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.PollAsync(entry("2026-11-23T15:00:00Z"));
        Assert.Empty(world.Shelf.Take(world.Item("a"))!.Media);

        Assert.Equal(1, await FetchAsync(world));

        Assert.Single(world.Shelf.Take(world.Item("a"))!.Media);
    }

    [Fact]
    public async Task A_fetched_picture_that_is_removed_by_order_leaves_the_delivery_in_which_it_never_was()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/un.png"] = new Page(Png);
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", $"<p>Un.</p><img src=\"{world.Server.Address("/un.png")}\">")));
        await FetchAsync(world);
        var (version, media) = (world.Versions("a")[0], world.Entries()[^1]);

        Assert.IsType<RemovalAnswer.Done>(await new Removing(world.Store).RemoveAsync(new RemovalRequest(null, Entry: media.Index), new RemovalOrder([1], RemovalReason.Safety, "ML", null), Cancellation));

        Assert.Null(world.Store.Content(media.Index, Part.Delivery));
        Assert.NotNull(world.Store.Content(version.Index, Part.Delivery));
        Assert.Equal((0, 1), (await FetchAsync(world), world.Server.Asked("/un.png")));
    }

    [Fact]
    public async Task A_recording_beside_the_text_is_left_where_it_is()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("a", more: $"<enclosure url=\"{world.Server.Address("/voix.mp3")}\" type=\"audio/mpeg\" length=\"9\"/>{Beside(world, "/film.mp4", "")}")));

        Assert.Equal((0, 0, 0), (await FetchAsync(world), world.Server.Asked("/voix.mp3"), world.Server.Asked("/film.mp4")));
    }

    private static string Beside(World world, string path, string words) =>
        $"<media:content xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"{world.Server.Address(path)}\" medium=\"image\">{words}</media:content>";

    private static Task<int> FetchAsync(World world, LedgerStore? store = null) =>
        new PictureFetcher(store ?? world.Store, world.Http, world.Time, "Griot/0.2", NullLogger<PictureFetcher>.Instance).OnceAsync(Cancellation);
}
