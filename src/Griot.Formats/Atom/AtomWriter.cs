using System.Xml;
using Griot.Formats.Outgoing;

namespace Griot.Formats.Atom;

/// <summary>
/// Writes Atom (RFC 4287) with <c>atom:source</c> in every entry, so that the provider stays named where entries are
/// mixed with others, and tombstones (RFC 6721) for what has gone.
/// </summary>
public static class AtomWriter
{
    public const string MediaType = "application/atom+xml";

    private const string Atom = FeedXml.Atom;

    /// <summary>The document, in UTF-8.</summary>
    public static byte[] Write(OutgoingFeed feed) => FeedXml.Document(xml => xml.Group(null, "feed", Atom, () =>
    {
        xml.Namespace("at", FeedXml.Tombstones);
        xml.Namespace("griot", FeedXml.Griot);
        xml.Namespace("thr", FeedXml.Threading);
        xml.LanguageAttribute(feed.Language);
        Head(xml, feed);
        foreach (var gone in feed.Tombstones) Tombstone(xml, gone);
        foreach (var entry in feed.Entries) xml.Group(null, "entry", Atom, () => Entry(xml, entry));
    }));

    private static void Head(FeedXml xml, OutgoingFeed feed)
    {
        xml.Text(null, "id", Atom, feed.Id);
        xml.Text(null, "title", Atom, feed.Title);
        xml.Text(null, "updated", Atom, WireText.Rfc3339(feed.Updated));
        Person(xml, null, "author", Atom, feed.Operator);
        xml.Link(null, "alternate", feed.Home, "text/html");
        xml.Documents(null, feed, MediaType);
        xml.Text(null, "generator", Atom, "Griot");
    }

    private static void Entry(FeedXml xml, OutgoingEntry entry)
    {
        xml.LanguageAttribute(entry.Language);
        xml.Text(null, "id", Atom, entry.Id);
        xml.Text(null, "title", Atom, entry.Title);
        xml.Text(null, "published", Atom, WireText.Rfc3339(entry.Published));
        xml.Text(null, "updated", Atom, WireText.Rfc3339(entry.Updated));
        // An entry has to have an author. Where the delivery names nobody else, the provider speaks for itself.
        foreach (var name in entry.Authors.DefaultIfEmpty(entry.Source.Name)) Person(xml, null, "author", Atom, name);
        xml.Link(null, "alternate", entry.Link, "text/html", entry.Language);
        if (entry.Original is { } original) xml.Link(null, "via", original);
        xml.Thread(null, entry);
        foreach (var media in entry.Enclosures) Enclosure(xml, media);
        foreach (var category in entry.Categories) Category(xml, category);
        xml.TextIfAny(null, "rights", Atom, entry.Rights);
        xml.TextIfAny(null, "summary", Atom, entry.Summary);
        if (entry.ContentHtml is { } html) Content(xml, html);
        Source(xml, entry.Source);
        if (entry.Seal is { } seal) xml.Seal(entry.Source, seal);
    }

    private static void Tombstone(FeedXml xml, OutgoingTombstone gone) =>
        xml.Group("at", "deleted-entry", FeedXml.Tombstones, () =>
        {
            xml.Attribute("ref", gone.Ref);
            xml.Attribute("when", WireText.Rfc3339(gone.When));
            Person(xml, "at", "by", FeedXml.Tombstones, gone.By);
            xml.Text("at", "comment", FeedXml.Tombstones, gone.Comment);
            xml.Link(null, "alternate", gone.Link, "text/html");
            Source(xml, gone.Source);
            xml.Seal(gone);
        });

    private static void Content(FeedXml xml, string html) => xml.Group(null, "content", Atom, () =>
    {
        xml.Attribute("type", "html");
        xml.String(html);
    });

    private static void Source(FeedXml xml, OutgoingSource source) => xml.Group(null, "source", Atom, () =>
    {
        xml.Text(null, "id", Atom, source.Urn);
        xml.Text(null, "title", Atom, source.Name);
        xml.Link(null, "alternate", source.Page, "text/html");
    });

    private static void Enclosure(FeedXml xml, OutgoingMedia media) => xml.Group(null, "link", Atom, () =>
    {
        xml.Attribute("rel", "enclosure");
        xml.Attribute("type", media.Type);
        xml.Attribute("length", media.Length is { } length ? XmlConvert.ToString(length) : null);
        xml.Attribute("title", media.AlternativeText ?? media.Caption ?? media.Title);
        xml.Attribute("href", media.Url);
    });

    private static void Category(FeedXml xml, OutgoingCategory category) => xml.Group(null, "category", Atom, () =>
    {
        xml.Attribute("term", category.Term);
        if (WireText.IsUri(category.Scheme)) xml.Attribute("scheme", category.Scheme);
        xml.Attribute("label", category.Label);
    });

    private static void Person(FeedXml xml, string? prefix, string role, string space, string name) =>
        xml.Group(prefix, role, space, () => xml.Text(null, "name", Atom, name));
}
