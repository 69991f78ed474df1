using System.Collections.Frozen;

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
    public const string Rss10 = "http://purl.org/rss/1.0/";
    public const string Rss090 = "http://my.netscape.com/rdf/simple/0.9/";
    public const string Content = "http://purl.org/rss/1.0/modules/content/";
    public const string Syndication = "http://purl.org/rss/1.0/modules/syndication/";
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";
    public const string DublinCoreTerms = "http://purl.org/dc/terms/";
    public const string Itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    public const string CreativeCommons = "http://web.resource.org/cc/";
    public const string CreativeCommonsRss = "http://backend.userland.com/creativeCommonsRssModule";
    public const string GeoRss = "http://www.georss.org/georss";
    public const string W3CGeo = "http://www.w3.org/2003/01/geo/wgs84_pos#";
    public const string Threading = "http://purl.org/syndication/thread/1.0";
    public const string Slash = "http://purl.org/rss/1.0/modules/slash/";
    public const string Feedburner = "http://rssnamespace.org/feedburner/ext/1.0";
    public const string Prism = "http://prismstandard.org/namespaces/basic/2.0/";

    /// <summary>Griot's own module: <c>embargoedUntil</c>, <c>expires</c>, <c>signal</c>; see docs/formats.md.</summary>
    public const string Griot = "urn:griot:1";
    public const string Rsl = "https://rslstandard.org/rsl";
    public const string Media = "http://search.yahoo.com/mrss/";

    private static readonly FrozenDictionary<string, string> ByKey = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["http://www.w3.org/1999/xhtml/"] = Xhtml,
        ["http://purl.org/atom/ns"] = Atom03,
        ["http://channel.netscape.com/rdf/simple/0.9"] = Rss090,
        ["http://purl.org/rss/1.0/modules/dc"] = DublinCore,
        ["http://purl.org/dc/elements/1.0"] = DublinCore,
        ["http://purl.org/dc"] = DublinCore,
        ["http://purl.org/dc/elements"] = DublinCore,
        ["http://example.com/dtds/podcast-1.0.dtd"] = Itunes,
        ["http://www.itunes.com/dtds/podcast"] = Itunes,
        ["http://video.search.yahoo.com/mrss"] = Media,
        ["http://tools.search.yahoo.com/mrss"] = Media,
        ["http://www.georss.org/georss/10"] = GeoRss,
        ["http://www.w3.org/2003/01/geo"] = W3CGeo,
        ["http://creativecommons.org/ns"] = CreativeCommons,
        ["http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html"] = CreativeCommonsRss,
    }
    .Concat(new[]
    {
        Xhtml, Atom, Atom03, Tombstones, Rdf, Rss10, Rss090, Content, Syndication, DublinCore, DublinCoreTerms, Itunes, CreativeCommons,
        CreativeCommonsRss, GeoRss, W3CGeo, Threading, Slash, Feedburner, Media,
    }.Select(ns => KeyValuePair.Create(Key(ns), ns)))
    .DistinctBy(pair => pair.Key).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What prefixes mean where a feed forgot to declare them.</summary>
    private static readonly FrozenDictionary<string, string> ByPrefix = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["atom"] = Atom,
        ["a10"] = Atom,
        ["at"] = Tombstones,
        ["cc"] = CreativeCommons,
        ["content"] = Content,
        ["creativecommons"] = CreativeCommonsRss,
        ["dc"] = DublinCore,
        ["dcterms"] = DublinCoreTerms,
        ["feedburner"] = Feedburner,
        ["geo"] = W3CGeo,
        ["georss"] = GeoRss,
        ["griot"] = Griot,
        ["itunes"] = Itunes,
        ["media"] = Media,
        ["prism"] = Prism,
        ["rdf"] = Rdf,
        ["rss"] = Rss10,
        ["slash"] = Slash,
        ["sy"] = Syndication,
        ["thr"] = Threading,
        ["xhtml"] = Xhtml,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>PRISM basic metadata, of whatever version.</summary>
    public static bool IsPrism(string uri) => uri.StartsWith("http://prismstandard.org/namespaces/", StringComparison.Ordinal);

    /// <summary>
    /// The namespace as the readers compare it: in the wild they stand with https, without the last slash, in other letters,
    /// or under an address that a standard once had.
    /// </summary>
    public static string Canonical(string uri)
    {
        var trimmed = uri.AsSpan().Trim();
        return trimmed.Length is 0 or > 200 ? trimmed.ToString() : ByKey.GetValueOrDefault(Key(trimmed.ToString()), trimmed.ToString());
    }

    public static string? Usual(string prefix) => ByPrefix.GetValueOrDefault(prefix);

    private static string Key(string uri)
    {
        var key = uri.ToLowerInvariant().TrimEnd('/', '#');
        return key.StartsWith("https://", StringComparison.Ordinal) ? string.Concat("http://", key.AsSpan(8)) : key;
    }
}
