using System.Text;

namespace Griot.Formats.Tests;

/// <summary>Feeds of the tests' own making, and short ways through the room's door.</summary>
internal static class Feeds
{
    public static FeedDocument Open(string text, DocumentHints? hints = null) => Open(Encoding.UTF8.GetBytes(text), hints);

    public static FeedDocument Open(byte[] bytes, DocumentHints? hints = null) => FeedDocument.Open(bytes, hints ?? new DocumentHints());

    public static ItemReading Read(this FeedDocument document, int index = 0) =>
        ItemReader.Read(document.Cuts[index].Bytes, document.Cuts[index].Context);

    public static FeedItem Item(this FeedDocument document, int index = 0)
    {
        var reading = document.Read(index);
        Assert.True(reading.Item is not null, string.Join("; ", reading.Incidents));
        return reading.Item;
    }

    public static string Code(this ItemReading reading) => Assert.Single(reading.Incidents).Code;

    public static string Rss(string items, string channel = "", string root = "") => $"""
        <?xml version="1.0"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" {root}>
        <channel><title>Le Courrier</title><link>https://courrier.example/</link><description>News</description>{channel}
        {items}
        </channel></rss>
        """;

    public static string Atom(string entries, string feed = "", string root = "") => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" {root}>
        <title>Radio Fleuve</title><id>tag:fleuve.example,2026:feed</id><updated>2026-11-01T10:00:00Z</updated>
        <link href="https://fleuve.example/"/>{feed}
        {entries}
        </feed>
        """;

    public static string JsonFeed(string items, string feed = "") =>
        $$"""{"version": "https://jsonfeed.org/version/1.1", "title": "Ministry", "home_page_url": "https://ministry.example/"{{feed}}, "items": [{{items}}]}""";

    public static FeedItem RssItem(string inside) => Open(Rss($"<item><guid>1</guid>{inside}</item>")).Item();

    public static FeedItem AtomEntry(string inside) => Open(Atom($"<entry><id>e1</id>{inside}</entry>")).Item();

    public static FeedItem JsonItem(string inside) => Open(JsonFeed($$"""{"id": "1"{{inside}}}""")).Item();
}
