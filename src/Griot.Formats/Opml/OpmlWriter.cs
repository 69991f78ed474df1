using Griot.Formats.Outgoing;

namespace Griot.Formats.Opml;

/// <summary>A provider of a list of subscriptions that the house writes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Home">Its site, or null.</param>
/// <param name="Languages">BCP 47; may be empty.</param>
/// <param name="Description">What it says of itself, or null.</param>
/// <param name="Feeds">Addresses of its feeds; may be empty.</param>
/// <param name="Said">What only Griot says of it, by the local names of <c>urn:griot:1</c>: kind, capacity, country and the like.</param>
public sealed record OpmlProvider(
    string Name, string? Home, IReadOnlyList<string> Languages, string? Description, IReadOnlyList<string> Feeds, IReadOnlyList<KeyValuePair<string, string?>> Said);

/// <summary>
/// Writes OPML 2.0. A provider with one feed is one outline that every reader of feeds understands; one with several, or
/// with none, is an outline around those of its feeds.
/// </summary>
public static class OpmlWriter
{
    /// <summary>The document, in UTF-8.</summary>
    public static byte[] Write(string title, IEnumerable<OpmlProvider> providers) => FeedXml.Document(xml => xml.Group(null, "opml", null, () =>
    {
        xml.Namespace("griot", FeedXml.Griot);
        xml.Attribute("version", "2.0");
        xml.Group(null, "head", null, () => xml.Text(null, "title", null, title));
        xml.Group(null, "body", null, () =>
        {
            foreach (var provider in providers) xml.Group(null, "outline", null, () => Outline(xml, provider));
        });
    }));

    private static void Outline(FeedXml xml, OpmlProvider provider)
    {
        xml.Attribute("text", provider.Name);
        if (provider.Feeds.Count == 1) Feed(xml, provider, provider.Feeds[0]);
        xml.Attribute("htmlUrl", provider.Home);
        xml.Attribute("language", provider.Languages.Count > 0 ? provider.Languages[0] : null);
        xml.Attribute("description", provider.Description);
        if (provider.Languages.Count > 1) xml.Attribute("griot", "languages", FeedXml.Griot, string.Join(' ', provider.Languages));
        foreach (var (name, value) in provider.Said) xml.Attribute("griot", name, FeedXml.Griot, value);
        if (provider.Feeds.Count == 1) return;
        foreach (var feed in provider.Feeds)
        {
            xml.Group(null, "outline", null, () =>
            {
                xml.Attribute("text", provider.Name);
                Feed(xml, provider, feed);
                xml.Attribute("htmlUrl", provider.Home);
            });
        }
    }

    private static void Feed(FeedXml xml, OpmlProvider provider, string address)
    {
        xml.Attribute("title", provider.Name);
        xml.Attribute("type", "rss");
        xml.Attribute("xmlUrl", address);
    }
}
