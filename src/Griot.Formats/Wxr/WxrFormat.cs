using Griot.Formats.Encodings;
using Griot.Formats.Rss;
using Griot.Formats.Xml;

namespace Griot.Formats.Wxr;

/// <summary>
/// The export of a WordPress site (WordPress eXtended RSS 1.0 to 1.2): an archive. RSS, and beside each item what it is and whether
/// it was published. Only published posts and pages are pieces: a draft was never delivered.
/// </summary>
internal sealed class WxrFormat : FeedFormat
{
    internal const string FormatName = "wxr", NotPublished = "not-published";

    public override string Name => FormatName;

    public override bool CanRead(DocumentStart start) => start.Root is { } root && IsMeant(root);

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints)
    {
        if (start.Root is not { } root) return CutFeed.None(Name);
        var authors = new WxrAuthors();
        var cut = Cut(document, root, authors, hints);
        return cut with { Cuts = [.. cut.Cuts.Select(one => one with { Context = authors.Named(one.Context, WxrFields.Read(one.Bytes, one.Context)) })] };
    }

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        var fields = WxrFields.Read(delivery, context);
        if (fields.WhyNotPublished is { } why) return ItemReading.Refused(NotPublished, why);
        var reading = RssItemReader.Read(XmlFeed.Utf8(delivery, context), context);
        return reading.Item is { } item ? reading with { Item = fields.Over(item, context) } : reading;
    }

    internal static bool IsMeant(XmlRoot root) => root.Is("rss") && root.Scope.Namespaces.Values.Any(WxrFields.IsNamespace);

    internal static CutFeed Cut(DecodedDocument document, XmlRoot root, WxrAuthors authors, DocumentHints hints) =>
        XmlFeed.Cut(FormatName, document, root, new XmlItemNames(new XmlItemName("item", [root.Namespace], Unprefixed: true)), "channel", authors.Take, hints);
}
