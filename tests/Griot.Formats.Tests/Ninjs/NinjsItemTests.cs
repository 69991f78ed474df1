namespace Griot.Formats.Tests.Ninjs;

public sealed class NinjsItemTests
{
    private const string Third = """
        {
          "standard": {"name": "ninjs", "version": "3.1"},
          "uri": "urn:paper:1", "type": "text", "version": "6", "firstCreated": "2026-11-05T07:00:00+01:00", "versionCreated": "2026-11-05T08:15:00Z",
          "urgency": 3, "language": "fr_ML", "copyrightHolder": "La Gazette", "copyrightNotice": "© La Gazette", "usageTerms": "Mali seulement",
          "rightsInfo": {"linkedRights": "https://gazette.example/droits"}, "edNote": "ne pas publier avant relecture",
          "headlines": [{"role": "short", "value": "Pont"}, {"role": "main", "contentType": "text/plain", "value": "Le pont <b> rouvre"}],
          "descriptions": [{"role": "creditline", "value": "AMAP"}, {"role": "summary", "contentType": "text/plain", "value": "Après deux mois & plus."}],
          "bodies": [{"role": "main", "contentType": "text/plain", "value": "Un.\n\nDeux."}, {"role": "main", "contentType": "text/html", "value": "<p>Un.</p><p>Deux.</p>"}],
          "by": "Awa Koné et AFP", "people": [{"name": "I. Keita", "rel": "about", "uri": "https://people.example/1"}],
          "located": "Kayes", "places": [{"name": "Kayes", "uri": "https://places.example/kayes", "geoJSON": {"type": "Point", "coordinates": [-11.43, 14.45]}}],
          "subjects": [{"name": "transport", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000337", "creator": "desk"}, {"name": "Ponts", "literal": "ponts"}],
          "genres": [{"name": "Analyse", "uri": "http://cv.iptc.org/newscodes/genre/Analysis"}],
          "infoSources": [{"name": "AFP", "role": "http://cv.iptc.org/newscodes/contentprodpartyrole/contentSource", "uri": "https://afp.example/"}],
          "altIds": [{"role": "desk", "value": "4711"}], "expires": "2027-11-05T00:00:00Z",
          "digitalSourceType": {"uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"},
          "madeUp": {"by": "a later version"}
        }
        """;

    private const string First = """
        {
          "$standard": {"name": "ninjs", "version": "1.6"},
          "uri": "urn:paper:1", "type": "text", "version": "6", "firstcreated": "2026-11-05T07:00:00+01:00", "versioncreated": "2026-11-05T08:15:00Z",
          "urgency": 3, "language": "fr_ML", "copyrightholder": "La Gazette", "copyrightnotice": "© La Gazette", "usageterms": "Mali seulement",
          "rightsinfo": {"linkedrights": "https://gazette.example/droits"}, "ednote": "ne pas publier avant relecture",
          "headline": "Le pont rouvre", "headline_short": "Pont", "description_creditline": "AMAP", "description_text": "Après deux mois & plus.",
          "body_text": "Un.\n\nDeux.", "body_xhtml": "<p>Un.</p><p>Deux.</p>",
          "byline": "Awa Koné et AFP", "person": [{"name": "I. Keita", "rel": "about", "scheme": "https://people.example/", "code": "1"}],
          "located": "Kayes", "place": [{"name": "Kayes", "geometry_point": {"type": "Point", "coordinates": [-11.43, 14.45]}}],
          "subject": [{"name": "transport", "scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "20000337", "creator": "desk"}, {"name": "Ponts"}],
          "genre": [{"name": "Analyse", "scheme": "http://cv.iptc.org/newscodes/genre/", "code": "Analysis"}],
          "infosource": [{"name": "AFP", "rel": "source", "scheme": "https://afp.example/", "code": "x"}],
          "altids": {"desk": "4711"}, "expires": "2027-11-05T00:00:00Z",
          "digitalsourcetype": {"uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"}
        }
        """;

