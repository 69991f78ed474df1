using System.Text;
using Griot.Record;

namespace Griot.Ingest.Tests.Items;

/// <summary>What modules say of a piece, in its record.</summary>
public sealed class ModuleTests
{
    private const string Licence = "https://creativecommons.org/licenses/by/4.0/";

    [Theory]
    [InlineData("", "", null)]
    [InlineData("<dc:rights>© Kayes</dc:rights>", "", "© Kayes")]
    [InlineData($"<cc:license rdf:resource='{Licence}'/>", "", Licence)]
    [InlineData($"<cc:license rdf:resource='{Licence}'/>", "<copyright>© Kayes</copyright>", $"© Kayes\n{Licence}")]
    [InlineData("<dc:rights>© Kayes</dc:rights>", $"<cc:license rdf:resource='{Licence}'/>", $"© Kayes\n{Licence}")]
    [InlineData($"<dc:rights>CC BY, {Licence}</dc:rights><cc:license rdf:resource='{Licence}'/>", "", $"CC BY, {Licence}")]
    [InlineData($"<dc:rights>© Kayes</dc:rights><cc:license>{Licence}</cc:license><cc:license>Or ask us</cc:license>", "", $"© Kayes\n{Licence}\nOr ask us")]
    public async Task Rights_and_licences_are_terms_and_neither_stands_for_the_other(string item, string channel, string? terms)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feed(Feeds.Item("1", more: item), channel));

        var entry = Assert.Single(world.Versions("1"));
        Assert.Equal(terms, world.RecordOf(entry).UsageTerms);
        Assert.Equal(terms, Summary.Parse(world.Store.Content(entry.Index, Part.Summary)).UsageTerms);
    }

    [Fact]
    public async Task Places_and_answered_pieces_are_sealed_as_the_words_of_the_field_have_them()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feed(Feeds.Item("1", more: "<georss:point>14.45 -11.44</georss:point><georss:featurename>Kayes</georss:featurename><thr:in-reply-to ref='tag:b' href='https://b.example/7'/>") + Feeds.Item("2")));

        var said = Sealed(world, "1");
        Assert.Contains("""
            "places":[{"name":"Kayes","geoJSON":{"coordinates":[-11.44,14.45],"type":"Point"}}]
            """, said, StringComparison.Ordinal);
        Assert.Contains("""
            "relations":[{"rel":"inReplyTo","uri":"tag:b","link":"https://b.example/7"}]
            """, said, StringComparison.Ordinal);
        Assert.Equal(said, Encoding.UTF8.GetString(ArticleRecord.Parse(Encoding.UTF8.GetBytes(said)).ToBytes()));
        Assert.DoesNotContain("places", Sealed(world, "2"), StringComparison.Ordinal);
        Assert.DoesNotContain("relations", Sealed(world, "2"), StringComparison.Ordinal);
    }

    private static string Sealed(World world, string uri) => Encoding.UTF8.GetString(world.Store.Content(Assert.Single(world.Versions(uri)).Index, Part.Record)!);

    private static string Feed(string items, string channel = "") =>
        "<rss version='2.0' xmlns:cc='http://web.resource.org/cc/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:georss='http://www.georss.org/georss' xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        + $"<channel><title>Kayes</title><link>https://kayes.example/</link>{channel}{items}</channel></rss>";
}
