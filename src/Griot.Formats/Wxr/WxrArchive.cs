using Griot.Formats.Encodings;

namespace Griot.Formats.Wxr;

/// <summary>An item of an exported site, as it stood in the file.</summary>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Bytes">The delivery, exactly; empty where it is larger than is taken.</param>
/// <param name="Context">What reading it needs besides.</param>
/// <param name="NotPublished">Why it is no piece (a draft, an attachment ...); null where it is one.</param>
/// <param name="Fault">Why it can't be taken at all.</param>
public sealed record WxrItem(long Offset, ReadOnlyMemory<byte> Bytes, ItemContext Context, string? NotPublished, Incident? Fault = null);

/// <summary>
/// The export of a WordPress site of any size, read item by item: no more of it is in memory than the head of the document and one
/// item. The stream is the caller's.
/// </summary>
public sealed class WxrArchive
{
    private static readonly byte[] Rest = "<item></item></channel></rss>"u8.ToArray();

    private readonly XmlItemStream items;
    private readonly ItemContext context;
    private readonly WxrAuthors authors;

    private WxrArchive(XmlItemStream items, ItemContext context, WxrAuthors authors) => (this.items, this.context, this.authors) = (items, context, authors);

    /// <summary>How far it was read, in bytes.</summary>
    public long Position => items.Position;

    /// <summary>True where something of the document is in no item: it ends before its end, or an item ends that never began.</summary>
    public bool IsBrokenOff => items.IsBrokenOff;

    /// <summary>Reads the head of a document; null where it is no export of WordPress.</summary>
    public static WxrArchive? Open(Stream stream)
    {
        var cutter = new XmlItemStream(stream);
        if (cutter.Head() is not { } head) return null;
        var document = DecodedDocument.Open(new byte[][] { head, Rest }.SelectMany(part => part).ToArray(), null);
        var hints = new DocumentHints();
        if (DocumentStart.Of(document, hints).Root is not { } root || !WxrFormat.IsMeant(root)) return null;
        var people = new WxrAuthors();
        return WxrFormat.Cut(document, root, people, hints).Cuts is [var only, ..] ? new WxrArchive(cutter, only.Context, people) : null;
    }

    /// <summary>The items in the order of the document. Each is to be dealt with before the next is asked for.</summary>
    public IEnumerable<WxrItem> Items()
    {
        while (items.Next() is { } item)
        {
            if (item.Bytes is not { } bytes)
            {
                yield return new WxrItem(item.Offset, default, context, null, new Incident(IncidentCodes.TooLarge, "The item is larger than 20 MB."));
                continue;
            }

            var fields = WxrFields.Read(bytes, context);
            yield return new WxrItem(item.Offset, bytes, authors.Named(context, fields), fields.WhyNotPublished);
        }
    }
}
