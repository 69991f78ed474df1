namespace Griot.Formats.Tests.Rss;

/// <summary>What Dublin Core, iTunes' podcasts and Atom say inside RSS, where the format's own elements are missing.</summary>
public sealed class RssModuleTests
{
    private const string Itunes = "xmlns:itunes='http://www.itunes.com/DTDs/PodCast-1.0.dtd'";

    [Fact]
    public void Of_several_links_the_last_counts_and_an_empty_one_never()
    {
        var document = Feeds.Open(Feeds.Rss("<item><link>https://courrier.example/1</link><link>https://courrier.example/2</link><link/></item><item><link href='/3'/></item>"));

        Assert.Equal("https://courrier.example/2", document.Item(0).Link);
        Assert.Equal("https://courrier.example/3", document.Item(1).Link);
    }

    [Fact]
    public void An_items_date_of_dublin_core_is_both_dates_until_others_are_given()
    {
        var alone = Feeds.RssItem("<dc:date>2026-02-03T10:00:00Z</dc:date>");
        var beside = Feeds.RssItem("<dc:date>2026-02-03T10:00:00Z</dc:date><pubDate>Mon, 02 Feb 2026 10:00:00 GMT</pubDate><atom:updated>2026-02-04T10:00:00Z</atom:updated>");

        Assert.Equal((3, 3), (alone.Published!.Value.Day, alone.Updated!.Value.Day));
        Assert.Equal((2, 4), (beside.Published!.Value.Day, beside.Updated!.Value.Day));
    }

    [Theory]
    [InlineData("<author>jane@courrier.example (Jane Doe)</author>", "Jane Doe")]
    [InlineData("<author>Jane Doe (jane@courrier.example)</author>", "Jane Doe")]
    [InlineData("<author>Jane Doe &lt;jane@courrier.example&gt;</author>", "Jane Doe")]
    [InlineData("<author>jane@courrier.example</author>", "jane@courrier.example")]
    [InlineData("<author>Jane Doe (Bamako)</author>", "Jane Doe (Bamako)")]
    [InlineData("<author>(jane@courrier.example)</author>", "(jane@courrier.example)")]
    [InlineData("<author>&lt;b&gt;Jane&lt;/b&gt;</author>", "<b>Jane</b>")]
    [InlineData("<dc:author>Jane Doe (jane@courrier.example)</dc:author>", "Jane Doe")]
    [InlineData("<atom:author><atom:name>Jane Doe</atom:name><atom:email>jane@courrier.example</atom:email></atom:author>", "Jane Doe")]
    [InlineData("<itunes:author>Radio</itunes:author>", "Radio")]
    [InlineData("<itunes:author>Radio</itunes:author><author>Jane Doe</author>", "Jane Doe")]
    [InlineData("<author>Jane Doe</author><dc:creator>Awa Diop</dc:creator>", "Awa Diop")]
    public void The_byline_is_who_is_named_first_of_the_ways_to_name_one(string inside, string byline) => Assert.Equal([byline], Item(inside).Byline);

    [Fact]
    public void Summaries_of_modules_stand_where_there_is_no_description()
    {
        Assert.Equal("Court", Item("<dc:description>Court</dc:description>").BodyHtml);
        Assert.Equal("Court", Item("<itunes:summary>Court</itunes:summary>").BodyHtml);
        Assert.Equal("Own", Item("<itunes:summary>Court</itunes:summary><description>Own</description>").BodyHtml);

        var item = Item("<atom:summary>a &lt; b</atom:summary><atom:content type='html'>&lt;p&gt;Long&lt;/p&gt;</atom:content>");
        Assert.Equal(("a &lt; b", "<p>Long</p>"), (item.SummaryHtml, item.BodyHtml));
    }

    [Fact]
    public void Keywords_and_categories_of_modules_are_categories()
    {
        var item = Item("<itunes:keywords>water, river,,</itunes:keywords><dc:subject>Eau</dc:subject><atom:category term='flood' label='Floods'/>");

        Assert.Equal([new("water"), new("river"), new("Eau"), new Category("flood", null, "Floods")], item.Categories);
    }

