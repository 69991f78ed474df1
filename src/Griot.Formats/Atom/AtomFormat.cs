using Griot.Formats.Encodings;
using Griot.Formats.Xml;

namespace Griot.Formats.Atom;

/// <summary>Atom 1.0 (RFC 4287) with tombstones (RFC 6721): feeds, and documents of a single entry.</summary>
internal sealed class AtomFormat : FeedFormat
{
    public override string Name => "atom";

    public override bool CanRead(DocumentStart start) => start.Root is { } root
        && ((root.LocalName is "feed" && root.Namespace is XmlNames.Atom or "") || root is { LocalName: "entry", Namespace: XmlNames.Atom });

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) =>
        start.Root is { } root ? XmlFeed.Cut(Name, document, root, Items(root), null, AtomFeedReader.Take, hints) : CutFeed.None(Name);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        var xml = XmlFeed.Text(delivery, context);
        using var reader = ElementReader.Open(xml, context);
        if (!reader.NextChild(-1)) return new(null, [reader.Refusal ?? new(IncidentCodes.UnreadableItem, "The item holds no element.")]);
        return reader is { LocalName: "deleted-entry", Namespace: XmlNames.Tombstones }
            ? AtomDeletedEntryReader.Read(reader, context)
            : new AtomEntryReader(reader, context).Read(xml);
    }

    private static XmlItemNames Items(XmlRoot root) => new(
        new XmlItemName("entry", XmlNames.Atom), new XmlItemName("entry", root.Namespace), new XmlItemName("deleted-entry", XmlNames.Tombstones));
}
