using Griot.Formats.Encodings;
using Griot.Formats.Rss;
using Griot.Formats.Xml;

namespace Griot.Formats.Rdf;

/// <summary>
/// RSS 1.0 (http://web.resource.org/rss/1.0/spec) and 0.90: items beside the channel, in RDF. An item's fields are those of
/// RSS; its id is <c>rdf:about</c>.
/// </summary>
internal sealed class RdfFormat : FeedFormat
{
    private static readonly XmlItemNames Items = new(new XmlItemName("item", [XmlNames.Rss10, XmlNames.Rss090], Unprefixed: true));

    public override string Name => "rdf";

    public override bool CanRead(DocumentStart start) => start.Root is { } root && root.Is("RDF");

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) =>
        start.Root is { } root ? XmlFeed.Cut(Name, document, root, Items, "channel", RssFeedReader.Take, hints) : CutFeed.None(Name);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context) =>
        RssItemReader.Read(XmlFeed.Utf8(delivery, context), context);
}
