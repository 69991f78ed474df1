namespace Griot.Formats.Tests.Atom;

public sealed class AtomEntryTests
{
    [Fact]
    public void An_entry_is_read_with_everything_that_it_holds()
    {
        var document = Feeds.Open(Feeds.Atom("""
            <entry xml:lang="sw" xml:base="https://fleuve.example/habari/">
              <id>tag:fleuve.example,2026:1</id><title type="html">Maji &amp;amp; &lt;b&gt;moto&lt;/b&gt;</title>
              <link rel="alternate" type="application/json" href="1.json"/><link href="1" type="text/html"/>
              <link rel="enclosure" href="1.mp3" type="audio/mpeg" length="7" title="Sauti"/>
              <published>2026-11-05T08:15:00+03:00</published><updated>2026-11-05T09:00:00Z</updated>
              <author><name>Asha Juma</name><email>asha@fleuve.example</email></author>
              <category term="maji" scheme="https://fleuve.example/t" label="Maji"/>
              <summary>Fupi &amp; wazi</summary><content type="html">&lt;p&gt;Ndefu&lt;/p&gt;</content>
              <rights>CC BY</rights>
              <source><id>tag:agency</id><title>Agency</title><link href="https://agency.example/"/></source>
            </entry>
            """));

        var item = document.Item();

        Assert.Equal("atom", document.Format);
        Assert.Equal("2026-11-01T10:00:00Z", document.Feed.Updated);
        Assert.Equal("tag:fleuve.example,2026:1", item.Id);
        Assert.Equal("Maji & moto", item.Headline);
        Assert.Equal("https://fleuve.example/habari/1", item.Link);
        Assert.Equal([new Media("https://fleuve.example/habari/1.mp3", "audio/mpeg", 7, "Sauti")], item.Media);
        Assert.Equal("2026-11-05T08:15:00+03:00", item.PublishedText);
        Assert.Equal(["Asha Juma"], item.Byline);
        Assert.Equal([new Category("maji", "https://fleuve.example/t", "Maji")], item.Categories);
        Assert.Equal("Fupi &amp; wazi", item.SummaryHtml);
        Assert.Equal("<p>Ndefu</p>", item.BodyHtml);
        Assert.Equal(("sw", "CC BY"), (item.Language, item.Rights));
        Assert.Equal(new ItemSource("tag:agency", "Agency", "https://agency.example/"), item.Source);
        Assert.Equal("https://fleuve.example/habari/", item.Base);
    }

    [Fact]
    public void A_tombstone_withdraws_the_entry_that_it_refers_to()
    {
        var document = Feeds.Open(Feeds.Atom("""
            <entry><id>a</id></entry>
            <at:deleted-entry ref="tag:fleuve.example,2026:9" when="2026-11-06T10:00:00Z">
              <at:by><name>Desk</name></at:by><at:comment>Wrong person named</at:comment>
            </at:deleted-entry>
            <at:deleted-entry ref="b" when="2026-11-06T10:00:00Z"/>
            """));

        var item = document.Item(1);

        Assert.Equal(3, document.Cuts.Count);
        Assert.Equal(("tag:fleuve.example,2026:9", "withdrawal", "canceled"), (item.Id, item.Signal, item.Status));
        Assert.Equal(new DateTimeOffset(2026, 11, 6, 10, 0, 0, TimeSpan.Zero), item.Updated);
        Assert.Equal(["Desk"], item.Byline);
        Assert.Equal("Wrong person named", item.SummaryHtml);
        Assert.Equal("b", document.Item(2).Id);
    }

    [Theory]
    [InlineData("<title>Use of &lt;script&gt; tags &amp;amp; more</title>", "Use of <script> tags &amp; more")]
    [InlineData("<title type='html'>Use of &amp;lt;script&amp;gt; &lt;em&gt;tags&lt;/em&gt;</title>", "Use of <script> tags")]
    [InlineData("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>bold</b> &lt;i&gt; claim</div></title>", "A bold <i> claim")]
    public void A_title_is_read_by_its_type(string title, string headline) => Assert.Equal(headline, Feeds.AtomEntry(title).Headline);

    [Theory]
    [InlineData("<content>a &lt;b&gt; c</content>", "a &lt;b&gt; c")]
    [InlineData("<content type='text/plain'>one\n\ntwo &amp;lt;</content>", "<p>one</p>\n<p>two &amp;lt;</p>\n")]
    [InlineData("<content type='html'><![CDATA[<p>a</p>]]></content>", "<p>a</p>")]
    [InlineData("<content type='xhtml'> <x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>a &amp; b<x:br/></x:p></x:div> </content>", "<p>a &amp; b<br /></p>")]
    [InlineData("<summary>only</summary>", "only")]
    public void Content_becomes_html_by_its_type(string content, string body) => Assert.Equal(body, Feeds.AtomEntry(content).BodyHtml);

    [Fact]
    public void Content_of_another_kind_is_told_and_the_summary_stands_in_its_place()
    {
        var document = Feeds.Open(Feeds.Atom("<entry><id>1</id><content type='application/pdf'>AAAA</content><summary>S</summary></entry>"));

        Assert.Equal(IncidentCodes.UnsupportedContent, document.Read().Code());
        Assert.Equal("S", document.Item().BodyHtml);
    }

    [Theory]
    [InlineData("<content type='application/octet-stream'>PHA+YcOpPC9wPg==</content>", "<p>aé</p>")]
    [InlineData("<content type='application/json'>{\"a\": \"&lt;b>\"}</content>", "{&quot;a&quot;: &quot;&lt;b&gt;&quot;}")]
    [InlineData("<content type='application/x+xml'>&lt;x/&gt;</content>", "&lt;x/&gt;")]
    [InlineData("<content type='application/x+xml'>YWFh</content>", "YWFh")]
    [InlineData("<summary type='application/octet-stream'>YWFh</summary>", "aaa")]
    public void Text_of_an_odd_type_is_text_be_it_in_base64(string content, string body) => Assert.Equal(body, Feeds.AtomEntry(content).BodyHtml);

