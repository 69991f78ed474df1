using Griot.Formats;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>A document that was opened: whether it may be taken in, and its pieces.</summary>
internal static class OpenedDocument
{
    private const int MostItems = 100_000;
    private const int MostContext = 64 * 1024;

    // What stands around the items is sealed beside each of them: a document can be small and that product huge.
    internal static Incident? WhyNot(FeedDocument document)
    {
        if (document.Format is null) return document.Incidents.Count > 0 ? document.Incidents[0] : new Incident(IncidentCodes.NotAFeed, "The document is no feed.");
        if (document.Cuts.Count > MostItems) return new Incident(IncidentCodes.TooLarge, $"The document holds more than {MostItems} items.");
        return document.Cuts.Select(cut => cut.Context).Distinct(ReferenceEqualityComparer.Instance).Cast<ItemContext>().Any(context => context.ToJson().Length > MostContext)
            ? new Incident(IncidentCodes.TooLarge, "What the document declares around its items is larger than 64 kB.")
            : null;
    }

    internal static Piece PieceOf(ItemCut cut, Envelope document) =>
        new(cut.Bytes, cut.Context, document with { Offset = cut.Offset, Length = cut.Length }, Piece.CutOf(cut.Bytes.Span, cut.Context.Encoding));
}
