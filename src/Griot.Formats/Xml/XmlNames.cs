namespace Griot.Formats.Xml;

/// <summary>Namespaces of what feeds hold.</summary>
internal static class XmlNames
{
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Xhtml = "http://www.w3.org/1999/xhtml";
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string Atom03 = "http://purl.org/atom/ns#";
    public const string Tombstones = "http://purl.org/atompub/tombstones/1.0";
    public const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public const string Content = "http://purl.org/rss/1.0/modules/content/";
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";
    public const string DublinCoreTerms = "http://purl.org/dc/terms/";

    /// <summary>Griot's own module: <c>embargoedUntil</c>, <c>expires</c>, <c>signal</c>; see docs/formats.md.</summary>
    public const string Griot = "urn:griot:1";
    public const string Media = "http://search.yahoo.com/mrss/";

    /// <summary>PRISM basic metadata, of whatever version.</summary>
    public static bool IsPrism(string uri) => uri.StartsWith("http://prismstandard.org/namespaces/", StringComparison.Ordinal);

    /// <summary>The namespace as the readers compare it: MRSS stands in the wild with and without its last slash.</summary>
    public static string Canonical(string uri) => uri is "http://search.yahoo.com/mrss" ? Media : uri;
}