    [Theory]
    [InlineData("image/png", "iVBORw0KGgo=")]
    [InlineData("application/octet-stream", "gICA")]
    [InlineData("application/x+xml", "<x xmlns=''>a</x>")]
    public void Content_that_is_no_text_is_not_read(string type, string content)
    {
        var document = Feeds.Open(Feeds.Atom($"<entry><id>1</id><content type='{type}'>{content}</content></entry>"));

        Assert.Equal(IncidentCodes.UnsupportedContent, document.Read().Code());
        Assert.Null(document.Item().BodyHtml);
    }

    [Fact]
    public void A_title_in_base64_is_read() => Assert.Equal("aé", Feeds.AtomEntry("<title type='application/octet-stream'>PHA+YcOpPC9wPg==</title>").Headline);

    [Fact]
    public void A_summarys_base_and_language_are_not_the_contents()
    {
        var item = Feeds.AtomEntry("<summary xml:base='https://a.example/' xml:lang='fr'>s</summary><content>c</content>");

        Assert.Equal(("https://fleuve.example/", null), (item.Base, item.Language));
        Assert.Equal("https://a.example/", Feeds.AtomEntry("<summary xml:base='https://a.example/'>s</summary>").Base);
    }

    [Fact]
    public void A_person_may_be_known_by_a_page_alone() =>
        Assert.Equal(["https://a.example/", "https://b.example/"], Feeds.AtomEntry("<author><url>https://a.example/</url></author><author><homepage>https://b.example/</homepage></author>").Byline);

    [Fact]
    public void A_feeds_categories_are_read() =>
        Assert.Equal([new Category("t", "s", "l")], Feeds.Open(Feeds.Atom("", "<category term='t' scheme='s' label='l'/>")).Feed.Categories);

    [Fact]
    public void An_author_is_inherited_from_source_or_feed()
    {
        var document = Feeds.Open(Feeds.Atom(
            "<entry><id>1</id></entry><entry><id>2</id><source><author><name>S</name></author></source></entry>",
            "<author><name>F</name></author>"));

        Assert.Equal(["F"], document.Item(0).Byline);
        Assert.Equal(["S"], document.Item(1).Byline);
    }

    [Fact]
    public void Bases_and_languages_are_inherited_down_to_the_content()
    {
        var document = Feeds.Open(Feeds.Atom(
            "<entry xml:base='c/'><id>1</id><link href='x'/><content xml:base='/d/' xml:lang='en' type='html'>t</content></entry>",
            root: "xml:base='https://a.example/b/' xml:lang='FR'"));

        var item = document.Item();

        Assert.Equal("https://a.example/b/c/x", item.Link);
        Assert.Equal(("https://a.example/d/", "en"), (item.Base, item.Language));
        Assert.Equal("fr", document.Cuts[0].Context.Language);
    }

    [Fact]
    public void Without_an_id_the_link_is_the_id_and_without_both_title_and_date()
    {
        var document = Feeds.Open(Feeds.Atom("<entry><link href='a'/></entry><entry><title>T</title></entry><entry/><at:deleted-entry/>"));

        Assert.Equal("a", document.Item(0).Id);
        Assert.Matches("^griot:[0-9a-f]{64}$", document.Item(1).Id);
        Assert.Equal([IncidentCodes.NoIdentity, IncidentCodes.NoIdentity], [document.Read(2).Code(), document.Read(3).Code()]);
    }

    [Fact]
    public void Prefixes_do_not_matter()
    {
        var document = Feeds.Open("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:id>1</a:id><a:title>T</a:title></a:entry><entry xmlns='x'/></a:feed>");

        Assert.Single(document.Cuts);
        Assert.Equal("T", document.Item().Headline);
    }

    [Theory]
    [InlineData("<div>&lt;p&gt;Un texte&lt;/p&gt;</div>", "<p>Un texte</p>")]
    [InlineData("&lt;div&gt;&amp;lt;p&amp;gt; is a tag&lt;/div&gt;", "<div>&lt;p&gt; is a tag</div>")]
    [InlineData("<div>a &lt; b</div>", "<div>a &lt; b</div>")]
    public void Html_in_a_div_that_nobody_escaped_is_read_and_what_is_escaped_twice_stays_text(string content, string body) =>
        Assert.Equal(body, Feeds.AtomEntry($"<content type='html'>{content}</content>").BodyHtml);

    [Theory]
    [InlineData("<content><p>Un</p><p>pont</p></content>", "<p>Un</p><p>pont</p>")]
    [InlineData("<content type='text'>Un<br/>pont</content>", "Un<br />pont")]
    [InlineData("<summary><div xmlns='http://www.w3.org/1999/xhtml'><p>Un</p><p>pont</p></div></summary>", "<p>Un</p><p>pont</p>")]
    public void Elements_in_a_text_keep_its_words_apart(string inside, string body) => Assert.Equal(body, Feeds.AtomEntry(inside).BodyHtml);

    [Theory]
    [InlineData("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Le fleuve<br/>monte <b>v</b>ite</div></title>")]
    [InlineData("<title>Le fleuve<br/>monte vite</title>")]
    [InlineData("<title type='html'>&lt;p&gt;Le fleuve&lt;/p&gt;&lt;p&gt;monte vite&lt;/p&gt;</title>")]
    public void Tags_in_a_headline_make_no_two_words_one(string title) => Assert.Equal("Le fleuve monte vite", Feeds.AtomEntry(title).Headline);
}
