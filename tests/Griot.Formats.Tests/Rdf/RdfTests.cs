namespace Griot.Formats.Tests.Rdf;

public sealed class RdfTests
{
    [Fact]
    public void Rss_1_0_is_read_with_its_modules()
    {
        var document = Feeds.Open("""
            <?xml version="1.0"?>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:cc="http://web.resource.org/cc/">
              <channel rdf:about="https://univ.example/rss">
                <title>Université du Fleuve</title><link>https://univ.example/</link><description>Recherche</description>
                <dc:language>fr</dc:language><dc:rights>© Université</dc:rights>
                <items><rdf:Seq><rdf:li rdf:resource="https://univ.example/1"/><rdf:li resource="https://univ.example/2"/></rdf:Seq></items>
              </channel>
              <image rdf:about="https://univ.example/logo.png"><title>Logo</title><url>https://univ.example/logo.png</url><link>https://univ.example/</link></image>
              <item rdf:about="https://univ.example/1">
                <title>Le delta</title><link>https://univ.example/1.html</link><description>Court</description>
                <dc:creator>Awa Diarra</dc:creator><dc:date>2026-11-05T08:15:00+00:00</dc:date><dc:subject>Eau</dc:subject>
                <content:encoded><![CDATA[<p>Long</p>]]></content:encoded>
              </item>
              <item about="https://univ.example/2"><title>Deux</title><link>https://univ.example/2</link></item>
            </rdf:RDF>
            """);

        Assert.Equal("rdf", document.Format);
        Assert.Empty(document.Incidents);
        Assert.Equal(("Université du Fleuve", "https://univ.example/", "fr", "© Université"), (document.Feed.Title, document.Feed.Link, document.Feed.Language, document.Feed.Rights));
        var item = document.Item();
        Assert.Equal(("https://univ.example/1", "https://univ.example/1.html", "Le delta", "<p>Long</p>", "Court"), (item.Id, item.Link, item.Headline, item.BodyHtml, item.SummaryHtml));
        Assert.Equal(("Awa Diarra", "Eau", "fr"), (item.Byline[0], item.Categories[0].Term, item.Language));
        Assert.Equal("https://univ.example/2", document.Item(1).Id);
    }

    [Theory]
    [InlineData("http://my.netscape.com/rdf/simple/0.9/")]
    [InlineData("http://channel.netscape.com/rdf/simple/0.9/")]
    [InlineData("http://purl.org/rss/1.0")]
    [InlineData("https://nobody.example/own")]
    public void Rss_0_90_and_unknown_namespaces_are_read_alike(string ns)
    {
        var document = Feeds.Open($"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='{ns}'><channel><title>A</title><link>https://a.example/</link></channel><item><title>B</title><link>https://a.example/b</link></item></r:RDF>");

        Assert.Equal(("A", "B", "https://a.example/b"), (document.Feed.Title, document.Item().Headline, document.Item().Id));
    }

    [Fact]
    public void Items_inside_the_channel_are_read_as_well()
    {
        var document = Feeds.Open("<RDF><channel><title>A</title><item><title>B</title><link>https://a.example/b</link></item></channel><item><title>C</title><link>https://a.example/c</link></item></RDF>");

        Assert.Equal(["B", "C"], [document.Item(0).Headline, document.Item(1).Headline]);
    }
}
