using Griot.Formats.Encodings;
using Griot.Formats.Xml;

namespace Griot.Formats.Rss;

/// <summary>RSS 2.0, and 0.91 to 0.94, which have the same shape (https://www.rssboard.org/rss-specification).</summary>
internal sealed class RssFormat : FeedFormat
{
    public override string Name => "rss";

    public override bool CanRead(DocumentStart start) =>
        start.Root is { } root && root.LocalName.Equals("rss", StringComparison.OrdinalIgnoreCase);

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) =>
        start.Root is { } root
            ? XmlFeed.Cut(Name, document, root, new(new XmlItemName("item", root.Namespace, Unprefixed: true)), "channel", RssFeedReader.Take, hints)
            : CutFeed.None(Name);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context) =>
        RssItemReader.Read(XmlFeed.Text(delivery, context), context);
}
