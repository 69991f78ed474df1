namespace Griot.Formats.Tests.Rss;

public sealed class RssItemTests
{
    [Fact]
    public void An_item_is_read_with_everything_that_it_holds()
    {
        var document = Feeds.Open(Feeds.Rss("""
            <item>
              <title>Le fleuve monte</title><link>https://courrier.example/fleuve?a=1&amp;b=2</link>
              <guid isPermaLink="false"> courrier-17 </guid><pubDate>Thu, 05 Nov 2026 08:15:00 +0200</pubDate>
              <dc:creator>Awa Diop</dc:creator><dc:creator>Jean Mba</dc:creator>
              <description>Court.</description><content:encoded><![CDATA[<p>Long &amp; clair.</p>]]></content:encoded>
              <category domain="https://courrier.example/t">Eau</category><dc:language>fr_SN</dc:language>
              <dc:rights>(c) Courrier</dc:rights><atom:updated>2026-11-05T09:00:00Z</atom:updated>
              <enclosure url="/a.mp3" type="audio/mpeg" length="1234"/>
              <source url="https://agence.example/rss">Agence</source>
            </item>
            """));

        var item = document.Item();

        Assert.Equal("rss", document.Format);
        Assert.Equal("Le Courrier", document.Feed.Title);
        Assert.Equal("courrier-17", item.Id);
        Assert.Equal("https://courrier.example/fleuve?a=1&b=2", item.Link);
        Assert.Equal("Le fleuve monte", item.Headline);
        Assert.Equal(["Awa Diop", "Jean Mba"], item.Byline);
        Assert.Equal(new DateTimeOffset(2026, 11, 5, 8, 15, 0, TimeSpan.FromHours(2)), item.Published);
        Assert.Equal("2026-11-05T09:00:00Z", item.UpdatedText);
        Assert.Equal("Court.", item.SummaryHtml);
        Assert.Equal("<p>Long &amp; clair.</p>", item.BodyHtml);
        Assert.Equal("fr-SN", item.Language);
        Assert.Equal([new Category("Eau", "https://courrier.example/t")], item.Categories);
        Assert.Equal([new Media("https://courrier.example/a.mp3", "audio/mpeg", 1234)], item.Media);
        Assert.Equal("(c) Courrier", item.Rights);
        Assert.Equal(new ItemSource(null, "Agence", "https://agence.example/rss"), item.Source);
        Assert.Equal(("usable", "new", "https://courrier.example/"), (item.Status, item.Signal, item.Base));
    }

    [Fact]
    public void A_description_alone_is_the_body()
    {
        var item = Feeds.RssItem("<description>&lt;p&gt;All of it&lt;/p&gt;</description>");

        Assert.Equal("<p>All of it</p>", item.BodyHtml);
        Assert.Null(item.SummaryHtml);
    }

    [Fact]
    public void Without_a_guid_the_link_is_the_id_and_without_both_title_and_date()
    {
        var document = Feeds.Open(Feeds.Rss("""
            <item><link> https://courrier.example/1 </link></item>
            <item><title>T</title><pubDate>Thu, 05 Nov 2026 08:15:00 GMT</pubDate></item>
            <item><description>A short note</description></item>
            <item><category>Only this</category></item>
            <item/>
            """));

        Assert.Equal("https://courrier.example/1", document.Item(0).Id);
        Assert.Matches("^griot:[0-9a-f]{64}$", document.Item(1).Id);
        Assert.Matches("^griot:[0-9a-f]{64}$", document.Item(2).Id);
        Assert.Matches("^griot:[0-9a-f]{64}$", document.Item(3).Id);
        Assert.Equal(IncidentCodes.NoIdentity, document.Read(4).Code());
    }

    [Fact]
    public void A_guid_that_is_a_permalink_stands_for_a_missing_link()
    {
        Assert.Equal("https://x.example/1", Feeds.Open(Feeds.Rss("<item><guid>https://x.example/1</guid></item>")).Item().Link);
        Assert.Null(Feeds.Open(Feeds.Rss("""<item><guid isPermaLink="false">https://x.example/1</guid></item>""")).Item().Link);
    }

    [Theory]
    [InlineData("jane@paper.example (Jane Doe)", "Jane Doe")]
    [InlineData("Jane Doe (Reuters)", "Jane Doe (Reuters)")]
    [InlineData("jane@paper.example", "jane@paper.example")]
    public void An_author_in_brackets_behind_a_mail_address_is_the_byline(string author, string byline) =>
        Assert.Equal([byline], Feeds.RssItem($"<author>{author}</author>").Byline);

    [Fact]
    public void A_bad_date_costs_only_its_own_item_its_date()
    {
        var document = Feeds.Open(Feeds.Rss("<item><guid>1</guid><pubDate>mar. 03 févr.</pubDate></item><item><guid>2</guid></item>"));

        var reading = document.Read();

        Assert.Equal(IncidentCodes.BadDate, reading.Code());
        Assert.Null(reading.Item!.Published);
        Assert.Equal("mar. 03 févr.", reading.Item.PublishedText);
        Assert.Empty(document.Read(1).Incidents);
    }

    [Fact]
    public void Media_rss_texts_count_for_the_content_that_they_stand_around()
    {
        var item = Feeds.RssItem("""
            <media:credit>Item credit</media:credit>
            <media:group><media:title>Group title</media:title>
              <media:content url="https://p.example/1.jpg" type="image/jpeg" fileSize="10"><media:title>Own</media:title></media:content>
              <media:content url="https://p.example/2.jpg" medium="image"><media:description type="html">A &amp;lt;b&amp;gt;boat</media:description></media:content>
            </media:group><media:thumbnail url="https://p.example/t.jpg"/>
            """);

        Assert.Equal(
            [
                new Media("https://p.example/1.jpg", "image/jpeg", 10, "Own", "Item credit"),
                new Media("https://p.example/2.jpg", null, null, "Group title", "Item credit", "A <b>boat"),
            ],
            item.Media);
    }

    [Fact]
    public void A_thumbnail_is_taken_where_there_is_no_other_picture() =>
        Assert.Equal("https://p.example/t.jpg", Assert.Single(Feeds.RssItem("""<media:thumbnail url="https://p.example/t.jpg"/>""").Media).Url);

    [Fact]
    public void Html_that_stands_unescaped_in_a_description_is_kept_as_markup()
    {
        var item = Feeds.RssItem("""<description>One <b title="a &amp; b">two</b><br/> &lt;three&gt;<i/></description>""");

        Assert.Equal("""One <b title="a &amp; b">two</b><br /> &lt;three&gt;<i></i>""", item.BodyHtml);
    }
}
