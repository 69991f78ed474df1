using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Griot.Ingest.Tests.Archive;

/// <summary>Exports of an invented WordPress site, and archives of an invented web.</summary>
internal static class Exports
{
    internal const string Head =
        """
        <?xml version="1.0" encoding="UTF-8" ?>
        <!-- generator="WordPress/6.4" with an <item> in a comment -->
        <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
        <channel>
          <title>Kayes Hebdo</title><link>https://kayes.example</link><description>Le fleuve</description><language>fr-FR</language>
          <wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://kayes.example</wp:base_site_url>
          <wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[acoulibaly]]></wp:author_login><wp:author_email><![CDATA[private@kayes.example]]></wp:author_email><wp:author_display_name><![CDATA[Awa Coulibaly]]></wp:author_display_name></wp:author>
          <wp:category><wp:term_id>3</wp:term_id><wp:category_nicename><![CDATA[eau]]></wp:category_nicename><wp:cat_name><![CDATA[Eau]]></wp:cat_name></wp:category>
          <generator>https://wordpress.org/?v=6.4</generator>

        """;

    internal const string Tail = "</channel>\n</rss>\n";

    internal static string Post(int id, string? text = null, string type = "post", string status = "publish", string? date = null, string password = "", string creator = "acoulibaly", string more = "")
    {
        var day = new DateTime(2019, 1, 1, 8, 0, 0, DateTimeKind.Utc).AddDays(id);
        return string.Create(CultureInfo.InvariantCulture, $"""
              <item>
                <title><![CDATA[Nouvelle {id}]]></title>
                <link>https://kayes.example/{day:yyyy}/nouvelle-{id}/</link>
                <pubDate>{date ?? day.ToString("r", CultureInfo.InvariantCulture)}</pubDate>
                <dc:creator><![CDATA[{creator}]]></dc:creator>
                <guid isPermaLink="false">https://kayes.example/?p={id}</guid>
                <description></description>
                <content:encoded><![CDATA[{text ?? $"Le fleuve monte de {id} centimètres à Kayes.\n\nLes riverains quittent leurs maisons, dit la mairie."}]]></content:encoded>
                <excerpt:encoded><![CDATA[]]></excerpt:encoded>
                <wp:post_id>{id}</wp:post_id><wp:post_date_gmt><![CDATA[{day:yyyy-MM-dd HH:mm:ss}]]></wp:post_date_gmt>
                <wp:post_modified_gmt><![CDATA[{day.AddHours(2):yyyy-MM-dd HH:mm:ss}]]></wp:post_modified_gmt>
                <wp:status><![CDATA[{status}]]></wp:status><wp:post_type><![CDATA[{type}]]></wp:post_type><wp:post_password><![CDATA[{password}]]></wp:post_password>
                <category domain="category" nicename="eau"><![CDATA[Eau]]></category>
                <wp:postmeta><wp:meta_key><![CDATA[_edit_last]]></wp:meta_key><wp:meta_value><![CDATA[1]]></wp:meta_value></wp:postmeta>
                <wp:comment><wp:comment_author><![CDATA[Un lecteur]]></wp:comment_author><wp:comment_content><![CDATA[Bravo </item> !]]></wp:comment_content></wp:comment>{more}
              </item>

            """);
    }

    internal static string Export(params IEnumerable<string> items) => Head + string.Concat(items) + Tail;

    /// <summary>A record of a web archive.</summary>
    internal static byte[] Record(string type, string? target, byte[] block, string contentType = "application/http; msgtype=response")
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"WARC/1.1\r\nWARC-Type: {type}\r\n{(target is null ? "" : $"WARC-Target-URI: {target}\r\n")}WARC-Date: 2021-03-04T05:06:07Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {contentType}\r\nContent-Length: {block.Length}\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head), .. block, .. "\r\n\r\n"u8];
    }

    internal static byte[] Response(string target, string body, string type, string more = "", int status = 200) => Response(target, Encoding.UTF8.GetBytes(body), type, more, status);

    internal static byte[] Response(string target, byte[] body, string type, string more = "", int status = 200) =>
        Record("response", target, [.. Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\n{more}\r\n"), .. body]);

    /// <summary>As most archives are: each record compressed by itself.</summary>
    internal static byte[] Packed(params IEnumerable<byte[]> records) => [.. records.SelectMany(Gzip)];

    internal static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
