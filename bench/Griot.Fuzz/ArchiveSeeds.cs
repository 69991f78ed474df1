using System.IO.Compression;
using System.Text;

namespace Griot.Fuzz;

/// <summary>Exports, web archives and zips that hold one of everything.</summary>
internal static class ArchiveSeeds
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- an <item> in a comment -->\n<!DOCTYPE rss [<!ENTITY k 'Kayes'>]>\n<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n"
        + "<channel><title>Kayes</title><link>https://kayes.example</link><language>fr-FR</language><wp:wxr_version>1.2</wp:wxr_version>\n<wp:author><wp:author_login>awa</wp:author_login><wp:author_display_name><![CDATA[Awa <item> Coulibaly]]></wp:author_display_name></wp:author>\n";

    private static readonly string[] Exports =
    [
        Head + Item(1, "post", "publish", "<![CDATA[Le fleuve monte.\nBeaucoup.\n\n<blockquote>Partez !</blockquote>\n\n</item><item> dit la mairie.]]>") + Item(2, "post", "draft", "x") + Item(3, "attachment", "inherit", "") + Item(4, "page", "publish", "<![CDATA[<!-- wp:paragraph --><p>Un &amp; deux</p>]]>") + "</channel></rss>\n",
        Head + Item(5, "post", "publish", "&lt;p&gt;&k;&lt;/p&gt;").Replace("</item>", "<wp:post_password>p</wp:post_password></item >", StringComparison.Ordinal) + "<item/><!-- <item> --></channel></rss>",
        Head + Item(6, "post", "publish", "broken off")[..^30],
    ];

    internal static IEnumerable<Seed> All()
    {
        var rss = Encoding.UTF8.GetBytes("<rss version=\"2.0\"><channel><title>K</title><item><guid>1</guid><title>Un</title></item></channel></rss>");
        foreach (var export in Exports) yield return new Seed(Encoding.UTF8.GetBytes(export), "wxr");
        foreach (var archive in WebArchives(rss)) yield return new Seed(archive, "warc");
        foreach (var archive in Zips(rss)) yield return new Seed(archive, "zip");
    }

    private static string Item(int number, string type, string status, string text) => string.Create(null,
        $"<item><title>Titre {number}</title><link>https://kayes.example/{number}</link><guid isPermaLink=\"false\">https://kayes.example/?p={number}</guid><dc:creator>awa</dc:creator><content:encoded>{text}</content:encoded><excerpt:encoded><![CDATA[En bref.]]></excerpt:encoded><wp:post_date_gmt>2019-05-01 08:00:00</wp:post_date_gmt><wp:post_modified_gmt>0000-00-00 00:00:00</wp:post_modified_gmt><wp:status>{status}</wp:status><wp:post_type>{type}</wp:post_type></item>\n");

    private static IEnumerable<byte[]> WebArchives(byte[] rss)
    {
        byte[] Answer(string headers, byte[] body) => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n{headers}\r\n"), .. body];
        var gzip = WebArchiveTarget.Packed(rss, stream => new GZipStream(stream, CompressionLevel.Optimal));
        // 21 MB of nothing in a few bytes: more than is taken.
        var bomb = WebArchiveTarget.Packed(new byte[21 * 1024 * 1024], stream => new BrotliStream(stream, CompressionLevel.Fastest));
        yield return [.. WebArchiveTarget.Record("warcinfo", "software: x\r\n"u8.ToArray()), .. WebArchiveTarget.Record("request", "GET / HTTP/1.1\r\n\r\n"u8.ToArray()), .. WebArchiveTarget.Record("response", Answer("", rss)), .. WebArchiveTarget.Record("resource", rss)];
        yield return [.. WebArchiveTarget.Record("response", Answer("Content-Encoding: gzip\r\n", gzip)), .. WebArchiveTarget.Record("conversion", rss), .. WebArchiveTarget.Record("revisit", [])];
        yield return WebArchiveTarget.Record("response", Answer("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", WebArchiveTarget.Chunked(gzip)));
        yield return [.. WebArchiveTarget.Record("response", Answer("Content-Encoding: br\r\n", bomb)), .. "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 20000000\r\n\r\nHTTP/1.1 404 Gone\r\n\r\n"u8];
        yield return Answer("Content-Encoding: br\r\n", bomb);
        yield return Answer("Content-Encoding: deflate\r\n", WebArchiveTarget.Packed(rss, stream => new ZLibStream(stream, CompressionLevel.Optimal)));
    }

    private static IEnumerable<byte[]> Zips(byte[] rss)
    {
        (string, byte[])[] files = [("a/", []), ("a/un.xml", rss), ("été.md", "# Un\n\nDeux"u8.ToArray()), ("../x.xml", rss), ("__MACOSX/._a", rss), (".DS_Store", rss), ("in.zip", "PK\u0003\u0004"u8.ToArray())];
        yield return ZipTarget.Archive(files, CompressionLevel.NoCompression);
        yield return ZipTarget.Archive(files, CompressionLevel.Optimal);
        yield return ZipTarget.Archive([("zeros.xml", new byte[21 * 1024 * 1024]), .. files], CompressionLevel.Fastest);
        yield return [.. ZipTarget.Archive([("un.xml", rss)], CompressionLevel.Optimal), .. "PK\u0005\u0006"u8];
        yield return ZipTarget.Archive([], CompressionLevel.Optimal);
        foreach (var name in (string[])["un.txt", "un.eml", "a/b/c.json", "\u202Eun.xml", "c:\\un.md"]) yield return ZipTarget.Archive([(name, rss), (name, "Un"u8.ToArray())], CompressionLevel.SmallestSize);
    }
}
