namespace Griot.Formats.Tests.Values;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("fr_FR", "fr-FR")]
    [InlineData("EN-us", "en-US")]
    [InlineData("French", "fr")]
    [InlineData("FRA", "fr")]
    [InlineData("pcm", "pcm")]
    [InlineData("fr-ML", "fr-ML")]
    [InlineData("zh-hant-tw", "zh-Hant-TW")]
    [InlineData("sr_Latn_RS-x-Mine", "sr-Latn-RS-x-mine")]
    [InlineData("very strange!", "very strange!")]
    [InlineData("", null)]
    public void A_language_is_normalised_where_it_can_be_read(string delivered, string? tag) =>
        Assert.Equal(tag, Feeds.RssItem($"<dc:language>{delivered}</dc:language>").Language);

    [Fact]
    public void The_feeds_language_is_inherited()
    {
        var document = Feeds.Open(Feeds.Rss("<item><guid>1</guid></item><item xml:lang='bm'><guid>2</guid></item>", "<language>fr_ML</language>"));

        Assert.Equal(("fr-ML", "bm"), (document.Item(0).Language, document.Item(1).Language));
    }
}
