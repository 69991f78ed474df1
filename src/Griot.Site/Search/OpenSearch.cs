using System.Text;
using System.Xml;
using Griot.Record.Html;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Tells browsers how the house is searched (OpenSearch 1.1): one description for each edition.</summary>
internal static class OpenSearch
{
    private const string Namespace = "http://a9.com/-/spec/opensearch/1.1/";
    private const int LongestName = 16;

    internal static IResult Answer(HttpContext context, Edition edition, HouseSettings house)
    {
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Bytes(Write(edition, house), "application/opensearchdescription+xml; charset=utf-8");
    }

    private static byte[] Write(Edition edition, HouseSettings house)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartElement("OpenSearchDescription", Namespace);
            xml.WriteElementString("ShortName", Namespace, VisibleText.Excerpt(house.Name, LongestName));
            xml.WriteElementString("Description", Namespace, edition.Text("search.describe", house.Name));
            xml.WriteElementString("Language", Namespace, edition.Code);
            xml.WriteElementString("InputEncoding", Namespace, "UTF-8");
            Address(xml, "text/html", house.Absolute(Addresses.Search(edition)) + "?q={searchTerms}&page={startPage?}");
            Address(xml, "application/atom+xml", house.Absolute(Addresses.Feed("search", "atom")) + "?q={searchTerms}");
            Address(xml, "application/rss+xml", house.Absolute(Addresses.Feed("search", "rss")) + "?q={searchTerms}");
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Address(XmlWriter xml, string type, string template)
    {
        xml.WriteStartElement("Url", Namespace);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("template", template);
        xml.WriteEndElement();
    }
}
