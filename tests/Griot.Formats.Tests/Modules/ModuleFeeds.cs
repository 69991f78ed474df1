namespace Griot.Formats.Tests.Modules;

/// <summary>The same item with the same modules in every XML format.</summary>
internal static class ModuleFeeds
{
    private const string Namespaces = """
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://web.resource.org/cc/" xmlns:ns="http://creativecommons.org/ns#"
        xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#"
        xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:source="http://source.scripting.com/"
        xmlns:a="http://www.w3.org/2005/Atom"
        """;

    public static string[] Formats { get; } = ["rss", "rdf", "atom"];

    /// <param name="format">Which format.</param>
    /// <param name="inside">Elements of the item.</param>
    /// <param name="feed">Elements of the feed.</param>
    public static FeedDocument Open(string format, string inside, string feed = "")
    {
        var document = Feeds.Open(format switch
        {
            "rss" => $"<rss version='2.0' {Namespaces}><channel><title>F</title><link>https://a.example/</link>{feed}<item><guid>1</guid><title>T</title>{inside}</item></channel></rss>",
            "rdf" => $"<rdf:RDF xmlns='http://purl.org/rss/1.0/' {Namespaces}><channel rdf:about='https://a.example/f'><title>F</title><link>https://a.example/</link>{feed}</channel><item rdf:about='1'><title>T</title>{inside}</item></rdf:RDF>",
            _ => $"<feed xmlns='http://www.w3.org/2005/Atom' {Namespaces}><title>F</title><id>f</id><link href='https://a.example/'/>{feed}<entry><id>1</id><title>T</title>{inside}</entry></feed>",
        });
        Assert.Equal(format, document.Format);
        return document;
    }

    public static FeedItem Item(string format, string inside, string feed = "") => Open(format, inside, feed).Item();
}
