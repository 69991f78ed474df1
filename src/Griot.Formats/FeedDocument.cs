using Griot.Formats.Encodings;
using Griot.Formats.Mail;

namespace Griot.Formats;

/// <summary>
/// A document that came from a provider, cut into its items. Opening finds the cuts and reads what the feed says about
/// itself; no item is read. The bytes belong to the caller and must not change while the cuts are in use.
/// </summary>
public sealed class FeedDocument
{
    private readonly CutFeed cut;

    private FeedDocument(CutFeed cut, IReadOnlyList<Incident> incidents) => (this.cut, Incidents) = (cut, incidents);

    /// <summary><c>rss</c>, <c>rdf</c>, <c>atom</c>, <c>ninjs</c>, <c>jsonfeed</c>, <c>markdown</c> or <c>text</c>; null where nothing could be read, and an incident says why.</summary>
    public string? Format => cut.Format;

    public FeedInfo Feed => cut.Feed;

    /// <summary>The items in the order of the document.</summary>
    public IReadOnlyList<ItemCut> Cuts => cut.Cuts;

    /// <summary>
    /// About the document as a whole; where nothing could be read, the first says why. What is wrong with an item is told
    /// where it is read.
    /// </summary>
    public IReadOnlyList<Incident> Incidents { get; }

    /// <summary>Never throws on input. Time and memory are linear in the document, which is capped at 20 MB.</summary>
    public static FeedDocument Open(ReadOnlyMemory<byte> bytes, DocumentHints hints)
    {
        ArgumentNullException.ThrowIfNull(hints);
        if (bytes.Length > Limits.Document)
            return Nothing([new Incident(IncidentCodes.TooLarge, "The document is larger than 20 MB.")]);

        // A message says of each of its parts how it is written: there is no encoding of the whole.
        if (MailFormat.IsMeant(hints) && MailFormat.Whole(bytes) is var mail) return new(mail, mail.Incidents);
        var document = DecodedDocument.Open(bytes, hints.ContentType);
        var start = DocumentStart.Of(document, hints);
        var format = hints.Format is null ? FeedFormat.All.FirstOrDefault(known => known.CanRead(start)) : FeedFormat.Named(hints.Format);
        if (format is null || !start.IsReadable) return Nothing([start.WhyNot(hints.Format), .. document.Incidents]);

        var found = format.Cut(document, start, hints);
        if (found.Cuts.Count > Limits.Items) return Nothing([new Incident(IncidentCodes.TooLarge, $"The document holds more than {Limits.Items} items.")]);
        return new(found, document.Incidents.Count == 0 ? found.Incidents : [.. document.Incidents, .. found.Incidents]);
    }

    private static FeedDocument Nothing(IReadOnlyList<Incident> incidents) =>
        new(new CutFeed(null, FeedInfo.Empty, [], []), incidents);
}
