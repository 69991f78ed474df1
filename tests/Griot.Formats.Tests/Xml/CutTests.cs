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
        var document = Feeds.Open(Feeds.Rss("<item><guid>1</guid></item>", "<copyright>A & B</copyright><language>fr</language>"));

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

            Assert.Equal(expected.Where(cut => cut.Offset + cut.Length <= length).Select(cut => cut.Offset), document.Cuts.Select(cut => cut.Offset));
            Assert.Equal(length < whole.Length, document.Incidents.Count > 0);
        }
    }

    [Fact]
    public void A_missing_end_tag_costs_only_its_own_item()
    {
        var document = Feeds.Open(Feeds.Rss("<item><guid>1</guid></item><item><guid>2</guid><item><guid>3</guid></item><item><guid>4</guid><x><item/></x></item>"));

        Assert.Equal(["1", "3", "4"], document.Cuts.Select((_, index) => document.Item(index).Id));
        Assert.Equal(IncidentCodes.UnclosedItem, Assert.Single(document.Incidents).Code);
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
    [InlineData("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><item/></rdf:RDF>", IncidentCodes.UnsupportedFormat)]
    [InlineData("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry/></feed>", IncidentCodes.UnsupportedFormat)]
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
