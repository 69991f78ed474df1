using System.Text;

namespace Griot.Formats.Tests.Xml;

public sealed class CutTests
{
    private static IEnumerable<string> Cuts(FeedDocument document) => document.Cuts.Select(cut => Encoding.UTF8.GetString(cut.Bytes.Span));

    [Theory]
    [InlineData("<item a='>' b=\"</item>\"><guid>1</guid></item>")]
    [InlineData("<item ><guid>1</guid><!-- </item> <item> --><description><![CDATA[</item><item>]]></description><?p </item> ?></item >")]
    [InlineData("<item><guid>1</guid><x><item><guid>2</guid></item></x></item>")]
    [InlineData("<item/>")]
    [InlineData("<item\n\tid='1'></item>")]
    [InlineData("<item><title>a < b, it's \"so\" <b it's></b></title></item>")]
    public void An_item_is_cut_from_its_first_to_its_last_byte(string item)
    {
        var document = Feeds.Open(Feeds.Rss($"<!-- <item>no</item> -->{item}<![CDATA[<item>no</item>]]><items/><media:item/>{item}"));

        Assert.Equal([item, item], Cuts(document));
        Assert.Empty(document.Incidents);
    }

    [Fact]
    public void What_is_ill_formed_around_the_items_costs_none_of_them()
    {
        var document = Feeds.Open("<rss><channel><title>A & B <i></title><image><url>x<language>fr</language><item><guid>1</guid></item></wrong>&<<<item><guid>2</guid></item></channel></rss>");

        Assert.Equal(["1", "2"], [document.Item(0).Id, document.Item(1).Id]);
    }

    [Fact]
    public void A_broken_element_of_the_feed_costs_only_itself()
    {
        var document = Feeds.Open(Feeds.Rss("<item><guid>1</guid></item>", $"<copyright>{new string('a', 70_000)}</copyright><language>fr</language>"));

        Assert.Equal(("Le Courrier", "fr", null), (document.Feed.Title, document.Feed.Language, document.Feed.Rights));
        Assert.Equal(IncidentCodes.UnreadableFeedField, Assert.Single(document.Incidents).Code);
    }

    [Fact]
    public void X16_a_document_cut_anywhere_gives_exactly_its_whole_items()
    {
        var items = Enumerable.Range(1, 5).Select(i => $"<item><guid>{i}</guid><title>T {i} <!-- é --></title></item>\n").ToArray();
        var whole = Encoding.UTF8.GetBytes(Feeds.Rss(string.Concat(items)));
        var expected = Feeds.Open(whole).Cuts;
        for (var length = 0; length < whole.Length; length++)
        {
            var document = Feeds.Open(whole[..length]);

            Assert.Equal(expected.Where(cut => cut.Offset + cut.Length <= length).Select(cut => cut.Offset), document.Cuts.Where(cut => !cut.Context.BrokenOff).Select(cut => cut.Offset));
            Assert.Equal(length < whole.Length, document.Incidents.Count > 0);
        }
    }

