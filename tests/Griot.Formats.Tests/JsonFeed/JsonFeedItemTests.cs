namespace Griot.Formats.Tests.JsonFeed;

public sealed class JsonFeedItemTests
{
    [Fact]
    public void An_item_is_read_with_everything_that_it_holds()
    {
        var document = Feeds.Open(Feeds.JsonFeed("""
            {"id": 17, "url": "/n/17", "title": "Use of <script> &amp; <b>tags</b>", "content_html": "<p>a</p>", "summary": "s < t",
             "date_published": "2026-11-05T08:15:00Z", "date_modified": "2026-11-05T09:15:00Z", "tags": ["water"], "language": "pt_BR",
             "image": "https://ministry.example/i.jpg", "authors": [{"name": "Ana"}, {"url": "https://b.example/"}],
             "attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9, "title": "Som"}]}
            """));

        var item = document.Item();

        Assert.Equal("jsonfeed", document.Format);
        Assert.Equal("Ministry", document.Feed.Title);
        Assert.Equal("17", item.Id);
        Assert.Equal("https://ministry.example/n/17", item.Link);
        Assert.Equal("Use of <script> & tags", item.Headline);
        Assert.Equal(("<p>a</p>", "s &lt; t"), (item.BodyHtml, item.SummaryHtml));
        Assert.Equal(["Ana", "https://b.example/"], item.Byline);
        Assert.Equal("pt-BR", item.Language);
        Assert.Equal([new Category("water")], item.Categories);
        Assert.Equal(
            [new Media("https://ministry.example/i.jpg", "image"), new Media("https://ministry.example/a.mp3", "audio/mpeg", 9, "Som")], item.Media);
    }

    [Theory]
    [InlineData("""{"id": "  "}""")]
    [InlineData("""{"title": "no id"}""")]
    [InlineData("""{"id": null}""")]
    public void An_item_with_a_blank_id_is_not_read(string item) =>
        Assert.Equal(IncidentCodes.NoIdentity, Feeds.Open(Feeds.JsonFeed(item)).Read().Code());

    [Fact]
    public void A_member_that_is_no_object_is_cut_and_not_readable()
    {
        var document = Feeds.Open(Feeds.JsonFeed("""42, {"id": "1"}, null"""));

        Assert.Equal(3, document.Cuts.Count);
        Assert.Equal(IncidentCodes.UnreadableItem, document.Read(0).Code());
        Assert.Equal("1", document.Item(1).Id);
    }

    [Fact]
    public void Of_two_members_of_one_name_the_last_counts()
    {
        var document = Feeds.Open("""
            {"version": "https://jsonfeed.org/version/1", "title": "A", "items": [{"id": "1"}], "title": "B", "it\u0065ms": [{"id": "2", "id": "3"}]}
            """);

        Assert.Equal("B", document.Feed.Title);
        Assert.Equal("3", document.Item().Id);
        Assert.Single(document.Cuts);
    }

    [Fact]
    public void Text_becomes_html_by_blocks() =>
        Assert.Equal("<p>a &lt; b\nc</p>\n<p>d</p>\n", Feeds.JsonItem(""", "content_text": "a < b\nc\n\n  \r\nd" """).BodyHtml);

    [Fact]
    public void Only_members_of_the_top_levels_items_are_cut()
    {
        var document = Feeds.Open(Feeds.JsonFeed("""{"id": "1", "items": [{"id": "no"}]}""", """, "_x": {"items": [{"id": "no"}]}, "t\"": "items\": [" """));

        Assert.Equal("1", document.Item().Id);
        Assert.Single(document.Cuts);
    }

    [Theory]
    [InlineData("\"1.0\"")]
    [InlineData("\"1.1\"")]
    [InlineData("1")]
    public void A_version_may_be_a_bare_number(string version) =>
        Assert.Equal("1", Feeds.Open($$"""{"version": {{version}}, "items": [{"id": "1"}]}""").Item().Id);

    [Theory]
    [InlineData("""{"a": 1}""")]
    [InlineData("""{"version": "2", "items": []}""")]
    [InlineData("""{"version": "1.0"}""")]
    [InlineData("""{"version": "10", "items": []}""")]
    public void Other_json_is_no_feed(string json) =>
        Assert.Equal(IncidentCodes.NotAFeed, Assert.Single(Feeds.Open(json).Incidents).Code);

    [Fact]
    public void Comments_between_values_and_raw_line_ends_in_texts_cost_no_item()
    {
        var document = Feeds.Open(
            "{ /* made by hand */ \"version\": \"https://jsonfeed.org/version/1\", \"title\": \"T\", // the \"items\"\n" +
            "\"items\": [ // first\n {\"id\": \"1\", \"content_text\": \"a\nb\\tc\td\"}, /* second */ {\"id\": \"2\", \"content_text\": \"e\"} ]}");

        Assert.Equal(("2", "e"), (document.Item(1).Id, document.Item(1).BodyHtml));
        Assert.StartsWith("a\n", document.Item().BodyHtml, StringComparison.Ordinal);
        Assert.Empty(document.Incidents);
    }
}
