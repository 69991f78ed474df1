using System.Text;

namespace Griot.Formats.Tests.Xml;

/// <summary>What is no XML and read all the same, and what exactly is then read.</summary>
public sealed class RepairTests
{
    private static FeedItem Repaired(string inside)
    {
        var reading = Feeds.Open(Feeds.Rss($"<item><guid>1</guid>{inside}</item><item><guid>2</guid></item>")).Read();
        Assert.Equal(IncidentCodes.Repaired, reading.Code());
        Assert.DoesNotContain(reading.Incidents[0].Message, char.IsControl);
        return reading.Item!;
    }

    [Theory]
    [InlineData("<title>a\u0001b\u000Bc</title>", "abc")]
    [InlineData("<title>a\0b</title>", "ab")]
    [InlineData("<title>a&#1;b</title>", "ab")]
    [InlineData("<title>Pêche & élevage</title>", "Pêche & élevage")]
    [InlineData("<title>A&B &unknown; &#zz; &#x; &;</title>", "A&B &unknown; &#zz; &#x; &;")]
    [InlineData("<title>Le pont<link>https://a.example/</link>", "Le pont")]
    [InlineData("<title>Le pont<dc:creator>A</dc:creator></item>", "Le pont")]
    [InlineData("<title><![CDATA[Le pont</title><description>b</description>", "Le pont")]
    [InlineData("<no:prefix/><title>a</title>", "a")]
    [InlineData("</stray><title>a</title>", "a")]
    public void A_headline_is_read_as_a_person_would(string inside, string headline) => Assert.Equal(headline, Repaired(inside).Headline);

    [Theory]
    [InlineData("<title><b>a</title>")]
    [InlineData("<title>a</b></title><x></y></x>")]
    public void Tags_that_do_not_match_inside_a_field_are_html_and_nobodys_fault(string inside) => Assert.Equal("a", Feeds.RssItem(inside).Headline);

    [Fact]
    public void A_field_without_an_end_takes_none_of_the_others()
    {
        var item = Repaired("<title>Le pont<link>https://a.example/1</link><description>Un texte <b>gras</b>.<pubDate>Thu, 05 Nov 2026 08:15:00 GMT</pubDate>");

        Assert.Equal(("Le pont", "https://a.example/1", "Un texte <b>gras</b>."), (item.Headline, item.Link, item.BodyHtml));
        Assert.NotNull(item.Published);
    }

    [Fact]
    public void Attributes_without_quotes_or_without_their_closing_quote_are_read()
    {
        var item = Repaired("<enclosure url=https://a.example/b.mp3 type=audio/mpeg length=3/><category domain=\"x>Eau</category><guid isPermaLink=false>z</guid>");

        Assert.Equal(("https://a.example/b.mp3", "audio/mpeg", 3L), (item.Media[0].Url, item.Media[0].Type, item.Media[0].Length));
        Assert.Equal("Eau", item.Categories[0].Term);
    }

    [Theory]
    [InlineData("<source><rights type=\"text</source>\">")]
    [InlineData("<source><rights type=\"text</source>\"/>")]
    [InlineData("<author><name x=\"</author>\">N</name>")]
    public void A_tag_that_reaches_beyond_the_element_around_it_ends_there(string inside)
    {
        var reading = Feeds.Open($"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>{inside}</entry></feed>""").Read();

        Assert.Equal("1", reading.Item!.Id);
    }

    [Fact]
    public void A_quote_that_nothing_closes_costs_no_other_item()
    {
        var document = Feeds.Open(Feeds.Rss("<item><guid>1</guid><enclosure url=\"https://a.example/b.mp3 /></item><item><guid>2</guid><x y=\"z\"/></item>"));

        Assert.Equal(["1", "2"], [document.Item(0).Id, document.Item(1).Id]);
    }

    [Theory]
    [InlineData("<description>a < b<br>c &amp; d<img src=\"x\">e</description>", "a &lt; b<br>c &amp; d<img src=\"x\">e")]
    [InlineData("<description><p>a <b>b</p> c</b></description>", "<p>a <b>b</p> c</b>")]
    [InlineData("<description><p>a<p>b<x y=1 z></description>", "<p>a<p>b<x y=\"1\">")]
    public void Html_that_stands_unescaped_is_handed_on_as_it_stands(string inside, string body) => Assert.Equal(body, Feeds.RssItem(inside).BodyHtml);

    [Fact]
    public void Three_hundred_paragraphs_without_end_tags_are_one_text()
    {
        var text = string.Concat(Enumerable.Repeat("<p>a<br>", 300));

        Assert.Equal(text, Feeds.RssItem($"<description>{text}</description>").BodyHtml);
    }

    [Theory]
    [InlineData("&eacute;&nbsp;&hellip;&#150;&#x2019;&lsqb;&NotEqualTilde;", "é\u00A0…–’[≂̸")]
    [InlineData("&amp;eacute;", "&eacute;")]
    [InlineData("&amp;amp;", "&amp;")]
    public void The_names_of_html_are_known_and_decoded_once(string text, string read) =>
        Assert.Equal(read, Feeds.RssItem($"<author>{text}</author>").Byline[0]);