    [Fact]
    public void A_document_of_3_1_says_everything()
    {
        var document = Feeds.Open(Third);
        var item = document.Item();

        Assert.Equal("ninjs", document.Format);
        AssertSame(item);
        Assert.Equal("Le pont <b> rouvre", item.Headline);
        Assert.Equal([new Category("http://cv.iptc.org/newscodes/mediatopic/20000337", null, "transport", "desk"), new Category("ponts", null, "Ponts")], item.Categories);
        Assert.Equal([new Category("http://cv.iptc.org/newscodes/genre/Analysis", null, "Analyse")], item.Genres);
        Assert.Equal([new Location("Kayes", 14.45, -11.43, "https://places.example/kayes")], item.Places);
        Assert.Equal([new Claim("AFP", "https://afp.example/", "http://cv.iptc.org/newscodes/contentprodpartyrole/contentSource")], item.Claims);
        Assert.Empty(document.Read().Incidents);
    }

    [Fact]
    public void A_document_of_1_6_says_the_same_in_its_own_shapes()
    {
        var item = Feeds.Open(First).Item();

        AssertSame(item);
        Assert.Equal("Le pont rouvre", item.Headline);
        Assert.Equal([new Category("20000337", "http://cv.iptc.org/newscodes/mediatopic/", "transport", "desk"), new Category("Ponts")], item.Categories);
        Assert.Equal([new Category("Analysis", "http://cv.iptc.org/newscodes/genre/", "Analyse")], item.Genres);
        Assert.Equal([new Location("Kayes", 14.45, -11.43)], item.Places);
        Assert.Equal([new Claim("AFP", "https://afp.example/x", "source")], item.Claims);
    }

