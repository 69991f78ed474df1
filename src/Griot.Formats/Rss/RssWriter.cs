using System.Globalization;
using Griot.Formats.Outgoing;
using Griot.Record.Html;

namespace Griot.Formats.Rss;

/// <summary>
/// Writes RSS 2.0 with <c>content</c>, <c>dc</c> and Atom's <c>updated</c> and <c>link</c>, and <c>source</c> in every item. RSS has no word for a
/// withdrawal: tombstones are left to Atom.
/// </summary>
public static class RssWriter
{
    public const string MediaType = "application/rss+xml";

    /// <summary>The document, in UTF-8.</summary>
    public static byte[] Write(OutgoingFeed feed) => FeedXml.Document(xml => xml.Group(null, "rss", null, () =>
    {
        xml.Namespace("atom", FeedXml.Atom);
        xml.Namespace("content", FeedXml.Content);
        xml.Namespace("dc", FeedXml.DublinCore);
        xml.Namespace("griot", FeedXml.Griot);
        xml.Namespace("media", FeedXml.MediaRss);
        xml.Namespace("thr", FeedXml.Threading);
        xml.Attribute("version", "2.0");
        xml.Group(null, "channel", null, () => Channel(xml, feed));
    }));

    private static void Channel(FeedXml xml, OutgoingFeed feed)
    {
        Text(xml, "title", feed.Title);
        Text(xml, "link", feed.Home);
        Text(xml, "description", EscapedText.Of(WireText.Clean(feed.Title)));
        if (WireText.Language(feed.Language) is { } language) Text(xml, "language", language);
        Text(xml, "lastBuildDate", Rfc822(feed.Updated));
        Text(xml, "generator", "Griot");
        xml.Documents("atom", feed, MediaType);
        foreach (var entry in feed.Entries) xml.Group(null, "item", null, () => Item(xml, entry));
    }

    private static void Item(FeedXml xml, OutgoingEntry entry)
    {
        Text(xml, "title", entry.Title);
        Text(xml, "link", entry.Link);
        WithAttribute(xml, "guid", "isPermaLink", "false", entry.Id);
        Text(xml, "pubDate", Rfc822(entry.Published));
        xml.Text("atom", "updated", FeedXml.Atom, WireText.Rfc3339(entry.Updated));
        WithAttribute(xml, "source", "url", entry.Source.Feed ?? entry.Source.Page, entry.Source.Name);
        foreach (var name in entry.Authors) xml.Text("dc", "creator", FeedXml.DublinCore, name);
        xml.TextIfAny("dc", "language", FeedXml.DublinCore, WireText.Language(entry.Language));
        xml.TextIfAny("dc", "rights", FeedXml.DublinCore, entry.Rights);
        foreach (var category in entry.Categories) WithAttribute(xml, "category", "domain", category.Scheme, category.Term);
        if (entry.Original is { } original) xml.Link("atom", "via", original);
        // Nearly every reader shows a link to the comments of an item: questions and answers are what it leads to.
        if (entry.Replies is { } replies) Text(xml, "comments", replies.Page);
        xml.Thread("atom", entry);
        Files(xml, entry);
        // A description is read as HTML, an excerpt is plain text: what looks like a tag in it must not become one.
        if (entry.Summary is { } summary) Text(xml, "description", EscapedText.Of(WireText.Clean(summary)));
        if (entry.ContentHtml is { } html) xml.Text("content", "encoded", FeedXml.Content, html);
        if (entry.Seal is { } seal) xml.Seal(entry.Source, seal);
    }

    // RSS 2.0 has one enclosure, and asks for a length even where nobody knows it. All of them stand in Media RSS.
    private static void Files(FeedXml xml, OutgoingEntry entry)
    {
        if (entry.Enclosures.FirstOrDefault() is { } first)
            xml.Group(null, "enclosure", null, () =>
            {
                xml.Attribute("url", first.Url);
                xml.Attribute("length", (first.Length ?? 0).ToString(CultureInfo.InvariantCulture));
                xml.Attribute("type", first.Type);
            });
        foreach (var media in entry.Enclosures) xml.Group("media", "content", FeedXml.MediaRss, () => Media(xml, media));
    }

    private static void Media(FeedXml xml, OutgoingMedia media)
    {
        xml.Attribute("url", media.Url);
        xml.Attribute("type", media.Type);
        xml.Attribute("medium", media.Type?.StartsWith("image/", StringComparison.Ordinal) == true ? "image" : "document");
        xml.Attribute("fileSize", media.Length?.ToString(CultureInfo.InvariantCulture));
        xml.TextIfAny("media", "title", FeedXml.MediaRss, media.Title);
        xml.TextIfAny("media", "description", FeedXml.MediaRss, media.AlternativeText ?? media.Caption);
        xml.TextIfAny("media", "credit", FeedXml.MediaRss, media.Credit);
    }

    private static void Text(FeedXml xml, string name, string text) => xml.Text(null, name, null, text);

    private static void WithAttribute(FeedXml xml, string name, string attribute, string? value, string text) =>
        xml.Group(null, name, null, () =>
        {
            xml.Attribute(attribute, value);
            xml.String(text);
        });

    private static string Rfc822(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
}
