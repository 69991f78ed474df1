using System.Text;
using CsCheck;
using Griot.Formats.Wxr;

namespace Griot.Formats.Tests.Wxr;

/// <summary>Exports of WordPress, as a document and as a stream.</summary>
public sealed class WxrTests
{
    private const string Head =
        """
        <?xml version="1.0" encoding="UTF-8"?><!-- an <item> in a comment -->
        <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
        <channel><title>Kayes</title><link>https://kayes.example</link><language>fr-FR</language>
        <wp:author><wp:author_login>awa</wp:author_login><wp:author_display_name><![CDATA[Awa Coulibaly]]></wp:author_display_name></wp:author>
        """;

    private const string Tail = "</channel></rss>";

    [Fact]
    public void An_item_has_its_authors_name_its_excerpt_its_dates_and_paragraphs()
    {
        var item = Read(Head + Item(1, "Le fleuve monte.\nBeaucoup.\n\n<blockquote>Partez !</blockquote>\n\nDit la mairie.", "<excerpt:encoded><![CDATA[En bref.]]></excerpt:encoded><wp:post_date_gmt>2019-05-01 08:00:00</wp:post_date_gmt><wp:post_modified_gmt>2019-05-02 08:00:00</wp:post_modified_gmt>") + Tail);
        Assert.Equal(["Awa Coulibaly"], item.Byline);
        Assert.Equal(("<p>En bref.</p>\n", "<p>Le fleuve monte.<br>\nBeaucoup.</p>\n<blockquote>Partez !</blockquote>\n<p>Dit la mairie.</p>\n"), (item.SummaryHtml, item.BodyHtml));
        Assert.Equal((new DateTimeOffset(2019, 5, 1, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2019, 5, 2, 8, 0, 0, TimeSpan.Zero)), (item.Published, item.Updated));
        Assert.Equal(("fr-FR", "https://kayes.example/?p=1"), (item.Language, item.Id));
    }

    [Theory]
    [InlineData("<p>Le fleuve monte.</p>\n\nDit la mairie.")]
    [InlineData("<!-- wp:paragraph -->\n<p class=\"a\">Le fleuve.</p>\n<!-- /wp:paragraph -->")]
    public void A_text_with_paragraphs_of_its_own_stays_as_it_is(string text) => Assert.Equal(text, Read(Head + Item(1, text) + Tail).BodyHtml);

    [Theory]
    [InlineData("<wp:status>draft</wp:status>")]
    [InlineData("<wp:status>private</wp:status>")]
    [InlineData("<wp:post_type>attachment</wp:post_type>")]
    [InlineData("<wp:post_password>x</wp:post_password>")]
    public void What_was_not_published_is_no_piece_at_any_door(string more)
    {
        var document = FeedDocument.Open(Encoding.UTF8.GetBytes(Head + Item(1, "x", more) + Tail), new DocumentHints());
        Assert.Equal("wxr", document.Format);
        var cut = Assert.Single(document.Cuts);
        var reading = ItemReader.Read(cut.Bytes, cut.Context);
        Assert.Equal((null, "not-published"), (reading.Item, reading.Incidents[0].Code));
        Assert.NotNull(Assert.Single(Stream(Head + Item(1, "x", more) + Tail)).NotPublished);
    }

