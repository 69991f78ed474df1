using System.Text;

namespace Griot.Formats.Tests.Prose;

public sealed class TextTests
{
    private static readonly DocumentHints Door = new("text/plain", TakesProse: true);

    [Fact]
    public void The_first_line_is_the_headline_and_blank_lines_part_paragraphs()
    {
        var document = Feeds.Open("\r\nLe pont rouvre\r\n\r\nAprès deux mois,\r\nle pont <de> Kayes.\r\n\r\nFin.\r\n", Door);
        var item = document.Item();

        Assert.Equal("text", document.Format);
        Assert.Equal("Le pont rouvre", item.Headline);
        Assert.Equal("<p>Après deux mois,\r\nle pont &lt;de&gt; Kayes.</p>\n<p>Fin.</p>\n", item.BodyHtml);
        Assert.Empty(item.Byline);
    }

    [Theory]
    [InlineData("Only one block\nof two lines.")]
    [InlineData("One line.")]
    [InlineData("Two lines\nof one block.\n\nAnd another.")]
    public void A_text_whose_first_line_does_not_stand_alone_has_no_headline(string text)
    {
        var item = Feeds.Open(text, Door).Item();

        Assert.Null(item.Headline);
        Assert.Contains(text.Split('\n')[0], item.BodyHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_block_is_read()
    {
        var item = Feeds.Open("Title: Le pont\nBy: Awa Koné\nLanguage: fr\nTags: a, b\nDate: 2026-11-05\nId: p-1\nEmbargo: 2027-01-01T00:00:00Z\n\nUn.\n\nDeux.", Door).Item();

        Assert.Equal(("Le pont", "fr", "p-1", "embargoed"), (item.Headline, item.Language, item.Id, item.Status));
        Assert.Equal(["Awa Koné"], item.Byline);
        Assert.Equal(["a", "b"], item.Categories.Select(category => category.Term));
        Assert.Equal("<p>Un.</p>\n<p>Deux.</p>\n", item.BodyHtml);
    }

    [Theory]
    [InlineData("By: Awa Koné\n\nUn.\n\nDeux.")]
    [InlineData("Title: a\nNote: b\n\nUn.\n\nDeux.")]
    [InlineData("Title: a\nTitle: b\n\nUn.\n\nDeux.")]
    [InlineData("Title: a\nBy: b\nUn.\n\nDeux.")]
    public void What_is_less_than_a_header_block_is_text(string text)
    {
        var item = Feeds.Open(text, Door).Item();

        Assert.Empty(item.Byline);
        foreach (var word in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Assert.Contains(word, item.Headline + "\n" + item.BodyHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void The_id_is_the_doors_else_the_headers_else_made_of_the_words()
    {
        const string headed = "Title: a\nId: own\n\nText.";

        Assert.Equal(("door", true), Known(Feeds.Open(headed, Door with { Id = "door" }).Item()));
        Assert.Equal(("own", true), Known(Feeds.Open(headed, Door).Item()));
        var (id, isOwn) = Known(Feeds.Open("A\n\nText.", Door).Item());
        Assert.StartsWith("griot:", id);
        Assert.False(isOwn);
        Assert.Equal(id, Feeds.Open("A\n\nText.", Door).Item().Id);
        Assert.NotEqual(id, Feeds.Open("B\n\nText.", Door).Item().Id);

        static (string, bool) Known(FeedItem item) => (item.Id, item.HasOwnId);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-8")]
    public void X10_the_delivery_is_the_whole_document_in_its_own_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("Été\n\nÀ Kayes.")];
        var document = Feeds.Open(bytes, Door);

        Assert.True(bytes.AsSpan().SequenceEqual(Assert.Single(document.Cuts).Bytes.Span));
        Assert.Equal(("Été", "À Kayes."), (document.Item().Headline, document.Item().BodyHtml));
    }

    [Theory]
    [InlineData("Please log in.", "text/plain", false, null, null)]
    [InlineData("Please log in.", null, true, null, null)]
    [InlineData("A text.", null, true, "https://p.example/a.txt?x=1", "text")]
    [InlineData("A text.", "application/octet-stream", true, "a.md", "markdown")]
    [InlineData("A text.", "text/markdown; charset=utf-8", true, null, "markdown")]
    [InlineData("A text.", "text/plain", true, "a.md", "markdown")]
    [InlineData("A text.", "image/png", true, "a.md", null)]
    [InlineData("<rss version='2.0'><channel><item><guid>1</guid></item></channel></rss>", "text/plain", true, null, "rss")]
    [InlineData("<html><body>Login</body></html>", "text/plain", true, null, null)]
    [InlineData("""{"uri": "urn:1", "headline": "a"}""", "text/plain", true, null, "ninjs")]
    [InlineData("""{"error": 1}""", "text/plain", true, null, null)]
    [InlineData("ABCDEFGH\0\0\0IJKL", "text/plain", true, null, null)]
    [InlineData("  \n ", "text/plain", true, null, null)]
    public void X17_prose_is_never_sniffed(string text, string? type, bool takesProse, string? address, string? format)
    {
        var document = Feeds.Open(text, new DocumentHints(type, address, TakesProse: takesProse));

        Assert.Equal(format, document.Format);
        if (format is null) Assert.Equal(IncidentCodes.NotAFeed, document.Incidents[0].Code);
    }

    [Fact]
    public void Whoever_says_that_it_is_text_has_it_read_as_that() =>
        Assert.Equal("&lt;b&gt; a", Feeds.Open("<b> a", new DocumentHints(Format: "text")).Item().BodyHtml);

    [Fact]
    public void X15_a_text_of_more_than_5_million_letters_is_refused_whole() =>
        Assert.Equal(IncidentCodes.TooLarge, Feeds.Open("A\n\n" + new string('a', 6_000_000), Door).Read().Code());
}
