using Griot.Formats.Encodings;
using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Ninjs;

/// <summary>
/// IPTC ninjs 1.x, 2.x and 3.x (https://iptc.org/standards/ninjs/) and the dialect of Superdesk: a piece, a list of
/// pieces, or an answer that holds some. What a version or a dialect adds is passed over.
/// </summary>
internal sealed class NinjsFormat : FeedFormat
{
    public override string Name => "ninjs";

    public override bool CanRead(DocumentStart start) => NinjsShape.IsNinjs(start);

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints)
    {
        if (!start.IsJson && !start.IsJsonList) return CutFeed.None(Name);
        var outline = NinjsOutline.Of(start);
        var context = new ItemContext
        {
            Format = Name,
            Encoding = document.EncodingName,
            Base = Address.Document(hints),
        };
        var cuts = document.Cut(outline.Pieces.ConvertAll(piece => piece.Extent), outline.BrokenOff, context);
        return new(Name, FeedInfo.Empty, [.. cuts.Select((cut, i) => i < outline.Pieces.Count && outline.Pieces[i].Place is { } place ? cut with { Context = context with { Package = place } } : cut)], Incidents(outline, document));
    }

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context) =>
        NinjsItemReader.Read(XmlFeed.Utf8(delivery, context), context);

    private static IReadOnlyList<Incident> Incidents(NinjsOutline outline, DecodedDocument document) =>
        outline.Outline.Truncated ? [new(IncidentCodes.Truncated, "The document ends before its end; the whole items in it were taken.")]
        : outline.Outline.IllFormed || !document.Scannable.Span[outline.Outline.Whole.End..].Trim(" \t\r\n"u8).IsEmpty
            ? [new(IncidentCodes.IllFormed, "The document is no JSON from some place on; the items before it were taken.")]
            : [];
}
