using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Griot.Ledger;
using Griot.Record;
using Griot.Record.Tests.Showing;
using Griot.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Syndication.Tests;

/// <summary>Pictures and documents on their way out: where the text may be read, and in no other form than is said.</summary>
public sealed class MediaTests : IAsyncDisposable
{
    private const string Pdf = "application/pdf";
    private static readonly byte[] Document = Encoding.ASCII.GetBytes("%PDF-1.4 <script>alert(1)</script>");
    private static readonly byte[] Photo = Encoding.ASCII.GetBytes("JPEG with GPS 12.65 N");
    private static readonly byte[] Drawn = Encoding.ASCII.GetBytes("RIFF....WEBP drawn anew");

    private readonly TemporaryFolder folder = new();
    private readonly LedgerStore store;
    private readonly string item = OpaqueId.New();
    private ProviderCard card = Some.Provider(publicDelivery: false);

    public MediaTests() => store = LedgerStore.Open(folder.Path, new FakeTimeProvider(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero)));

    [Fact]
    public async Task A_document_is_given_as_it_came_as_a_download_that_no_browser_runs()
    {
        await using var site = await OpenAsync(("note.pdf", Pdf, Document));

        using var answer = await site.Get($"/items/{item}/1/media/1");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Document, await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(Pdf, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(TimeSpan.FromSeconds(60), answer.Headers.CacheControl!.MaxAge);
        using var again = await site.Get($"/items/{item}/1/media/1", ("If-None-Match", answer.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("Communiqué du 28.pdf", "Communique du 28.pdf", "Communiqué du 28.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf", "passwd.pdf")]
    [InlineData("Windows\\CON", "document-1.pdf", "document-1.pdf")]
    [InlineData("con.txt", "document-1.pdf", "document-1.pdf")]
    [InlineData("LPT1.pdf", "document-1.pdf", "document-1.pdf")]
    [InlineData("facture\u202Efdp.exe", "facturefdp.exe.pdf", "facturefdp.exe.pdf")]
    [InlineData("بيان.pdf", "document-1.pdf", "بيان.pdf")]
    [InlineData("a\r\nSet-Cookie: b=c\".pdf", "a Set-Cookie bc.pdf", "a Set-Cookie b=c.pdf")]
    [InlineData(null, "document-1.pdf", "document-1.pdf")]
    [InlineData(".htaccess", "htaccess.pdf", "htaccess.pdf")]
    public async Task M04_a_document_is_kept_under_a_name_that_harms_nobody(string? name, string plain, string label)
    {
        await using var site = await OpenAsync((name, Pdf, Document));

        using var answer = await site.Get($"/items/{item}/1/media/1");

        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal((plain, label), (disposition.FileName!.Trim('"'), disposition.FileNameStar));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.EndsWith(".pdf", disposition.FileNameStar);
    }

    [Fact]
    public async Task M04_a_name_of_300_letters_is_cut_before_its_ending()
    {
        await using var site = await OpenAsync((new string('é', 300) + ".pdf", Pdf, Document));

        using var answer = await site.Get($"/items/{item}/1/media/1");

        Assert.Equal(new string('é', 80) + ".pdf", answer.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task M05_a_picture_is_given_as_it_was_drawn_anew_and_never_as_it_came()
    {
        await using var site = await OpenAsync(("IMG_1.jpg", "image/jpeg", Photo));

        foreach (var (address, status) in ((string, HttpStatusCode)[])[("", HttpStatusCode.OK), ("/640", HttpStatusCode.OK), ("/1280", HttpStatusCode.NotFound), ("/0640", HttpStatusCode.NotFound), ("/x", HttpStatusCode.NotFound)])
        {
            using var answer = await site.Get($"/items/{item}/1/media/1{address}");
            Assert.Equal(status, answer.StatusCode);
            if (status != HttpStatusCode.OK) continue;
            Assert.Equal(Drawn, await answer.Content.ReadAsByteArrayAsync(Cancellation));
            Assert.Equal("image/webp", answer.Content.Headers.ContentType!.ToString());
        }

        var entry = store.History(item)[1].Index;
        Assert.DoesNotContain(Convert.ToBase64String(Photo)[..20], await site.Client.GetStringAsync($"/log/entry/{entry}", Cancellation));
    }

    [Theory]
    [InlineData("application/octet-stream"), InlineData("application/zip"), InlineData("text/plain"), InlineData("audio/mpeg")]
    public async Task M05_what_is_neither_picture_nor_document_is_kept_and_not_given(string type)
    {
        await using var site = await OpenAsync(("a", type, Document));

        using var answer = await site.Get($"/items/{item}/1/media/1");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(await MediaOf(site, 0, "address"));
    }

    [Fact]
    public async Task A_picture_that_is_not_drawn_yet_is_asked_for_again()
    {
        await using var site = await OpenAsync(new NoMediaViews(), ("IMG_1.jpg", "image/jpeg", Photo));

        using var answer = await site.Get($"/items/{item}/1/media/1");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
        Assert.Contains("not-made", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData(EntryKind.Hold), InlineData(EntryKind.Expiry)]
    public async Task Where_the_piece_has_gone_its_files_have(EntryKind kind)
    {
        await using var site = await OpenAsync(("note.pdf", Pdf, Document), ("a.jpg", "image/jpeg", Photo));
        Append(new Draft { Kind = kind, Provider = card.Id, Item = item, Follows = store.History(item)[^1].Index, Record = new Notice { Reason = "legal" }.ToBytes() });

        foreach (var address in (string[])["1", "2", "2/640"])
        {
            using var answer = await site.Get($"/items/{item}/1/media/{address}");
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }

        Assert.Empty(JsonNode.Parse(await site.Client.GetStringAsync($"/log/entry/{store.History(item)[1].Index}", Cancellation))!["opened"]!.AsObject());
    }

    [Theory]
    [InlineData(Terms.Excerpt), InlineData(Terms.Link)]
    public async Task Under_terms_that_keep_the_text_back_the_files_are_kept_back_too(Terms terms)
    {
        card = Some.Provider(terms, publicDelivery: false);
        await using var site = await OpenAsync(("note.pdf", Pdf, Document));

        using var answer = await site.Get($"/items/{item}/1/media/1");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("\"media\"", await site.Client.GetStringAsync($"/items/{item}", Cancellation));
        Assert.DoesNotContain("enclosure", await site.Client.GetStringAsync("/feeds/all.atom", Cancellation));
    }

    [Theory]
    [InlineData("0"), InlineData("2"), InlineData("01"), InlineData("-1"), InlineData("x")]
    public async Task A_number_that_the_version_does_not_have_is_not_there(string number)
    {
        await using var site = await OpenAsync(("note.pdf", Pdf, Document));

        using var answer = await site.Get($"/items/{item}/1/media/{number}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_item_and_every_feed_name_what_readers_get()
    {
        await using var site = await OpenAsync(("note.pdf", Pdf, Document), ("a.jpg", "image/jpeg", Photo));
        var (document, picture) = ($"{Site.PublicUrl}/items/{item}/1/media/1", $"{Site.PublicUrl}/items/{item}/1/media/2");

        Assert.Equal((document, $"{picture}/640"), (await MediaOf(site, 0, "address"), (string?)(await MediaOf(site, 1))["sizes"]![0]!["address"]));
        var atom = XDocument.Parse(await site.Client.GetStringAsync("/feeds/all.atom", Cancellation)).Descendants().Where(element => (string?)element.Attribute("rel") == "enclosure").ToList();
        Assert.Equal([(document, Pdf, $"{Document.Length}"), (picture, "image/webp", null)], atom.Select(link => ((string)link.Attribute("href")!, (string)link.Attribute("type")!, (string?)link.Attribute("length"))));
        var rss = XDocument.Parse(await site.Client.GetStringAsync("/feeds/all.rss", Cancellation));
        Assert.Equal(document, (string?)Assert.Single(rss.Descendants("enclosure")).Attribute("url"));
        Assert.Equal([document, picture], rss.Descendants(XName.Get("content", "http://search.yahoo.com/mrss/")).Select(media => (string)media.Attribute("url")!));
        var json = JsonNode.Parse(await site.Client.GetStringAsync("/feeds/all.json", Cancellation))!["items"]![0]!;
        Assert.Equal((picture, document), ((string?)json["image"], (string?)json["attachments"]![0]!["url"]));
        var ninjs = JsonNode.Parse(await site.Client.GetStringAsync($"/items/{item}/1/ninjs", Cancellation))!["associations"]!.AsArray();
        Assert.Equal([("component", document), ("picture", picture)], ninjs.Select(one => ((string)one!["type"]!, (string)one["renditions"]![0]!["href"]!)));
        Assert.Contains(picture, await site.Client.GetStringAsync("/changes", Cancellation));
    }

    [Fact]
    public async Task The_log_opens_a_document_where_it_stands_and_its_description()
    {
        await using var site = await OpenAsync(("note.pdf", Pdf, Document));
        var entry = store.History(item)[1];

        var opened = JsonNode.Parse(await site.Client.GetStringAsync($"/log/entry/{entry.Index}", Cancellation))!["opened"]!;

        var record = Convert.FromBase64String((string)opened["record"]!["bytes"]!);
        Assert.Equal("note.pdf", MediaDescription.Read(record)!.Title);
        Assert.Equal(entry.Entry.Record, Commitment.Of(Part.Record, Convert.FromBase64String((string)opened["record"]!["salt"]!), record));
        Assert.Equal($"{Site.PublicUrl}/items/{item}/1/media/1", (string?)opened["delivery"]!["address"]);
        var bytes = await site.Client.GetByteArrayAsync($"/items/{item}/1/media/1", Cancellation);
        Assert.Equal(entry.Entry.Delivery, Commitment.Of(Part.Delivery, Convert.FromBase64String((string)opened["delivery"]!["salt"]!), bytes));
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<Site> OpenAsync(params (string? Name, string Type, byte[] Bytes)[] files) => OpenAsync(new Views(), files);

    private async Task<Site> OpenAsync(IMediaViews views, params (string? Name, string Type, byte[] Bytes)[] files)
    {
        Append(new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug });
        var record = Some.Piece(terms: card.Terms);
        Append(new Draft
        {
            Kind = EntryKind.Article,
            Provider = card.Id,
            Channel = card.Channels[0].Id,
            Item = item,
            Status = PubStatus.Usable,
            Evidence = Evidence.Authenticated,
            Delivery = [1],
            Record = record.ToBytes(),
            Summary = PaperLedger.SummaryOf(record).ToBytes(),
            Files = [.. files.Select(file => new DraftFile(new MediaDescription { Uri = "ni:///sha-256;" + file.Type, Type = file.Type, Length = file.Bytes.Length, Title = file.Name }.ToBytes(), file.Bytes))],
        });
        return await Site.Open(new Shelf(store), log: new AllPublished(store), views: views);
    }

    private void Append(Draft draft) => Assert.IsType<AppendOutcome.Sealed>(store.AppendAsync(draft, CancellationToken.None).GetAwaiter().GetResult());

    private async Task<JsonNode> MediaOf(Site site, int place) => JsonNode.Parse(await site.Client.GetStringAsync($"/items/{item}", Cancellation))!["media"]![place]!;

    private async Task<string?> MediaOf(Site site, int place, string member) => (string?)(await MediaOf(site, place))[member];

    private sealed class Views : IMediaViews
    {
        public MediaView? Of(SealedEntry media) => new([new PictureSize(640, 480)]);

        public byte[]? Picture(SealedEntry media, int width) => width == 640 ? Drawn : null;

        public string? Text(SealedEntry media) => null;
    }

    /// <summary>As if a checkpoint covered all of the store.</summary>
    private sealed class AllPublished(LedgerStore store) : ILogReader
    {
        public PublishedCheckpoint? Published => new("griot.example/log", store.Size, []);
        public bool Covers(long entry) => true;
        public string? Key => null;
        public DateTimeOffset? UnsignedSince => null;
        public FrozenLog? Frozen => null;
        public LogBeginning? Beginning => null;
        public byte[]? Tile(string path) => null;
        public InclusionPath? Path(long entry) => null;
        public byte[] ProofFile(InclusionPath path, byte[] extra) => [];
        public byte[]? EntryBytes(long entry) => store.At(entry)?.Entry.ToBytes();
        public byte[]? Salt(long entry, Part part) => store.Salt(entry, part);
    }
}