    [Theory]
    [InlineData("\uFEFF\r\n  ")]
    [InlineData("<br />\n<b>Warning</b>: mysql_connect() in <b>/srv/www/rss.php</b> on line <b>3</b><br />\n")]
    [InlineData("<!-- generated --> text ")]
    public void What_stands_before_the_prolog_costs_nothing(string before)
    {
        var document = Feeds.Open(before + Feeds.Rss("<item><guid>1</guid><title>é</title></item>"));

        Assert.Equal("rss", document.Format);
        Assert.Equal("é", document.Item().Headline);
    }

    [Fact]
    public void A_page_around_a_feed_is_passed_over()
    {
        var document = Feeds.Open("<!DOCTYPE html><html><body><div><feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>1</id></entry></feed></div></body></html>");

        Assert.Equal(("atom", "1"), (document.Format, document.Item().Id));
    }

    [Theory]
    [InlineData("<RSS><CHANNEL><TITLE>x</TITLE><ITEM><GUID>1</GUID><TITLE>a</TITLE><PUBDATE>Thu, 05 Nov 2026 08:15:00 GMT</PUBDATE></ITEM></CHANNEL></RSS>")]
    [InlineData("<rss><channel><title>x</title><item><guid>1</guid><title>a</title><pubdate>Thu, 05 Nov 2026 08:15:00 GMT</pubdate></item></channel></rss>")]
    [InlineData("<channel><title>x</title><item><guid>1</guid><title>a</title><pubDate>Thu, 05 Nov 2026 08:15:00 GMT</pubDate></item></channel>")]
    public void Names_in_other_letters_and_a_channel_alone_are_read(string text)
    {
        var document = Feeds.Open(text);

        Assert.Equal(("x", "1", "a"), (document.Feed.Title, document.Item().Id, document.Item().Headline));
        Assert.NotNull(document.Item().Published);
    }

    [Theory]
    [InlineData("https://purl.org/dc/elements/1.1")]
    [InlineData("HTTP://PURL.ORG/DC/ELEMENTS/1.1/")]
    [InlineData("http://purl.org/rss/1.0/modules/dc/")]
    public void A_namespace_in_the_wrong_letters_is_known(string ns)
    {
        var document = Feeds.Open($"<rss xmlns:x='{ns}'><channel><item><guid>1</guid><x:creator>Awa</x:creator></item></channel></rss>");

        Assert.Equal(["Awa"], document.Item().Byline);
    }

    [Fact]
    public void A_prefix_that_nothing_declares_means_what_it_always_means()
    {
        var document = Feeds.Open("<rss><channel><item><guid>1</guid><dc:creator>Awa</dc:creator><content:encoded><![CDATA[<p>a</p>]]></content:encoded></item></channel></rss>");

        Assert.Equal(("Awa", "<p>a</p>"), (document.Item().Byline[0], document.Item().BodyHtml));
    }

    [Fact]
    public void Line_ends_are_line_feeds_and_white_space_in_attributes_is_blank()
    {
        var item = Feeds.RssItem("<description>a\r\nb\rc<![CDATA[\r\n]]></description><category domain='x\r\ny\tz'>w</category>");

        Assert.Equal(("a\nb\nc\n", "x y z"), (item.BodyHtml, item.Categories[0].Scheme));
    }

    [Theory]
    [InlineData("<![CDATA[<![CDATA[Un <b>pont</b> tient]]>]]>", "Un <b>pont</b> tient")]
    [InlineData("&lt;![CDATA[Un &lt;b&gt;pont&lt;/b&gt; tient]]&gt;", "Un <b>pont</b> tient")]
    [InlineData("<![CDATA[<p>a</p><![CDATA[b]]]]><![CDATA[> c ]]> d]]&gt;", "<p>a</p>b c  d]]>")]
    [InlineData("<![CDATA[&lt;![CDATA[ x ]]&gt;]]>", "&lt;![CDATA[ x ]]&gt;")]
    public void Words_that_were_wrapped_in_cdata_twice_are_shown(string text, string body)
    {
        var item = Feeds.RssItem($"<title>{text}</title><description>{text}</description>");

        Assert.Equal(body, item.BodyHtml);
        Assert.Equal(body, Feeds.AtomEntry($"<content type='html'>{text}</content>").BodyHtml);
        Assert.DoesNotContain("<![CDATA[", body.Contains("&lt;", StringComparison.Ordinal) ? "" : item.Headline!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_cut_and_context_give_the_same_item_each_time()
    {
        var document = Feeds.Open(Encoding.UTF8.GetBytes(Feeds.Rss("<item><guid>1<title>a & b</item>")));
        var context = ItemContext.FromJson(document.Cuts[0].Context.ToJson());

        Assert.Equal(document.Item().Headline, ItemReader.Read(document.Cuts[0].Bytes, context).Item!.Headline);
    }
}