    [Fact]
    public void Names_in_lower_case_mean_the_same_as_in_2_x()
    {
        var third = Feeds.Open(Third).Item();
        var second = Feeds.Open(Third.Replace("3.1", "2.2", StringComparison.Ordinal).Replace("versionCreated", "versioncreated", StringComparison.Ordinal).Replace("firstCreated", "firstcreated", StringComparison.Ordinal)
            .Replace("usageTerms", "usageterms", StringComparison.Ordinal).Replace("contentType", "contenttype", StringComparison.Ordinal).Replace("geoJSON", "geojson", StringComparison.Ordinal)
            .Replace("infoSources", "infosources", StringComparison.Ordinal).Replace("altIds", "altids", StringComparison.Ordinal).Replace("linkedRights", "linkedrights", StringComparison.Ordinal)
            .Replace("copyright", "copyright", StringComparison.Ordinal).Replace("digitalSourceType", "digitalsourcetype", StringComparison.Ordinal)).Item();

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(third), System.Text.Json.JsonSerializer.Serialize(second));
    }

    private static void AssertSame(FeedItem item)
    {
        Assert.Equal(("urn:paper:1", true, "6"), (item.Id, item.HasOwnId, item.Version));
        Assert.Equal(new DateTimeOffset(2026, 11, 5, 7, 0, 0, TimeSpan.FromHours(1)), item.Published);
        Assert.Equal(new DateTimeOffset(2026, 11, 5, 8, 15, 0, TimeSpan.Zero), item.Updated);
        Assert.Equal(new DateTimeOffset(2027, 11, 5, 0, 0, 0, TimeSpan.Zero), item.Expires);
        Assert.Equal(("fr-ML", 3, "Kayes"), (item.Language, item.Urgency, item.Located));
        Assert.Equal(("© La Gazette", "La Gazette", "Mali seulement\nhttps://gazette.example/droits"), (item.Rights, item.CopyrightHolder, item.UsageTerms));
        Assert.Equal("<p>Un.</p><p>Deux.</p>", item.BodyHtml);
        Assert.Equal("Après deux mois &amp; plus.", item.SummaryHtml);
        Assert.Equal(["Awa Koné et AFP"], item.Byline);
        Assert.Equal([new RelatedPerson("I. Keita", "about", "https://people.example/1")], item.People);
        Assert.Equal([new AlternativeId("desk", "4711")], item.AlternativeIds);
        Assert.Equal("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", item.DigitalSourceType);
        Assert.Equal(("usable", "new"), (item.Status, item.Signal));
        // What is for editors stays out of all that a reader may see.
        Assert.DoesNotContain("relecture", System.Text.Json.JsonSerializer.Serialize(item), StringComparison.Ordinal);
    }

    [Fact]
    public void The_dialect_of_superdesk_is_read()
    {
        var item = Feeds.Open("""
            {"guid": "tag:desk.example,2026:newsml:1", "type": "text", "versioncreated": "2026-11-05T08:15:00+0000", "firstpublished": "2026-11-05T07:00:00+0000", "firstcreated": "2026-11-01T00:00:00+0000",
             "headline": "Le pont", "body_html": "<p>Un.</p>", "byline": "A", "source": "AMAP", "pubstatus": "usable", "priority": 6, "urgency": 3, "evolvedfrom": "tag:desk.example,2026:newsml:0",
             "service": [{"code": "a", "name": "Domestic"}], "genre": [{"code": "Article", "name": "Article (news)"}], "signal": [{"code": "correction", "name": "Correction", "scheme": null}],
             "annotations": [], "extra": {"x": 1}, "embargoed": null, "embargoed_text": null,
             "attachments": [{"id": "f", "title": "Rapport", "description": "PDF", "filename": "r.pdf", "mimetype": "application/pdf", "length": 12, "href": "https://desk.example/r.pdf"}],
             "associations": {"nothing": null, "featuremedia": {"guid": "tag:p", "type": "picture", "headline": "Le pont", "description_text": "Le pont vu du sud", "body_text": "Un pont de fer", "byline": "F. Keita",
               "renditions": {"thumbnail": {"href": "https://desk.example/t.jpg", "mimetype": "image/jpeg", "width": 100, "height": 80}, "original": {"href": "https://desk.example/o.jpg", "mimetype": "image/jpeg", "width": 4000, "height": 3000}}}}}
            """).Item();

        Assert.Equal("tag:desk.example,2026:newsml:1", item.Id);
        Assert.Equal(new DateTimeOffset(2026, 11, 5, 7, 0, 0, TimeSpan.Zero), item.Published);
        Assert.Equal(("correction", "usable", null as DateTimeOffset?), (item.Signal, item.Status, item.EmbargoedUntil));
        Assert.Equal(new ItemSource(null, "AMAP", null), item.Source);
        Assert.Equal([new Category("a", null, "Domestic")], item.Categories);
        Assert.Equal([new Category("Article", null, "Article (news)")], item.Genres);
        Assert.Equal([new RelatedPiece("evolvedFrom", "tag:desk.example,2026:newsml:0", null)], item.Relations);
        Assert.Equal(
            [
                new Media("https://desk.example/o.jpg", "image/jpeg", null, "Le pont", "F. Keita", "Le pont vu du sud", "Un pont de fer"),
                new Media("https://desk.example/r.pdf", "application/pdf", 12, "Rapport", null, "PDF"),
            ], item.Media);
    }

    [Theory]
    [InlineData("""{"contentType": "text/html", "value": "<p>a</p>"}""", "<p>a</p>")]
    [InlineData("""{"contentType": "application/xhtml+xml; charset=utf-8", "value": "<p>a</p>"}""", "<p>a</p>")]
    [InlineData("""{"contentType": "text/plain", "value": "<p>a</p>"}""", "&lt;p&gt;a&lt;/p&gt;")]
    [InlineData("""{"value": "<p>a</p>"}""", "<p>a</p>")]
    [InlineData("""{"role": "text", "value": "<p>a</p>"}""", "&lt;p&gt;a&lt;/p&gt;")]
    [InlineData("""{"value": "1 < 2"}""", "1 &lt; 2")]
    [InlineData("""{"contentType": "text/markdown", "value": "*a*"}""", "<p><em>a</em></p>\n")]
    [InlineData("""{"contentType": "application/nitf+xml", "value": "<nitf><head><title>no</title></head><body><body.head><hedline><hl1>no</hl1></hedline></body.head><body.content><hl2>b</hl2><p>a</p></body.content></body></nitf>"}""", "<h2>b</h2><p>a</p>")]
    [InlineData("""{"role": "nitf", "value": "<p>a</p>"}""", "<p>a</p>")]
    [InlineData("""{"role": "teaser", "contentType": "text/html", "value": "<p>t</p>"}, {"role": "main", "contentType": "text/plain", "value": "a"}""", "a")]
    [InlineData("""{"contentType": "application/vnd.editor+json", "value": "{}"}, {"contentType": "text/plain", "value": "a"}""", "a")]
    public void H09_a_body_is_what_it_says_it_is(string bodies, string html) =>
        Assert.Equal(html, Pieces.Item($"\"bodies\": [{bodies}]").BodyHtml);

    [Theory]
    [InlineData("application/vnd.editor+json", "{}")]
    [InlineData("application/nitf+xml", "<nitf><head><title>T</title></head><body></body></nitf>")]
    public void A_body_in_a_form_that_is_not_read_leaves_the_summary_and_says_so(string type, string value)
    {
        var reading = Pieces.Read($$"""
            "descriptions": [{"role": "summary", "contentType": "text/plain", "value": "Court."}], "bodies": [{"contentType": "{{type}}", "value": "{{value}}"}]
            """);

        Assert.Equal(IncidentCodes.UnsupportedContent, reading.Code());
        Assert.Equal(("Court.", null), (reading.Item!.BodyHtml, reading.Item.SummaryHtml));
    }

    [Fact]
    public void A_byline_that_is_nothing_but_its_authors_names_them_alone()
    {
        const string people = "\"people\": [{\"name\": \"A\", \"rel\": \"author\"}, {\"name\": \"B\", \"rel\": \"http://cv.iptc.org/newscodes/contentprodpartyrole/author\"}, {\"name\": \"C\", \"rel\": \"about\"}]";

        Assert.Equal(["A", "B"], Pieces.Item(people).Byline);
        Assert.Equal(["A", "B"], Pieces.Item("\"by\": \"A, B\", " + people).Byline);
        Assert.Equal(["C"], Pieces.Item(people).People.Select(person => person.Name));
        var line = Pieces.Item("\"by\": \"A in Kayes\", " + people);
        Assert.Equal(["A in Kayes"], line.Byline);
        Assert.Equal(["A", "B", "C"], line.People.Select(person => person.Name));
    }

    [Fact]
    public void Of_a_picture_the_largest_form_is_taken_and_of_a_page_its_address()
    {
        var item = Feeds.Open("""
            {"uri": "urn:p", "type": "picture", "by": "F. Keita", "headlines": [{"value": "Le pont"}], "descriptions": [{"role": "caption", "value": "Vu du sud"}, {"role": "creditline", "value": "AMAP"}],
             "renditions": [{"name": "web", "href": "/p/1", "contentType": "text/html"}, {"name": "a", "href": "/a.jpg", "width": 10, "height": 10}, {"name": "b", "href": "/b.jpg", "contentType": "image/jpeg", "width": 20, "height": 20, "sizeInBytes": 99}, {"name": "c"}]}
            """, new DocumentHints(Base: "https://paper.example/")).Item();

        Assert.Equal("https://paper.example/p/1", item.Link);
        Assert.Equal([new Media("https://paper.example/b.jpg", "image/jpeg", 99, null, "AMAP")], item.Media);
        Assert.Equal(("Le pont", "Vu du sud", null), (item.Headline, item.BodyHtml, item.SummaryHtml));
    }

    [Fact]
    public void An_association_without_a_file_is_another_piece()
    {
        var item = Pieces.Item("""
            "associations": [
              {"name": "Avant", "rel": "seeAlso", "uri": "urn:paper:0", "headlines": [{"value": "Avant"}]},
              {"name": "inReplyTo", "uri": "urn:other:7"},
              {"name": "photo", "uri": "urn:paper:photo", "type": "picture", "headlines": [{"value": "T"}], "descriptions": [{"role": "caption", "contentType": "text/html", "value": "<p>Vu du sud</p>"}, {"role": "altText", "value": "Un pont"}], "renditions": [{"name": "main", "href": "https://paper.example/p.jpg"}]}
            ]
            """);

        Assert.Equal([new RelatedPiece("seeAlso", "urn:paper:0", null)], item.Relations);
        Assert.Equal([new Antecedent("urn:other:7", null)], item.InReplyTo);
        Assert.Equal([new Media("https://paper.example/p.jpg", "image", null, "T", null, "Vu du sud", "Un pont")], item.Media);
        Assert.Equal("new", item.Signal);
    }

    [Theory]
    [InlineData("""{"type": "Point", "coordinates": [1e400, 2]}""")]
    [InlineData("""{"type": "Point", "coordinates": [2, 91]}""")]
    [InlineData("""{"type": "Point", "coordinates": ["1", "2"]}""")]
    [InlineData("""{"type": "Polygon", "coordinates": [[[1, 2]]]}""")]
    [InlineData("7")]
    public void A_place_that_is_no_point_keeps_its_name(string shape) =>
        Assert.Equal([new Location("Kayes")], Pieces.Item($$"""
            "places": [{"name": "Kayes", "geoJSON": {{shape}}}]
            """).Places);
}
