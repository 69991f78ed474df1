namespace Griot.Formats.Tests.Prose;

public sealed class MarkdownTests
{
    private static readonly DocumentHints Door = new("text/markdown", TakesProse: true);

    [Fact]
    public void Front_matter_says_what_the_text_does_not()
    {
        var item = Feeds.Open("""
            ---
            # what the newsroom's editor writes
            title: "Le pont: \"enfin\""   # the headline
            author: [Awa Koné, 'F. d''Arc']
            date: 2026-11-05 08:15:00 +0100
            lang: fr
            id: pont-1
            tags:
              - transports
              - "Kayes, Mali"
            embargo: 2027-01-01T06:00:00Z
            expires: 2028-01-01T06:00:00Z
            signal: correction
            layout: post
            draft:
            ---

            Un *texte*.

            - a
            - b
            """, Door).Item();

        Assert.Equal(("Le pont: \"enfin\"", "fr", "pont-1"), (item.Headline, item.Language, item.Id));
        Assert.Equal(["Awa Koné", "F. d'Arc"], item.Byline);
        Assert.Equal(["transports", "Kayes, Mali"], item.Categories.Select(category => category.Term));
        Assert.Equal(("embargoed", "correction"), (item.Status, item.Signal));
        Assert.Equal(new DateTimeOffset(2026, 11, 5, 8, 15, 0, TimeSpan.FromHours(1)), item.Published);
        Assert.Equal((new DateTimeOffset(2027, 1, 1, 6, 0, 0, TimeSpan.Zero), new DateTimeOffset(2028, 1, 1, 6, 0, 0, TimeSpan.Zero)), (item.EmbargoedUntil, item.Expires));
        Assert.Equal("<p>Un <em>texte</em>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n", item.BodyHtml);
    }

    [Theory]
    [InlineData("# Titre *de* la pièce\n\nTexte.", "Titre de la pièce", "<p>Texte.</p>\n")]
    [InlineData("Texte sans titre.", null, "<p>Texte sans titre.</p>\n")]
    [InlineData("---\ntitle: A\n---\n# A\n\nTexte.", "A", "<p>Texte.</p>\n")]
    [InlineData("---\ntitle: A\n---\n# B\n\nTexte.", "A", "<h1>B</h1>\n<p>Texte.</p>\n")]
    [InlineData("---\n\nTexte.", null, "<hr />\n<p>Texte.</p>\n")]
    [InlineData("\uFEFF---\r\ntitle: A\r\n...\r\nTexte.", "A", "<p>Texte.</p>\n")]
    public void A_heading_at_the_top_is_the_headline_unless_front_matter_gives_another(string text, string? headline, string body)
    {
        var item = Feeds.Open(text, Door).Item();

        Assert.Equal((headline, body), (item.Headline, item.BodyHtml));
    }

    [Theory]
    [InlineData("embargo: |\n  2027-01-01")]
    [InlineData("title: &a x")]
    [InlineData("title: *a")]
    [InlineData("a:\n  b: c")]
    [InlineData("title: \"x")]
    [InlineData("title: \"x\" y")]
    [InlineData("title: \"\\u0041\"")]
    [InlineData("{title: x}")]
    [InlineData("title: {a: b}")]
    [InlineData("title: a\ntitle: b")]
    [InlineData("title: a\nheadline: b")]
    [InlineData("just words")]
    [InlineData("- a")]
    public void Front_matter_that_can_not_be_read_for_sure_refuses_the_piece(string matter)
    {
        Assert.Equal(IncidentCodes.UnreadableItem, Feeds.Open($"---\n{matter}\n---\nTexte.", Door).Read().Code());
        Assert.Equal(IncidentCodes.UnreadableItem, Feeds.Open($"---\n{matter}\nTexte without an end of the header.", Door).Read().Code());
    }

    [Theory]
    [InlineData("embargo:")]
    [InlineData("embargo: []")]
    [InlineData("embargo: soon")]
    [InlineData("embargoedUntil: \"\"")]
    public void An_embargo_without_a_date_holds_without_end(string matter)
    {
        var item = Feeds.Open($"---\n{matter}\n---\nTexte.", Door).Item();

        Assert.Equal(("embargoed", null as DateTimeOffset?), (item.Status, item.EmbargoedUntil));
    }

    // The parser's work grows with the square of the marks in a paragraph: 5 MB of one of these would take it hours.
    [Theory]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("**a")]
    [InlineData("_a ")]
    [InlineData("*a_")]
    [InlineData("[a](")]
    [InlineData("[a]: b\n")]
    [InlineData("|a\n")]
    [InlineData("<a ")]
    [InlineData("`` ` ")]
    public void X19_a_paragraph_of_nothing_but_marks_is_refused_unread(string marks)
    {
        var text = string.Concat(Enumerable.Repeat(marks, 5_000_000 / marks.Length));

        Assert.Equal(IncidentCodes.TooLarge, Feeds.Open("# T\n\n" + text, Door).Read().Code());
        Assert.Equal(IncidentCodes.UnsupportedContent, Feeds.Open(System.Text.Json.JsonSerializer.Serialize(new { uri = "urn:1", bodies = new[] { new { contentType = "text/markdown", value = text } } })).Read().Code());
    }

    [Fact]
    public void A_long_piece_with_many_marks_in_many_paragraphs_and_lists_is_read()
    {
        var text = string.Concat(Enumerable.Repeat("Un *mot* et [un lien](https://a.example/) dans un **paragraphe** `court`.\n\n* un\n* deux\n\n", 1_000));

        Assert.NotNull(Feeds.Open(text, Door).Item().BodyHtml);
    }

    [Fact]
    public void A_withdrawal_says_why()
    {
        var item = Feeds.Open("---\nid: p-1\nsignal: withdrawal\n---\nErreur.", Door).Item();

        Assert.Equal(("withdrawal", "canceled", "<p>Erreur.</p>\n", null), (item.Signal, item.Status, item.SummaryHtml, item.BodyHtml));
    }

    [Fact]
    public void A_piece_of_the_house_still_begins_with_its_headline()
    {
        var context = new ItemContext { Format = "markdown", Encoding = "utf-8", FeedId = "urn:piece", Origin = "produced", FeedAuthors = ["A", "B"] };

        Assert.Equal(IncidentCodes.UnreadableItem, ItemReader.Read("---\ntitle: x\n---\nTexte."u8.ToArray(), context).Code());
        Assert.Equal(["A", "B"], ItemReader.Read("# T\n\nTexte."u8.ToArray(), context).Item!.Byline);
    }
}
