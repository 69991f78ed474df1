using Griot.Formats.Encodings;
using Griot.Formats.Xml;

namespace Griot.Formats.Rss;

/// <summary>RSS 2.0, and 0.91 to 0.94, which have the same shape (https://www.rssboard.org/rss-specification); also a channel without the element around it.</summary>
internal sealed class RssFormat : FeedFormat
{
    public override string Name => "rss";

    public override bool CanRead(DocumentStart start) =>
        start.Root is { } root && (root.Is("rss") || root.Is("channel"));

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) =>
        start.Root is { } root
            ? XmlFeed.Cut(Name, document, root, Items(root), "channel", RssFeedReader.Take, hints)
            : CutFeed.None(Name);

    private static XmlItemNames Items(XmlRoot root) => new(new XmlItemName("item", [root.Namespace, XmlNames.Rss10], Unprefixed: true));

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context) =>
        RssItemReader.Read(XmlFeed.Utf8(delivery, context), context);
}