    [Fact]
    public void What_a_broken_transfer_left_of_an_item_is_kept_and_is_no_item()
    {
        var whole = Encoding.UTF8.GetBytes(Feeds.Rss("<item><guid>1</guid></item><item><guid>2</guid><title>Le fleuve é"));
        var document = Feeds.Open(whole[..(Array.LastIndexOf(whole, (byte)0xC3) + 1)]);

        Assert.Equal("1", document.Item(0).Id);
        Assert.Null(document.Read(1).Item);
        Assert.Equal(IncidentCodes.Truncated, document.Read(1).Code());
        Assert.EndsWith("Le fleuve \uFFFD", Cuts(document).Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<item><guid>1</guid></item><item><guid>2</guid><item><guid>3</guid></item><item><guid>4</guid><x><item/></x></item>", 1)]
    [InlineData("<item><guid>1</guid><item><guid>2</guid><item><guid>3</guid><item><guid>4</guid>", 4)]
    [InlineData("<item><guid>1</guid><description><p>a</description><item><guid>2</guid></item><item><guid>3</guid></item><item><guid>4</guid></item>", 1)]
    [InlineData("<item><guid>1</guid></ITEM><item><guid>2</guid></item></item><Item><guid>3</guid></item><item><guid>4</guid><br></item>", 0)]
    public void An_item_without_an_end_tag_ends_where_the_next_begins(string items, int unclosed)
    {
        var document = Feeds.Open(Feeds.Rss(items));

        Assert.Equal(["1", "2", "3", "4"], document.Cuts.Select((_, index) => document.Item(index).Id));
        Assert.Equal(unclosed > 0 ? [IncidentCodes.UnclosedItem] : [], document.Incidents.Select(incident => incident.Code));
        Assert.Contains($"{unclosed} items", unclosed > 0 ? document.Incidents[0].Message : "0 items", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<rss><channel><title>T</title><items><item><guid>1</guid></item><item><guid>2</guid></item></items></channel></rss>")]
    [InlineData("<rss><channel><title>T</title><a><b><list xmlns:x='u'><item><guid>1</guid></item></list></b></a><item><guid>2</guid></item></channel></rss>")]
    [InlineData("<rss><channel><title>T</title><image><url>u</url><item><guid>1</guid></image></item><item><guid>2</guid></item></channel></rss>")]
    [InlineData("<rss><channel><title>T</title><item><guid>1</guid></item></channel></rss><rss><channel><title>U</title><item><guid>2</guid></item></channel></rss>")]
    [InlineData("<rss><channel><title>T</title><item><guid>1</guid></channel></rss>\n<item><guid>2</guid></item>")]
    [InlineData("<rss><channel><title>T</title><rss:item><rss:guid>1</rss:guid></rss:item><item><guid>2</guid></item></channel></rss>")]
    [InlineData("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>T</a:title><entry><id>1</id></entry><a:entry><a:id>2</a:id></a:entry></a:feed>")]
    public void An_item_is_found_wherever_a_script_has_put_it(string text)
    {
        var document = Feeds.Open(text);

        Assert.Equal(["1", "2"], document.Cuts.Select((_, index) => document.Item(index).Id));
        Assert.Equal("T", document.Feed.Title);
        Assert.DoesNotContain(document.Incidents, incident => incident.Code == IncidentCodes.Truncated);
    }

    [Fact]
    public void What_breaks_off_behind_the_end_of_the_feed_is_kept_and_is_no_item()
    {
        var document = Feeds.Open("<rss><channel><item><guid>1</guid></item></channel></rss><rss><channel><item><guid>2</guid>");

        Assert.Equal(["<item><guid>1</guid></item>", "<item><guid>2</guid>"], Cuts(document));
        Assert.Equal(IncidentCodes.Truncated, document.Read(1).Code());
        Assert.Contains(document.Incidents, incident => incident.Code == IncidentCodes.Truncated);
    }

    [Theory]
    [InlineData("utf-8"), InlineData("windows-1256"), InlineData("utf-16")]
    public void An_item_that_a_section_nobody_closed_swallows_is_named(string charset)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        var bytes = encoding.GetBytes("<rss><channel><item><guid>1</guid><description><![CDATA[Un pont</description></item>\n <item><guid>2</guid><title>الجسر</title><description><![CDATA[b]]></description></item><item><guid>3</guid></item></channel></rss>");

        var document = Feeds.Open(bytes, new DocumentHints($"text/xml; charset={charset}"));

        Assert.Equal(["1", "3"], document.Cuts.Select((_, index) => document.Item(index).Id));
        var incident = Assert.Single(document.Incidents);
        Assert.Equal(IncidentCodes.UnclosedCData, incident.Code);
        Assert.StartsWith("1 CDATA sections have no end", incident.Message, StringComparison.Ordinal);
        Assert.Contains("\"<item><guid>2</guid><title>الجسر</title>", incident.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<![CDATA[</item><item>]]>")]
    [InlineData("<![CDATA[Write <item> and </item> <item><title>x</title></item>]]>")]
    [InlineData("<![CDATA[</item> and <item><![CDATA[ are two things]]>")]
    [InlineData("<![CDATA[</item><items><![CDATA[]]>")]
    [InlineData("<![CDATA[</item]]><![CDATA[><item>]]>")]
    public void A_text_about_items_is_no_unclosed_section(string text) =>
        Assert.Empty(Feeds.Open($"<rss><channel><item><guid>1</guid><description>{text}</description></item></channel></rss>").Incidents);

    [Fact]
    public void What_an_unclosed_item_holds_is_not_cut_a_second_time()
    {
        var document = Feeds.Open("<rss><channel><item><guid>1</guid><x><item><guid>n</guid></item></x><item><guid>2</guid><item><guid>3</guid></channel></rss>");

        Assert.Equal(["1", "2", "3"], document.Cuts.Select((_, index) => document.Item(index).Id));
        Assert.Equal(document.Cuts.Select(cut => cut.Offset).Order(), document.Cuts.Select(cut => cut.Offset));
    }

    [Fact]
    public void An_unclosed_item_is_cut_exactly_in_every_encoding()
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.UTF32, CodePagesEncodingProvider.Instance.GetEncoding("shift_jis")!])
        {
            var bytes = encoding.GetBytes("<rss><channel><item><title>水</title>語<item><title>二</title></item></channel></rss>");
            var document = Feeds.Open(bytes, new DocumentHints($"text/xml; charset={encoding.WebName}"));

            Assert.Equal(["<item><title>水</title>語", "<item><title>二</title></item>"], document.Cuts.Select(cut => encoding.GetString(cut.Bytes.Span)));
        }
    }

    [Fact]
    public void A_nested_feed_in_an_entry_is_part_of_the_entry()
    {
        var document = Feeds.Open(Feeds.Atom("<entry><id>1</id><content type='application/atom+xml'><feed><entry><id>2</id></entry></feed></content></entry><entry><id>3</id></entry>"));

        Assert.Equal(["1", "3"], document.Cuts.Select((_, index) => document.Item(index).Id));
    }

    [Fact]
    public void A_document_of_one_entry_is_a_feed_of_one()
    {
        var document = Feeds.Open("<?xml version='1.0'?><entry xmlns='http://www.w3.org/2005/Atom'><id>1</id><title>T</title></entry>");

        Assert.Equal("T", document.Item().Headline);
        Assert.Empty(document.Incidents);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body><p>Sign in</p></body></html>", IncidentCodes.NotAFeed)]
    [InlineData("", IncidentCodes.NotAFeed)]
    [InlineData("Service unavailable", IncidentCodes.NotAFeed)]
    [InlineData("[]", IncidentCodes.NotAFeed)]
    [InlineData("<br /><b>Warning</b>: cannot connect<html><body/></html>", IncidentCodes.NotAFeed)]
    [InlineData("<opml version='2.0'><body><outline xmlUrl='https://a.example/'/></body></opml>", IncidentCodes.UnsupportedFormat)]
    [InlineData("<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>", IncidentCodes.UnsupportedFormat)]
    public void What_is_no_feed_is_told(string text, string code)
    {
        var document = Feeds.Open(text);

        Assert.Null(document.Format);
        Assert.Empty(document.Cuts);
        Assert.Equal(code, Assert.Single(document.Incidents).Code);
    }

    [Fact]
    public void A_context_survives_being_sealed_as_json()
    {
        var document = Feeds.Open("<!DOCTYPE a [<!ENTITY x 'y'>]>" + Feeds.Atom("<entry><id>&x;</id><at:x/></entry>", "<author><name>É</name></author>", "xml:lang='fr' xmlns:b='u'"));
        var json = document.Cuts[0].Context.ToJson();

        var context = ItemContext.FromJson(json);

        Assert.Equal(json, context.ToJson());
        Assert.Equal("y", ItemReader.Read(document.Cuts[0].Bytes, context).Item!.Id);
        Assert.Contains("\"namespaces\":{\"\":\"http://www.w3.org/2005/Atom\",\"at\":", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_in_the_documents_address_are_not_taken_over()
    {
        var document = Feeds.Open("<rss><channel><item><guid>1</guid><link>a</link></item></channel></rss>", new DocumentHints(Address: "https://user:pass@x.example/f/feed?token=1#f"));

        Assert.Equal("https://x.example/f/feed", document.Cuts[0].Context.Base);
        Assert.Equal("https://x.example/f/a", document.Item().Link);
    }
}
