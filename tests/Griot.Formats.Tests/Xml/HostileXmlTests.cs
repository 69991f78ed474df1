using System.Text;

namespace Griot.Formats.Tests.Xml;

public sealed class HostileXmlTests
{
    private static string Doctype(string subset, string items) => $"<!DOCTYPE rss [{subset}]><rss><channel>{items}</channel></rss>";

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    [Fact]
    public void X01_X02_an_external_entity_is_never_fetched_and_costs_only_what_refers_to_it()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "secret-of-the-house");
        var document = Feeds.Open(Doctype(
            $"<!ENTITY x SYSTEM \"file://{path}\"><!ENTITY % p SYSTEM \"http://127.0.0.1:1/\">%p;",
            "<item><guid>1</guid><title>&x;</title></item><item><guid>2</guid><title>T</title></item>"));
        File.Delete(path);

        Assert.Equal(IncidentCodes.ExternalEntity, Assert.Single(document.Incidents).Code);
        Assert.Equal("&x;", document.Item().Headline);
        Assert.Equal(IncidentCodes.Repaired, document.Read().Code());
        Assert.Equal("T", document.Item(1).Headline);
    }

    [Theory]
    [InlineData("lol")]
    [InlineData("")]
    public void X03_a_billion_laughs_end_at_the_cap(string laugh)
    {
        var subset = $"<!ENTITY l0 '{laugh}'>" + string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} '{Times($"&l{i - 1};", 10)}'>"));

        var document = Feeds.Open(Doctype(subset, "<item><guid>1</guid><title>&l9;</title></item>"));

        Assert.Equal(IncidentCodes.EntityLimit, document.Read().Code());
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(50_000)]
    public void X04_a_large_entity_used_often_is_refused(int length)
    {
        var document = Feeds.Open(Doctype($"<!ENTITY a '{new string('a', length)}'>", $"<item><guid>1</guid><title>{Times("&a;", 5_000)}</title></item>"));

        Assert.Null(document.Read().Item);
        Assert.Contains(IncidentCodes.EntityLimit, document.Incidents.Concat(document.Read().Incidents).Select(incident => incident.Code));
    }

    [Fact]
    public void An_entity_that_refers_to_itself_is_refused()
    {
        var document = Feeds.Open(Doctype("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "<item><guid>1</guid><title>&a;</title></item>"));

        Assert.Equal(IncidentCodes.EntityLimit, document.Read().Code());
    }

    [Fact]
    public void Laughs_in_thousands_of_small_items_cost_no_more_than_their_bytes()
    {
        var subset = "<!ENTITY l0 ''>" + string.Concat(Enumerable.Range(1, 14).Select(i => $"<!ENTITY l{i} '{Times($"&l{i - 1};", 2)}'>"));
        var document = Feeds.Open(Doctype(subset, Times("<item><guid>1</guid><title>&l14;</title></item>", 2)));

        Assert.Equal(IncidentCodes.EntityLimit, document.Read().Code());
        Assert.Equal(IncidentCodes.EntityLimit, document.Read(1).Code());
    }

    [Fact]
    public void A_long_text_full_of_references_is_no_attack()
    {
        var text = Times("&lt;b&gt;&eacute;&#233;", 40_000);

        Assert.Equal(Times("<b>éé", 40_000), Feeds.RssItem($"<description>{text}</description>").BodyHtml);
    }

    [Fact]
    public void Prefixes_that_each_tag_declares_anew_are_not_all_walked_for_the_next()
    {
        var text = Feeds.RssItem($"<description>{Times("<b:c xmlns:a='u'>x</b:c>", 40_000)}<h:p xmlns:h='http://www.w3.org/1999/xhtml'>y</h:p></description>").BodyHtml;

        Assert.EndsWith("<b:c>x</b:c><p>y</p>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_that_all_stand_open_end_each_where_the_next_begins()
    {
        var document = Feeds.Open(Feeds.Rss(Times("<item><a>", 60_000)));

        Assert.Equal(60_000, document.Cuts.Count);
        Assert.All(document.Cuts.SkipLast(1), cut => Assert.Equal(9, cut.Length));
    }

    [Fact]
    public void X06_a_harmless_doctype_and_the_names_of_html_are_accepted()
    {
        var document = Feeds.Open("""
            <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd" [
              <!-- "]>" --><!ENTITY paper 'Le "Courrier" &#169; <b>'><!ENTITY nbsp "&#160;">
            ]>
            <rss version="0.91"><channel><title>&paper;&nbsp;!</title><item><guid>1</guid><title a="&eacute;">A&nbsp;b &eacute;t&eacute; &paper; <![CDATA[&eacute;]]></title></item></channel></rss>
            """);

        Assert.Empty(document.Incidents);
        Assert.Equal("Le \"Courrier\" © <b>\u00A0!".Replace("<b>", "", StringComparison.Ordinal), document.Feed.Title);
        Assert.Equal("A\u00A0b été Le \"Courrier\" © é", document.Item().Headline);
    }

    [Fact]
    public void X05_nesting_and_attributes_beyond_the_caps_cost_only_their_item()
    {
        var attributes = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i}='1'"));
        var document = Feeds.Open(Feeds.Rss(
            $"<item><guid>1</guid><description>{Times("<a>", 200_000)}{Times("</a>", 200_000)}</description></item>" +
            $"<item><guid>2</guid><x{attributes}/></item><item><guid>3</guid></item>"));

        Assert.Equal(IncidentCodes.TooDeep, document.Read(0).Code());
        Assert.Equal(IncidentCodes.TooLarge, document.Read(1).Code());
        Assert.Equal("3", document.Item(2).Id);
    }

    [Fact]
    public void X15_what_exceeds_a_cap_is_refused_whole_and_never_shortened()
    {
        string[] items =
        [
            $"<title>{new string('a', 4_001)}</title>",
            $"<title>{new string('a', 1_000_000)}</title>",
            Times("<category>c</category>", 10_000),
            Times("<dc:creator>c</dc:creator>", 5_000),
            $"<description>{new string('a', (5 * 1024 * 1024) + 1)}</description>",
        ];
        var document = Feeds.Open(Feeds.Rss(string.Concat(items.Select(item => $"<item><guid>1</guid>{item}</item>"))));

        Assert.All(Enumerable.Range(0, items.Length), index => Assert.Equal(IncidentCodes.TooLarge, document.Read(index).Code()));
        Assert.Equal(IncidentCodes.TooLarge, Assert.Single(Feeds.Open(new byte[(20 * 1024 * 1024) + 1]).Incidents).Code);
    }

    [Theory]
    [InlineData("<a>", "")]
    [InlineData("<title>", "</b>")]
    [InlineData("<x y=\"<x z='", "")]
    [InlineData("<x><![CDATA[", "</x>")]
    [InlineData("<!--", "<!DOCTYPE")]
    [InlineData("&a;&#1;&", "<?")]
    [InlineData("<description><b:c xmlns:a='u'/>", "")]
    public void Tags_that_open_and_never_close_end_in_bounded_work(string opening, string other)
    {
        var item = Encoding.UTF8.GetBytes($"<item><guid>1</guid>{Times(opening + other, 200_000)}</item>");
        var context = new ItemContext { Format = "rss", Encoding = "utf-8" };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = ItemReader.Read(item, context);

        Assert.True(reading.Item is not null || reading.Incidents.Count > 0);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50 * 1024 * 1024);
    }

    [Theory]
    [InlineData("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>")]
    [InlineData("<?xml-stylesheet href='http://127.0.0.1:1/a.xsl' type='text/xsl'?>")]
    public void X08_inclusions_and_style_sheets_are_ignored(string inside) =>
        Assert.Equal("T", Feeds.RssItem($"{inside}<title>T</title>").Headline);
}
