namespace Griot.Formats.Tests.Atom;

public sealed class Atom03Tests
{
    private static FeedDocument Open(string entry) => Feeds.Open($"""
        <?xml version="1.0" encoding="utf-8"?>
        <feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="pt">
        <title>Diário do Porto</title><tagline>Da beira-rio</tagline><link rel="alternate" type="text/html" href="https://porto.example/"/>
        <copyright>© Rosa</copyright><modified>2026-11-06T10:00:00Z</modified><author><name>Rosa Lima</name></author>
        <entry><id>tag:porto.example,2026:1</id><title mode="escaped" type="text/html">A &amp;lt;b&amp;gt; &lt;i&gt;água&lt;/i&gt;</title>
        <link rel="alternate" type="text/html" href="https://porto.example/1"/><issued>2026-11-05T08:00:00Z</issued><modified>2026-11-06T09:00:00Z</modified>{entry}</entry>
        </feed>
        """);

    [Fact]
    public void What_the_draft_of_atom_called_otherwise_is_read()
    {
        var document = Open("<summary>Curto</summary><content type='text/html' mode='escaped'>&lt;p&gt;Longo&lt;/p&gt;</content>");

        Assert.Equal("atom", document.Format);
        Assert.Equal(("Diário do Porto", "Da beira-rio", "https://porto.example/", "© Rosa", "2026-11-06T10:00:00Z"),
            (document.Feed.Title, document.Feed.Description, document.Feed.Link, document.Feed.Rights, document.Feed.Updated));
        var item = document.Item();
        Assert.Equal(("tag:porto.example,2026:1", "https://porto.example/1", "A <b> água", "<p>Longo</p>", "Curto", "pt"),
            (item.Id, item.Link, item.Headline, item.BodyHtml, item.SummaryHtml, item.Language));
        Assert.Equal(("2026-11-05T08:00:00Z", "2026-11-06T09:00:00Z", "Rosa Lima"), (item.PublishedText, item.UpdatedText, item.Byline[0]));
    }

    [Theory]
    [InlineData("<content type='application/xhtml+xml' mode='xml'><div xmlns='http://www.w3.org/1999/xhtml'><p>a &amp; b</p></div></content>", "<p>a &amp; b</p>")]
    [InlineData("<content type='text/html'><p>a</p></content>", "<p>a</p>")]
    [InlineData("<content>a &lt; b</content>", "a &lt; b")]
    [InlineData("<content type='text/html' mode='base64'>PHA+</content>", "<p>")]
    [InlineData("<content type='image/png' mode='base64'>iVBORw0KGgo=</content>", null)]
    public void The_mode_says_how_content_stands(string content, string? body) => Assert.Equal(body, Open(content).Item().BodyHtml);
}
