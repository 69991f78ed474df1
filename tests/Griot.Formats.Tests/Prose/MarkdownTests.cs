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

    // The parser looks at every open list at every line: a megabyte of this would take it a minute.
    [Theory]
    [InlineData("- ", "\n")]
    [InlineData("1. ", "\n")]
    [InlineData("+ - * ", " \t\n")]
    public void X19_lists_that_stay_open_over_endless_blank_lines_are_refused_unread(string marks, string blank)
    {
        var text = "# T\n\n" + string.Concat(Enumerable.Repeat(marks, 20)) + "x" + string.Concat(Enumerable.Repeat(blank, 50_000));

        Assert.Equal(IncidentCodes.TooLarge, Feeds.Open(text, Door).Read().Code());
    }

    [Theory]
    [InlineData("- ")]
    [InlineData("> ")]
    [InlineData("12) ")]
    [InlineData(">")]
    [InlineData("> - ")]
    public void X05_quotations_and_lists_a_thousand_deep_are_refused_unread(string marks)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("# T\n\n" + string.Concat(Enumerable.Repeat(marks, 5_000)) + "x");
        var document = FeedDocument.Open(bytes, Door);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = ItemReader.Read(document.Cuts[0].Bytes, document.Cuts[0].Context);

        Assert.Equal(IncidentCodes.TooDeep, reading.Incidents[0].Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    // 64 kB of this would be written out as a gigabyte.
    [Theory]
    [InlineData("[a]: https://a.example/{0}\n\n", "[a] ")]
    [InlineData("[a]: https://a.example/ '{0}'\n\n", "[x][a]\n\n")]
    [InlineData("[a]: <https://a.example/{0}>\n\n", "![a]\n\n")]
    public void X04_an_address_that_is_named_once_and_used_a_thousand_times_is_refused(string named, string used)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("# T\n\n" + named.Replace("{0}", new string('é', 20_000)) + string.Concat(Enumerable.Repeat(used, 1_000)));
        var document = FeedDocument.Open(bytes, Door);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = ItemReader.Read(document.Cuts[0].Bytes, document.Cuts[0].Context);

        Assert.Equal(IncidentCodes.TooLarge, reading.Incidents[0].Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 1024 * 1024);
        Assert.Equal(IncidentCodes.UnsupportedContent, Feeds.Open(System.Text.Json.JsonSerializer.Serialize(new { uri = "urn:1", bodies = new[] { new { contentType = "text/markdown", value = System.Text.Encoding.UTF8.GetString(bytes) } } })).Read().Code());
    }

    [Fact]
    public void Lists_twenty_deep_lines_across_the_page_and_an_address_used_often_are_read()
    {
        var nested = string.Concat(Enumerable.Range(0, 20).Select(depth => new string(' ', 2 * depth) + "- point\n\n"));
        var line = string.Concat(Enumerable.Repeat("- ", 200)) + "\n\n";
        var links = "[p]: https://a.example/2026/11/un-titre-assez-long-pour-une-adresse 'Le pont'\n\n" + string.Concat(Enumerable.Repeat("Voir [le pont][p].\n\n", 500));

        var html = Feeds.Open("# T\n\n" + nested + "Texte.\n\n" + line + links + string.Concat(Enumerable.Repeat("> 1. cité\n>    2. encore\n\n", 2_000)), Door).Item().BodyHtml!;

        Assert.Equal(20, html.Split("point").Length - 1);
        Assert.Contains("<hr />", html);
        Assert.Equal(500, html.Split("/un-titre-assez-long-pour-une-adresse").Length - 1);
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
