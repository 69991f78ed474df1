namespace Griot.Formats.Tests.Ninjs;

/// <summary>A package is its items, each on its own, with their order and roles.</summary>
public sealed class NinjsPackageTests
{
    private const string Main = """{"uri": "urn:m", "type": "text", "headline": "Main", "body_text": "A"}""";
    private const string Side = """{"uri": "urn:s", "type": "text", "headline": "Side", "body_text": "B"}""";

    [Theory]
    [InlineData($$$"""{"uri": "urn:p", "type": "composite", "headline": "Package", "associations": {"main": {{{Main}}}, "sidebar": {{{Side}}}, "logo": null}}""")]
    [InlineData($$$"""{"guid": "urn:p", "type": "composite", "versioncreated": "2026-11-05T08:15:00Z", "associations": {"main": [{{{Main}}}], "sidebar": [{{{Side}}}]}}""")]
    public void Its_items_are_cut_exactly_and_know_their_place(string package)
    {
        var document = Feeds.Open(package);

        Assert.Equal([Main, Side], document.Cuts.Select(cut => cut.Text()));
        Assert.Equal(["Main", "Side"], [document.Item(0).Headline, document.Item(1).Headline]);
        Assert.Equal([new RelatedPiece("partOf", "urn:p", null, "main", 1)], document.Item(0).Relations);
        Assert.Equal([new RelatedPiece("partOf", "urn:p", null, "sidebar", 2)], document.Item(1).Relations);
    }

    [Fact]
    public void In_3_x_the_role_is_the_relation_else_the_name()
    {
        var document = Feeds.Open("""
            {"uri": "urn:p", "type": "composite", "associations": [{"name": "A", "rel": "main", "uri": "urn:a", "headlines": [{"value": "A"}]}, {"name": "B", "uri": "urn:b", "bodies": [{"value": "B"}]}]}
            """);

        Assert.Equal([("main", 1), ("B", 2)], document.Cuts.Select((_, index) => (document.Item(index).Relations[0].Role, document.Item(index).Relations[0].Order ?? 0)));
    }

    [Fact]
    public void A_package_in_a_package_and_in_a_list_is_its_items_too()
    {
        var inner = $$"""{"uri": "urn:inner", "type": "composite", "headline": "I", "associations": {"main": {{Main}} } }""";
        var document = Feeds.Open($$"""[{{Side}}, {"uri": "urn:outer", "type": "composite", "associations": {"part": {{inner}} } }]""");

        Assert.Equal(["urn:s", "urn:m"], document.Cuts.Select((_, index) => document.Item(index).Id));
        Assert.Empty(document.Item(0).Relations);
        Assert.Equal("urn:inner", document.Item(1).Relations[0].Id);
    }

    [Fact]
    public void An_article_with_its_pictures_is_no_package_though_it_is_called_composite()
    {
        var document = Feeds.Open($$"""{"uri": "urn:a", "type": "composite", "body_text": "Own words", "associations": {"photo": {"uri": "urn:f", "headline": "F", "renditions": {"x": {"href": "https://a.example/f.jpg"} } } } }""");

        Assert.Equal("urn:a", document.Item().Id);
        Assert.Equal("https://a.example/f.jpg", Assert.Single(document.Item().Media).Url);
    }

    [Fact]
    public void A_package_of_references_alone_is_a_piece_with_links()
    {
        var item = Feeds.Open("""{"uri": "urn:p", "type": "composite", "headline": "P", "associations": {"main": {"uri": "urn:a", "type": "text"} } }""").Item();

        Assert.Equal([new RelatedPiece("main", "urn:a", null)], item.Relations);
    }

    [Fact]
    public void D05_packages_nested_without_end_are_bounded()
    {
        var nested = "{\"uri\": \"urn:x\", \"headline\": \"x\"}";
        for (var i = 0; i < 200; i++) nested = $$"""{"uri": "urn:{{i}}", "type": "composite", "headline": "h", "associations": {"a": {{nested}} } }""";

        Assert.Single(Feeds.Open(nested).Cuts);
    }
}