    [Fact]
    public void Atoms_date_of_publication_is_read() => Assert.Equal("2026-02-03T10:00:00Z", Item("<atom:published>2026-02-03T10:00:00Z</atom:published>").PublishedText);

    [Fact]
    public void Markup_inside_a_guid_is_part_of_the_id() => Assert.Equal("<p>a</p>", Feeds.Open(Feeds.Rss("<item><guid><p>a</p></guid></item>")).Item().Id);

    [Theory]
    [InlineData("<managingEditor>jane@courrier.example (Jane Doe)</managingEditor><webMaster>Web</webMaster>", "Jane Doe")]
    [InlineData("<webMaster>web@courrier.example (Web)</webMaster>", "Web")]
    [InlineData("<webMaster>Web</webMaster><itunes:author>Radio</itunes:author>", "Radio")]
    [InlineData("<itunes:author>Radio</itunes:author><dc:creator>Jane Doe</dc:creator>", "Jane Doe")]
    public void A_channel_is_by_its_editor_else_by_whom_a_module_names_else_by_its_webmaster(string channel, string author) =>
        Assert.Equal([author], Feeds.Open(Feeds.Rss("", channel, Itunes)).Feed.Authors);

    [Fact]
    public void A_channels_own_words_go_before_those_of_modules()
    {
        var own = Feeds.Open(Feeds.Rss("", "<dc:title>DC</dc:title><dc:description>DC</dc:description><atom:link href='https://other.example/'/>", Itunes)).Feed;
        var modules = Feeds.Open($"<rss xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:a='http://www.w3.org/2005/Atom' {Itunes}><channel>"
            + "<dc:title>DC</dc:title><itunes:summary>S</itunes:summary><a:link href='https://other.example/'/><a:updated>2026-02-03T10:00:00Z</a:updated></channel></rss>").Feed;

        Assert.Equal(("Le Courrier", "News", "https://courrier.example/"), (own.Title, own.Description, own.Link));
        Assert.Equal(("DC", "S", "https://other.example/", "2026-02-03T10:00:00Z"), (modules.Title, modules.Description, modules.Link, modules.Updated));
    }

    [Fact]
    public void A_channels_categories_are_read_nested_ones_too()
    {
        var feed = Feeds.Open(Feeds.Rss("", "<category domain='d'>Eau</category><itunes:category text='Tech'><itunes:category text='Web'/></itunes:category><itunes:keywords>a,b</itunes:keywords>", Itunes)).Feed;

        Assert.Equal([new("Eau", "d"), new("Tech"), new("Web"), new("a"), new Category("b")], feed.Categories);
    }

    private static FeedItem Item(string inside) => Feeds.Open(Feeds.Rss($"<item><guid>1</guid>{inside}</item>", root: Itunes)).Item();

    [Theory]
    [InlineData("<content><![CDATA[<p>Un pont</p>]]></content>")]
    [InlineData("<body xmlns='http://www.w3.org/1999/xhtml'><p>Un pont</p></body>")]
    [InlineData("<xhtml:body><xhtml:p>Un pont</xhtml:p></xhtml:body>")]
    public void A_body_in_an_element_of_old_is_read_where_there_is_no_other(string body)
    {
        var item = Feeds.RssItem($"{body}<description>court</description>");

        Assert.Equal(("<p>Un pont</p>", "court"), (item.BodyHtml, item.SummaryHtml));
        Assert.Equal("plein", Feeds.RssItem($"{body}<content:encoded>plein</content:encoded>").BodyHtml);
    }

    [Fact]
    public void The_subtitle_of_an_episode_is_its_text_where_it_has_no_other()
    {
        Assert.Equal("court", Feeds.RssItem("<itunes:subtitle>court</itunes:subtitle>").BodyHtml);
        Assert.Equal("long", Feeds.RssItem("<itunes:subtitle>court</itunes:subtitle><itunes:summary>long</itunes:summary>").BodyHtml);
    }
}
