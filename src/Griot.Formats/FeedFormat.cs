using Griot.Formats.Atom;
using Griot.Formats.Encodings;
using Griot.Formats.Form;
using Griot.Formats.House;
using Griot.Formats.JsonFeed;
using Griot.Formats.Mail;
using Griot.Formats.Ninjs;
using Griot.Formats.Prose;
using Griot.Formats.Rdf;
using Griot.Formats.Rss;
using Griot.Formats.Wxr;

namespace Griot.Formats;

/// <summary>
/// One wire format of feeds. A format knows its documents by <see cref="CanRead"/>, cuts them, and reads a cut alone.
/// The first of <see cref="All"/> that can read a document reads it.
/// </summary>
internal abstract class FeedFormat
{
    public static IReadOnlyList<FeedFormat> All { get; } =
    [
        new MarkdownFormat(), new WxrFormat(), new RssFormat(), new RdfFormat(), new AtomFormat(), new NinjsFormat(), new JsonFeedFormat(), new TextFormat(), new HouseWithdrawal(), new HouseReplyFormat(), new FormFormat(), new FormWithFilesFormat(), new MailFormat(),
    ];

    public abstract string Name { get; }

    public abstract bool CanRead(DocumentStart start);

    /// <summary>Finds the items. What lies around them may be broken; that costs no item.</summary>
    public abstract CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints);

    public abstract ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context);

    public static FeedFormat? Named(string? name) => All.FirstOrDefault(format => format.Name == name);
}

/// <summary>What a format found in a document; null <paramref name="Format"/>: on a closer look it is no feed.</summary>
internal sealed record CutFeed(string? Format, FeedInfo Feed, IReadOnlyList<ItemCut> Cuts, IReadOnlyList<Incident> Incidents)
{
    /// <summary>Of a document that was forced to be of a format and is not.</summary>
    public static CutFeed None(string format) =>
        new(null, FeedInfo.Empty, [], [new Incident(IncidentCodes.NotAFeed, $"The document is no {format} feed.")]);
}
