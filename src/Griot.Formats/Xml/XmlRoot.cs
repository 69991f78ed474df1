using System.Text;
using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.Xml;

/// <summary>The first element of an XML document, and the entities declared before it.</summary>
internal sealed record XmlRoot(string LocalName, string Namespace, string? Version, Extent Tag, XmlScope Scope)
{
    public IReadOnlyDictionary<string, string> Entities { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<Incident> Incidents { get; private init; } = [];

    /// <summary>RSS 0.90 and 1.0 (RDF) and Atom 0.3.</summary>
    public bool IsKnownButUnread => Namespace == XmlNames.Rdf || Namespace == XmlNames.Atom03 || LocalName is "RDF" or "opml";

    public static XmlRoot? Find(DecodedDocument document, DocumentHints hints)
    {
        var bytes = document.Scannable.Span;
        var incidents = new List<Incident>();
        var entities = (IReadOnlyDictionary<string, string>?)null;
        for (var scanner = new TagScanner(bytes); scanner.Read();)
        {
            if (scanner.Kind == TagKind.DocumentType) entities ??= EntityDeclarations.Read(document.Text(scanner.Tag), incidents);
            else if (scanner.IsStart) return Read(document, scanner, hints) with { Entities = entities ?? XmlScope.Outermost.Namespaces, Incidents = incidents };
        }

        return null;
    }

    private static XmlRoot Read(DecodedDocument document, TagScanner scanner, DocumentHints hints)
    {
        var tag = scanner.Tag;
        var local = Encoding.UTF8.GetString(XmlScope.LocalName(scanner.Name));
        var scope = XmlScope.Outermost.Inside(tag, document, Address.Document(hints));
        var ns = XmlScope.Outermost.NamespaceOf(scanner.Name, tag) ?? "";
        return new(local, ns, Attribute(tag, "version"u8), new(scanner.Start, scanner.End), scope);
    }

    private static string? Attribute(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name)
    {
        for (var attributes = new AttributeScanner(tag); attributes.Read();)
            if (attributes.Name.SequenceEqual(name)) return Encoding.UTF8.GetString(attributes.Value);
        return null;
    }
}
