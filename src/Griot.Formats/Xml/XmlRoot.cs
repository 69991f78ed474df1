using System.Text;
using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.Xml;

/// <summary>The first element of an XML document, and the entities declared before it.</summary>
internal sealed record XmlRoot(string LocalName, string Namespace, string? Version, Extent Tag, XmlScope Scope)
{
    private const int Furthest = 64 * 1024;
    private static readonly byte[][] Noise = [.. "br b i p font div span table tr td strong em pre a hr script style link meta".Split(' ').Select(Encoding.ASCII.GetBytes)];
    private static readonly byte[][] Feeds = [.. "rss RDF feed".Split(' ').Select(Encoding.ASCII.GetBytes)];

    public IReadOnlyDictionary<string, string> Entities { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<Incident> Incidents { get; private init; } = [];

    /// <summary>Formats of news and lists of feeds that are known and not read as a feed.</summary>
    public bool IsKnownButUnread => Is("opml") || Is("newsMessage") || Is("newsItem") || Is("NewsML") || Is("nitf") || Is("alert");

    /// <summary>By its local name, in any case of letters.</summary>
    public bool Is(string name) => LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The feed's own element. What a server's script wrote before it, such as a notice in HTML, is passed over; a page that
    /// somebody put around a feed is too, where the feed declares a namespace.
    /// </summary>
    public static XmlRoot? Find(DecodedDocument document, DocumentHints hints)
    {
        var bytes = document.Scannable.Span;
        var incidents = new List<Incident>();
        var entities = (IReadOnlyDictionary<string, string>?)null;
        XmlRoot? page = null;
        for (var scanner = new TagScanner(bytes); scanner.Read() && (page is null || scanner.End < Furthest);)
        {
            if (scanner.Kind == TagKind.DocumentType) entities ??= EntityDeclarations.Read(document.Text(scanner.Tag), incidents);
            if (!scanner.IsStart || (scanner.End < Furthest && Is(scanner, Noise))) continue;
            var root = Read(document, scanner, hints) with { Entities = entities ?? XmlScope.Outermost.Namespaces, Incidents = incidents };
            if (page is null && root.Is("html")) page = root;
            else if (page is null || (Is(scanner, Feeds) && root.Scope.Namespaces.Count > 0)) return root;
        }

        return page;
    }

    private static bool Is(TagScanner scanner, byte[][] names)
    {
        foreach (var name in names)
            if (ElementEnd.Same(XmlScope.LocalName(scanner.Name), name)) return true;
        return false;
    }

    private static XmlRoot Read(DecodedDocument document, TagScanner scanner, DocumentHints hints)
    {
        var tag = scanner.Tag;
        var local = Encoding.UTF8.GetString(XmlScope.LocalName(scanner.Name));
        var scope = XmlScope.Outermost.Inside(tag, document, Address.Document(hints));
        var ns = XmlScope.Outermost.NamespaceOf(scanner.Name, tag);
        return new(local, ns, Attribute(tag, "version"u8), new(scanner.Start, scanner.End), scope);
    }

    private static string? Attribute(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name)
    {
        for (var attributes = new AttributeScanner(tag); attributes.Read();)
            if (attributes.Name.SequenceEqual(name)) return Encoding.UTF8.GetString(attributes.Value);
        return null;
    }
}
