using Griot.Formats.Encodings;
using Griot.Formats.Xml;

namespace Griot.Formats.Atom;

/// <summary>
/// Atom 1.0 (RFC 4287) with tombstones (RFC 6721), and Atom 0.3, its draft: feeds, and documents of a single entry.
/// </summary>
internal sealed class AtomFormat : FeedFormat
{
    public override string Name => "atom";

    public override bool CanRead(DocumentStart start) =>
        start.Root is { } root && (root.Is("feed") || (root.Is("entry") && root.Namespace is XmlNames.Atom or XmlNames.Atom03));

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) =>
        start.Root is { } root ? XmlFeed.Cut(Name, document, root, Items(root), null, AtomFeedReader.Take, hints) : CutFeed.None(Name);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        var utf8 = XmlFeed.Utf8(delivery, context);
        var reader = ElementReader.Open(utf8, context);
        if (!reader.NextChild(-1)) return new(null, [reader.Refusal ?? new(IncidentCodes.UnreadableItem, "The item holds no element.")]);
        return reader is { LocalName: "deleted-entry", Namespace: XmlNames.Tombstones }
            ? AtomDeletedEntryReader.Read(reader, context)
            : new AtomEntryReader(reader, context).Read(utf8.Span);
    }

    private static XmlItemNames Items(XmlRoot root) => new(
        new XmlItemName("entry", [XmlNames.Atom, XmlNames.Atom03, root.Namespace, ""]), new XmlItemName("deleted-entry", [XmlNames.Tombstones]));
}
