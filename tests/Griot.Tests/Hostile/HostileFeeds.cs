using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Griot.Tests.Hostile;

/// <summary>Feeds of which every item says one hostile text in every field that holds words, and one hostile address in every other.</summary>
internal static class HostileFeeds
{
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Media = "http://search.yahoo.com/mrss/";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    internal static string Rss(IReadOnlyList<string> texts, string more) => Written(new XElement("rss",
        new XAttribute("version", "2.0"), new XAttribute(XNamespace.Xmlns + "content", Content), new XAttribute(XNamespace.Xmlns + "dc", Dc), new XAttribute(XNamespace.Xmlns + "media", Media),
        new XElement("channel", new XElement("title", texts[0]), new XElement("link", "https://evil.example/"), new XElement("description", texts[0]), new XElement("language", "fr"),
            texts.Select((text, index) => new XElement("item",
                new XElement("guid", new XAttribute("isPermaLink", "false"), $"{index} {text}"),
                new XElement("title", text),
                new XElement("link", Address(index)),
                new XElement("description", text),
                new XElement(Content + "encoded", more + text),
                new XElement(Dc + "creator", text),
                new XElement(Dc + "rights", text),
                new XElement("category", new XAttribute("domain", Address(index + 1)), text),
                new XElement("source", new XAttribute("url", Address(index + 2)), text),
                new XElement("enclosure", new XAttribute("url", Address(index + 3)), new XAttribute("type", text), new XAttribute("length", "1")),
                new XElement("enclosure", new XAttribute("url", "https://evil.example/a.svg"), new XAttribute("type", "image/svg+xml"), new XAttribute("length", "1")),
                Picture(text, "https://evil.example/picture.jpg"), Picture(text, Address(index + 4)))))));

    internal static string AtomFeed(IReadOnlyList<string> texts, string more) => Written(new XElement(Atom + "feed",
        new XElement(Atom + "id", "urn:evil"), new XElement(Atom + "title", new XAttribute("type", "html"), texts[0]), new XElement(Atom + "updated", "2026-11-01T00:00:00Z"), new XElement(Atom + "rights", texts[0]),
        texts.Select((text, index) => new XElement(Atom + "entry",
            new XElement(Atom + "id", $"{index} {text}"),
            new XElement(Atom + "title", new XAttribute("type", index % 2 == 0 ? "html" : "text"), text),
            new XElement(Atom + "updated", "2026-11-02T00:00:00Z"),
            new XElement(Atom + "link", new XAttribute("href", Address(index)), new XAttribute("title", text)),
            new XElement(Atom + "link", new XAttribute("rel", "enclosure"), new XAttribute("type", text), new XAttribute("href", Address(index + 1))),
            new XElement(Atom + "author", new XElement(Atom + "name", text), new XElement(Atom + "uri", Address(index + 2)), new XElement(Atom + "email", text)),
            new XElement(Atom + "category", new XAttribute("term", text), new XAttribute("label", text), new XAttribute("scheme", Address(index + 3))),
            new XElement(Atom + "source", new XElement(Atom + "id", text), new XElement(Atom + "title", text), new XElement(Atom + "link", new XAttribute("href", Address(index + 4)))),
            new XElement(Atom + "summary", new XAttribute("type", "html"), text),
            new XElement(Atom + "content", new XAttribute("type", "html"), more + text)))));

    /// <summary>Withdraws what <see cref="AtomFeed"/> delivered, each piece with its text as the reason.</summary>
    internal static string AtomWithdrawals(IReadOnlyList<string> texts) => Written(new XElement(Atom + "feed", new XAttribute(XNamespace.Xmlns + "at", Tombstones),
        new XElement(Atom + "id", "urn:evil"), new XElement(Atom + "title", texts[0]), new XElement(Atom + "updated", "2026-11-03T00:00:00Z"),
        texts.Select((text, index) => new XElement(Tombstones + "deleted-entry", new XAttribute("ref", $"{index} {text}"), new XAttribute("when", "2026-11-03T00:00:00Z"),
            new XElement(Tombstones + "by", new XElement(Atom + "name", text)), new XElement(Tombstones + "comment", text)))));

    internal static string Json(IReadOnlyList<string> texts, string more) => new JsonObject
    {
        ["version"] = "https://jsonfeed.org/version/1.1",
        ["title"] = texts[0],
        ["items"] = new JsonArray([.. texts.Select((text, index) => new JsonObject
        {
            ["id"] = $"{index} {text}\u0000\u0001\u0085\uFEFF",
            ["url"] = Address(index),
            ["title"] = text + "\u0000\u0001\u0085\uFEFF",
            ["content_html"] = more + text,
            ["summary"] = text,
            ["authors"] = new JsonArray(new JsonObject { ["name"] = text, ["url"] = Address(index + 1), ["avatar"] = Address(index + 2) }),
            ["tags"] = new JsonArray(text),
            ["image"] = Address(index + 3),
            ["attachments"] = new JsonArray(new JsonObject { ["url"] = "https://evil.example/a.svg", ["mime_type"] = text, ["title"] = text }),
            ["_griot"] = new JsonObject { ["signal"] = text },
        })]),
    }.ToJsonString();

    private static string Address(int index) => HostileWords.Addresses[index % HostileWords.Addresses.Length];

    private static XElement Picture(string text, string address) => new(Media + "content", new XAttribute("url", address), new XAttribute("type", "image/jpeg"),
        new XElement(Media + "title", text), new XElement(Media + "description", new XAttribute("type", "html"), text), new XElement(Media + "credit", text));

    private static string Written(XElement root) => "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + root.ToString(SaveOptions.DisableFormatting);
}
