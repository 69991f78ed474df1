using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.Xml;

/// <summary>
/// Where the items of an XML feed stand, and the elements beside them that describe the feed. An item inside a part of an
/// item belongs to it. What is ill-formed around the items costs none of them: an element beside them that has no end ends
/// where the next one begins, and one that holds items is walked into.
/// </summary>
internal sealed class XmlOutline
{
    /// <summary>Elements beside the items whose end was looked for in vain: beyond so many, the others are not looked at.</summary>
    private const int MostOpen = 8;

    private readonly DecodedDocument document;
    private readonly XmlItemNames items;
    private readonly string? address;
    private int opened;

    private XmlOutline(DecodedDocument document, XmlItemNames items, string? address) =>
        (this.document, this.items, this.address) = (document, items, address);

    public List<Extent> Items { get; private set; } = [];

    public List<Extent> Header { get; } = [];

    /// <summary>The scope in which the items stand.</summary>
    public XmlScope Scope { get; private set; } = XmlScope.Outermost;

    /// <summary>Items without an end tag, in a document that is whole.</summary>
    public int Unclosed { get; private set; }

    /// <summary>CDATA sections that nobody closed before the next item began.</summary>
    public int Swallowing { get; private set; }

    /// <summary>Where the first item begins that such a section swallows.</summary>
    public int? FirstSwallowed { get; private set; }

    /// <summary>True where the document ends before its root element does.</summary>
    public bool Truncated { get; private set; }

    /// <summary>The beginning of an item that the end of the document cut off.</summary>
    public Extent? BrokenOff { get; private set; }

    /// <param name="container">Name of the element below the root that holds the items, if not the root itself.</param>
    public static XmlOutline Of(DecodedDocument document, XmlRoot root, XmlItemNames items, string? container, DocumentHints hints)
    {
        var outline = new XmlOutline(document, items, Address.Document(hints));
        outline.Walk(root, container is null ? default : System.Text.Encoding.UTF8.GetBytes(container));
        return outline;
    }

    private void Walk(XmlRoot root, ReadOnlySpan<byte> container)
    {
        var bytes = document.Scannable.Span;
        var rootTag = bytes[root.Tag.Start..root.Tag.End];
        var scanner = new TagScanner(bytes) { Position = root.Tag.Start };
        if (!scanner.Read()) return;
        var single = items.Contains(scanner.Name, rootTag, Scope);
        var scan = new XmlItemScan(single ? default : scanner.Name, container);
        if (single) Truncated = !scan.Take(ref scanner);
        else if (scanner.Kind != TagKind.Empty) Truncated = !WalkRoot(ref scanner, ref scan, root, container);
        (Items, Unclosed, BrokenOff) = (scan.Items, scan.Unclosed, scan.BrokenOff);
        (Swallowing, FirstSwallowed) = (scan.Swallowing, scan.FirstSwallowed);
        Truncated |= BrokenOff is not null;
    }

    /// <summary>False: the document ends before the root element. What a script wrote behind it may hold items as well.</summary>
    private bool WalkRoot(ref TagScanner scanner, ref XmlItemScan scan, XmlRoot root, ReadOnlySpan<byte> container)
    {
        var rootName = scanner.Name;
        var ended = false;
        Scope = root.Scope;
        while (scan.Items.Count <= Limits.Items && scanner.Read())
        {
            if (scanner.Kind == TagKind.End && ElementEnd.Same(scanner.Name, rootName)) ended = true;
            if (!scanner.IsStart) continue;
            if (items.Contains(scanner.Name, scanner.Tag, Scope)) ended |= !scan.Take(ref scanner) && scan.RootEnded;
            else if (ElementEnd.Same(XmlScope.LocalName(scanner.Name), container)) Scope = Scope.Inside(scanner.Tag, document, address);
            else TakeHeader(ref scanner, isBehindRoot: ended);
        }

        return ended;
    }

    private void TakeHeader(ref TagScanner scanner, bool isBehindRoot)
    {
        if (opened > MostOpen) return;
        var (start, inside) = (scanner.Start, scanner.Position);
        var end = inside;
        if (ElementEnd.Find(ref scanner, document.Scannable.Length))
        {
            end = scanner.End;
            if (HoldsItem(inside, end))
            {
                Enter(ref scanner, start, inside);
                return;
            }
        }
        else
        {
            opened++;
            end = ElementEnd.Missing(document.Scannable.Span, inside, Math.Min(inside + Limits.Field, document.Scannable.Length), anyElement: false)?.End ?? inside;
            scanner = new TagScanner(document.Scannable.Span) { Position = end };
        }

        if (Header.Count < Limits.FeedFields && !isBehindRoot) Header.Add(new(start, end));
    }

    private bool HoldsItem(int from, int end)
    {
        var scanner = new TagScanner(document.Scannable.Span[..end]) { Position = from };
        while (scanner.Read())
            if (scanner.IsStart && items.Contains(scanner.Name, scanner.Tag, Scope)) return true;
        return false;
    }

    /// <summary>Goes into an element around items, as if it stood not there.</summary>
    private void Enter(ref TagScanner scanner, int start, int inside)
    {
        opened++;
        Scope = Scope.Inside(document.Scannable.Span[start..inside], document, address);
        scanner = new TagScanner(document.Scannable.Span) { Position = inside };
    }
}
