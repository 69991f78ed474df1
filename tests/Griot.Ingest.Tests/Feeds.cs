using System.Net;

namespace Griot.Ingest.Tests;

/// <summary>Feeds as the tests serve them.</summary>
internal static class Feeds
{
    public const string Griot = "xmlns:g=\"urn:griot:1\" xmlns:prism=\"http://prismstandard.org/namespaces/basic/2.0/\"";

    public static string Rss(params string[] items) =>
        $"<rss version=\"2.0\" {Griot}><channel><title>Kayes</title><link>https://kayes.example/</link>{string.Concat(items)}</channel></rss>";

    public static string Atom(params string[] entries) =>
        $"<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" {Griot}><id>urn:kayes</id><title>Kayes</title><updated>2026-11-23T00:00:00Z</updated>{string.Concat(entries)}</feed>";

    public static string Json(params string[] items) => $$"""{"version":"https://jsonfeed.org/version/1.1","title":"Kayes","items":[{{string.Join(',', items)}}]}""";

    /// <summary>An item of RSS; <paramref name="html"/> is its text, <paramref name="more"/> further elements.</summary>
    public static string Item(string guid, string html = "<p>Le fleuve monte.</p>", string more = "") =>
        $"<item><guid isPermaLink=\"false\">{guid}</guid><title>Nouvelle {guid}</title><description>{WebUtility.HtmlEncode(html)}</description>{more}</item>";

    public static string Entry(string id, string html = "<p>Le fleuve monte.</p>", string more = "", string updated = "2026-11-23T01:00:00Z") =>
        $"<entry><id>{id}</id><title>Nouvelle {id}</title><updated>{updated}</updated><content type=\"html\">{WebUtility.HtmlEncode(html)}</content>{more}</entry>";

    public static string Deleted(string id, string comment = "Publié par erreur.", string when = "2026-11-23T02:00:00Z") =>
        $"<at:deleted-entry ref=\"{id}\" when=\"{when}\"><at:comment>{comment}</at:comment></at:deleted-entry>";

    public static string Member(string id, string html = "<p>Le fleuve monte.</p>", string more = "") =>
        $$"""{"id":"{{id}}","title":"Nouvelle","content_html":"{{System.Text.Json.JsonEncodedText.Encode(html)}}"{{more}}}""";
}
