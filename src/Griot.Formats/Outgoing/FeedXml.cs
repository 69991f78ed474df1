using System.Text;
using System.Xml;
using Griot.Record;

namespace Griot.Formats.Outgoing;

/// <summary>
/// What the XML feeds of the house share: namespaces, elements, links and the seal. All text goes through
/// <see cref="WireText.Clean"/>, so the writer beneath, which refuses what XML can't carry, never has to.
/// </summary>
internal sealed class FeedXml(XmlWriter xml)
{
    internal const string Atom = "http://www.w3.org/2005/Atom";
    internal const string Tombstones = "http://purl.org/atompub/tombstones/1.0";
    internal const string History = "http://purl.org/syndication/history/1.0";
    internal const string DublinCore = "http://purl.org/dc/elements/1.1/";
    internal const string MediaRss = "http://search.yahoo.com/mrss/";
    internal const string Content = "http://purl.org/rss/1.0/modules/content/";

    /// <summary>Threading (RFC 4685).</summary>
    internal const string Threading = "http://purl.org/syndication/thread/1.0";

    /// <summary>The namespace of what only Griot says: the seal, and the provider's kind and capacity.</summary>
    internal const string Griot = "urn:griot:1";

    private static readonly XmlWriterSettings Form = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        // A carriage return would not survive the reader's line end rule as itself.
        NewLineHandling = NewLineHandling.Entitize,
    };

    internal static byte[] Document(Action<FeedXml> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Form)) write(new FeedXml(xml));
        return bytes.ToArray();
    }

    /// <summary>An element with others in it.</summary>
    internal void Group(string? prefix, string name, string? space, Action inside)
    {
        xml.WriteStartElement(prefix, name, space);
        inside();
        xml.WriteEndElement();
    }

    internal void Text(string? prefix, string name, string? space, string text) =>
        Group(prefix, name, space, () => xml.WriteString(WireText.Clean(text)));

    internal void TextIfAny(string? prefix, string name, string? space, string? text)
    {
        if (!string.IsNullOrEmpty(text)) Text(prefix, name, space, text);
    }

    internal void Namespace(string prefix, string space) => xml.WriteAttributeString("xmlns", prefix, null, space);

    internal void Attribute(string name, string? value)
    {
        if (value is not null) xml.WriteAttributeString(name, WireText.Clean(value));
    }

    internal void Attribute(string prefix, string name, string space, string? value)
    {
        if (value is not null) xml.WriteAttributeString(prefix, name, space, WireText.Clean(value));
    }

    internal void LanguageAttribute(string? tag)
    {
        if (WireText.Language(tag) is { } language) xml.WriteAttributeString("xml", "lang", null, language);
    }

    internal void String(string text) => xml.WriteString(WireText.Clean(text));

    internal void Link(string? prefix, string rel, string href, string? type = null, string? language = null) =>
        Group(prefix, "link", Atom, () =>
        {
            Attribute("rel", rel);
            Attribute("type", type);
            Attribute("hreflang", WireText.Language(language));
            Attribute("href", href);
        });

    /// <summary>Where the feed's other documents are (RFC 5005, sections 3 and 4), and whether this one is an archive.</summary>
    internal void Documents(string? prefix, OutgoingFeed feed, string mediaType)
    {
        (string Rel, string? Href)[] links =
            [("self", feed.Self), ("next", feed.Next), ("current", feed.Current), ("prev-archive", feed.PreviousArchive), ("next-archive", feed.NextArchive)];
        foreach (var (rel, href) in links)
            if (href is not null) Link(prefix, rel, href, mediaType);
        if (feed.Hub is { } hub) Link(prefix, "hub", hub);
        if (feed.Current is not null) Group("fh", "archive", History, () => { });
    }

    /// <summary>What an entry answers, and where it is answered (RFC 4685).</summary>
    internal void Thread(string? prefix, OutgoingEntry entry)
    {
        foreach (var answered in entry.Answered)
            Group("thr", "in-reply-to", Threading, () =>
            {
                Attribute("ref", answered.Uri);
                Attribute("href", answered.Link);
                Attribute("type", answered.Link is null ? null : "text/html");
            });
        foreach (var page in entry.RightsOfReply) Link(prefix, "related", page, "text/html");
        if (entry.Replies is not { } replies) return;
        Replies(prefix, replies, replies.Page, "text/html");
        Replies(prefix, replies, replies.Feed, "application/atom+xml");
    }

    private void Replies(string? prefix, OutgoingReplies replies, string href, string type) => Group(prefix, "link", Atom, () =>
    {
        Attribute("rel", "replies");
        Attribute("type", type);
        Attribute("href", href);
        Attribute("thr", "count", Threading, XmlConvert.ToString(replies.Count));
        Attribute("thr", "updated", Threading, WireText.Rfc3339(replies.Updated));
    });

    internal void Seal(OutgoingSource source, OutgoingSeal seal) => Group("griot", "seal", Griot, () =>
    {
        Provider(source);
        Attribute("entry", XmlConvert.ToString(seal.Entry));
        Attribute("version", XmlConvert.ToString(seal.Version));
        Attribute("status", seal.Status);
        Attribute("signal", seal.Signal);
        Attribute("terms", seal.Terms);
        Attribute("evidence", seal.Evidence);
        Attribute("origin", seal.Origin);
        if (seal.Rules is { } rules) Rights(rules);
    });

    internal void Seal(OutgoingTombstone gone) => Group("griot", "seal", Griot, () =>
    {
        Provider(gone.Source);
        Attribute("entry", XmlConvert.ToString(gone.Entry));
        Attribute("status", "canceled");
        Attribute("standing", gone.Standing);
    });

    private void Rights(UsageRules rules)
    {
        Attribute("territory", rules.Territory?.ToString());
        Attribute("ai", rules.Ai is { } ai ? Word.Of(ai) : null);
        Attribute("aiPolicy", rules.AiPolicy);
        Attribute("resale", rules.Resale is { } resale ? Word.Of(resale) : null);
        Attribute("attribution", rules.Attribution);
    }

    private void Provider(OutgoingSource source)
    {
        Attribute("provider", source.Id);
        Attribute("kind", source.Kind);
        Attribute("capacity", string.Join(' ', source.Capacity));
        Attribute("country", source.Country);
    }
}
