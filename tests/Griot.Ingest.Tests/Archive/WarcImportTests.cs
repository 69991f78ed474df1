using System.Text;
using Griot.Ingest.Channels.Archive;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ingest.Tests.Archive;

/// <summary>Web archives: what of them is a feed or a piece is taken, pages are kept and not read, the rest is passed over.</summary>
public sealed class WarcImportTests : IAsyncLifetime
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
    public async Task Feeds_are_taken_pages_are_kept_and_pictures_are_passed_over()
    {
        byte[][] records =
        [
            Exports.Record("warcinfo", null, "software: test\r\n"u8.ToArray(), "application/warc-fields"),
            Exports.Record("request", "https://kayes.example/feed", "GET /feed HTTP/1.1\r\n\r\n"u8.ToArray(), "application/http; msgtype=request"),
            Exports.Response("https://kayes.example/feed", Feeds.Rss(Feeds.Item("a"), Feeds.Item("b", "<p>Autre.</p>")), "application/rss+xml"),
            Exports.Response("https://kayes.example/piece.json", Feeds.Json(Feeds.Member("c", "<p>Encore autre chose.</p>")), "application/feed+json"),
            Exports.Response("https://kayes.example/page", "<html><body><p>Une page</p></body></html>", "text/html; charset=utf-8"),
            Exports.Response("https://kayes.example/logo.png", "PNG", "image/png"),
            Exports.Response("https://kayes.example/gone", Feeds.Rss(Feeds.Item("gone")), "application/rss+xml", status: 404),
        ];
        File.WriteAllBytes(folder.File("plain.warc"), [.. records.SelectMany(record => record)]);
        var report = await ImportAsync();
        Assert.Equal((3, 1, 0), (report.Taken, report.Quarantined, report.Refused));
        Assert.Equal(4, report.Passed);
        var page = Assert.Single(world.Store.Quarantine());
        Assert.Equal(("html-page", "<html><body><p>Une page</p></body></html>"), (page.Content.Code, Encoding.UTF8.GetString(page.Content.Bytes)));
        Assert.Equal("https://kayes.example/page", Envelope.Parse(page.Content.Envelope).Address);
        Assert.Equal(["b", "a", "c"], world.Entries().Select(entry => world.RecordOf(entry).Uri));
        Assert.All(world.Entries(), entry => Assert.Equal(Evidence.Entered, entry.Entry.Evidence));

        // The same, compressed record by record, is known.
        File.Delete(folder.File("plain.warc"));
        File.WriteAllBytes(folder.File("packed.warc.gz"), Exports.Packed(records));
        Assert.Equal((0, 3), await ImportAsync() is var again ? (again.Taken, again.Known) : default);
        Assert.Equal(2, Assert.Single(world.Store.Quarantine()).Times);
    }

    [Fact]
    public async Task What_was_on_the_wire_is_undone_and_a_later_state_of_a_feed_is_an_update()
    {
        var first = Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("a")));
        var second = Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("a", "<p>Le fleuve baisse enfin.</p>")));
        byte[] chunked = [.. Encoding.ASCII.GetBytes($"{100:x};name=value\r\n"), .. first[..100], .. "\r\n"u8, .. Encoding.ASCII.GetBytes($"{first.Length - 100:X}\r\n"), .. first[100..], .. "\r\n0\r\n\r\n"u8];
        File.WriteAllBytes(folder.File("wire.warc"),
        [
            .. Exports.Response("<https://kayes.example/feed>", chunked, "application/rss+xml", "Transfer-Encoding: chunked\r\n"),
            .. Exports.Response("https://kayes.example/feed", Exports.Gzip(second), "application/rss+xml", "Content-Encoding: gzip\r\n"),
            .. Exports.Response("https://kayes.example/feed", second, "application/rss+xml", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        ]);
        var report = await ImportAsync();
        Assert.Equal((1, 1, 1), (report.Taken, report.Updated, report.Known));
        Assert.Equal(2, world.Versions("a").Count);
    }

    [Fact]
    public async Task N09_what_unpacks_without_end_and_what_breaks_off_costs_itself()
    {
        var bomb = Exports.Gzip(new byte[40 * 1024 * 1024]);
        byte[] whole =
        [
            .. Exports.Response("https://kayes.example/bomb", bomb, "application/rss+xml", "Content-Encoding: gzip\r\n"),
            .. Exports.Response("https://kayes.example/feed", Feeds.Rss(Feeds.Item("a")), "application/rss+xml"),
            .. Exports.Response("https://kayes.example/more", Feeds.Rss(Feeds.Item("b", "<p>Autre.</p>")), "application/rss+xml"),
        ];
        File.WriteAllBytes(folder.File("cut.warc"), whole[..^100]);
        File.WriteAllBytes(folder.File("cut.warc.gz"), Exports.Gzip(whole)[..^40]);
        File.WriteAllText(folder.File("none.warc"), "WARC/1.0\r\nContent-Length: many\r\n\r\n");
        File.WriteAllBytes(folder.File("zeros.warc.gz"), Exports.Gzip(new byte[1024 * 1024]));
        var report = await ImportAsync();
        Assert.Equal(["a"], world.Entries().Select(entry => world.RecordOf(entry).Uri));
        Assert.Equal(4, report.Reasons["truncated"]);
        Assert.Equal(2, report.Reasons["too-large"]);
    }

    private async Task<ImportReport> ImportAsync() =>
        Assert.IsType<ImportOutcome.Imported>(await new ArchiveImport(world.Store, world.Time).RunAsync(folder.Path, card.Id, _ => { }, default)).Report;
}