    [Fact]
    public void A_feed_is_no_export_and_an_empty_or_other_document_neither()
    {
        foreach (var text in (string[])["", "<rss version=\"2.0\"><channel><item><title>x</title></item></channel></rss>", "{}", Head, Head + Tail, "<item/>"])
            Assert.Null(WxrArchive.Open(new MemoryStream(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void The_stream_cuts_what_the_document_cuts_byte_for_byte_however_it_is_read()
    {
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 400], Gen.String[Gen.Char["ab<>/!-[]& é\n"], 0, 80].Array[1, 9]).Sample((count, chunk, texts) =>
        {
            var text = Head + string.Concat(Enumerable.Range(0, count).Select(n => Item(n, texts[n % texts.Length].Replace("]]>", "", StringComparison.Ordinal)))) + Tail;
            var bytes = Encoding.UTF8.GetBytes(text);
            var document = FeedDocument.Open(bytes, new DocumentHints());
            var streamed = WxrArchive.Open(new SlowStream(bytes, chunk))!.Items().ToList();
            Assert.Equal(document.Cuts.Select(cut => Encoding.UTF8.GetString(cut.Bytes.Span)), streamed.Select(item => Encoding.UTF8.GetString(item.Bytes.Span)));
            Assert.Equal(document.Cuts.Select(cut => (long)cut.Offset), streamed.Select(item => item.Offset));
            Assert.Equal(document.Cuts.Select(cut => Encoding.UTF8.GetString(cut.Context.ToJson())), streamed.Select(item => Encoding.UTF8.GetString(item.Context.ToJson())));
        }, iter: 60);
    }

    [Fact]
    public void Any_bytes_behind_a_head_are_survived() => Gen.Byte.Array[0, 600].Sample(bytes =>
    {
        byte[] all = [.. Encoding.UTF8.GetBytes(Head + Item(1, "x")), .. bytes];
        foreach (var item in WxrArchive.Open(new SlowStream(all, 50))!.Items()) _ = ItemReader.Read(item.Bytes, item.Context);
    }, iter: 200);

    [Fact]
    public void Exports_that_were_written_one_behind_the_other_lose_no_item()
    {
        var text = Head + Item(1, "x") + Tail + "\n" + Head + Item(2, "y") + Item(3, "z") + Tail;
        Assert.Equal(3, FeedDocument.Open(Encoding.UTF8.GetBytes(text), new DocumentHints()).Cuts.Count);
        Assert.Equal(3, Stream(text).Count);
        Assert.True(IsBrokenOff(text[..^30]));
        Assert.False(IsBrokenOff(text));
    }

    [Theory]
    [InlineData("<item/>")]
    [InlineData("<item />")]
    [InlineData("<item a='>' b=\"/>\"\n/>")]
    public void An_empty_item_takes_nothing_of_the_next_one(string empty)
    {
        var text = Head + Item(1, "x") + empty + Item(2, "y") + "<item a='/>'>z</item>" + empty + Tail;
        var whole = FeedDocument.Open(Encoding.UTF8.GetBytes(text), new DocumentHints());
        foreach (var chunk in (int[])[1, 7, 100_000])
        {
            var items = WxrArchive.Open(new SlowStream(Encoding.UTF8.GetBytes(text), chunk))!.Items().Select(item => Encoding.UTF8.GetString(item.Bytes.Span)).ToList();
            Assert.Equal((5, empty, "<item a='/>'>z</item>", empty), (items.Count, items[1], items[3], items[4]));
            Assert.Equal(whole.Cuts.Select(cut => Encoding.UTF8.GetString(cut.Bytes.Span)), items);
        }
    }

    [Fact]
    public void An_item_without_an_end_tag_ends_where_the_next_begins_and_an_opening_without_an_end_is_told()
    {
        var text = Head + Item(1, "x").Replace("</item>", "", StringComparison.Ordinal) + Item(2, "y") + Tail;
        Assert.Equal(FeedDocument.Open(Encoding.UTF8.GetBytes(text), new DocumentHints()).Cuts.Select(cut => Encoding.UTF8.GetString(cut.Bytes.Span)), Stream(text).Select(item => Encoding.UTF8.GetString(item.Bytes.Span)));
        Assert.Equal(2, Stream(text).Count);
        Assert.True(IsBrokenOff(Head + Item(1, "x") + Tail + "<!-- " + Item(2, "y")));
        Assert.True(IsBrokenOff(Head + Item(1, "x", "<a>" + Item(2, "y") + "</a>") + Tail));
        Assert.Equal(2, Stream(Head + Item(1, "x", "<item/>") + Item(2, "y") + Tail).Count);
    }

    [Fact]
    public void X15_a_start_tag_without_an_end_costs_no_memory_of_its_length()
    {
        var bytes = Encoding.UTF8.GetBytes(Head + Item(1, "x") + "<item a='" + new string('x', 60 * 1024 * 1024));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var archive = WxrArchive.Open(new MemoryStream(bytes))!;
        Assert.Single(archive.Items().ToList());
        Assert.True(archive.IsBrokenOff);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 90 * 1024 * 1024);
    }

    [Fact]
    public void X15_an_item_beyond_its_cap_costs_itself_and_the_memory_of_one()
    {
        var large = Head + Item(1, new string('x', 21 * 1024 * 1024)) + Item(2, "Le fleuve.") + Tail;
        var items = Stream(large);
        Assert.Equal((2, "too-large", null), (items.Count, items[0].Fault?.Code, items[1].Fault));
        Assert.True(items[0].Bytes.IsEmpty);
    }

    [Fact]
    public void X16_a_document_that_breaks_off_says_so_and_one_that_is_whole_does_not()
    {
        var whole = Head + Item(1, "x") + Item(2, "y") + Tail;
        foreach (var (text, isBroken) in ((string, bool)[])[(whole, false), (whole[..^30], true), (Head + Item(1, "x"), true)])
        {
            var archive = WxrArchive.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)))!;
            Assert.NotEmpty(archive.Items().ToList());
            Assert.Equal(isBroken, archive.IsBrokenOff);
        }
    }

    private static FeedItem Read(string text)
    {
        var cut = FeedDocument.Open(Encoding.UTF8.GetBytes(text), new DocumentHints()).Cuts[0];
        return ItemReader.Read(cut.Bytes, cut.Context).Item!;
    }

    private static bool IsBrokenOff(string text)
    {
        var archive = WxrArchive.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)))!;
        _ = archive.Items().Count();
        return archive.IsBrokenOff;
    }

    private static List<WxrItem> Stream(string text) => [.. WxrArchive.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)))!.Items()];

    private static string Item(int id, string text, string more = "") =>
        $"<item>\n<title>Nouvelle {id}</title><guid isPermaLink=\"false\">https://kayes.example/?p={id}</guid><dc:creator>awa</dc:creator><content:encoded><![CDATA[{text}]]></content:encoded>{more}</item>\n";

    // Gives a few bytes at a time.
    private sealed class SlowStream(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));
    }
}
