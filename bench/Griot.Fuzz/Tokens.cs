using System.Text;

namespace Griot.Fuzz;

/// <summary>Pieces that mean something to one of the readers.</summary>
internal static class Tokens
{
    private static readonly byte[][] All = [.. new[]
    {
        "<item>", "</item>", "<item/>", "<entry>", "</entry>", "<rss>", "</rss>", "<channel>", "</channel>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>", "<![CDATA[", "]]>", "<!--", "-->", "--!>", "<?", "?>", "<?xml version='1.0' encoding='utf-16'?>", "<?xml version='1.0' encoding='windows-1252'?>", "<?xml encoding='x'?>",
        "<!DOCTYPE rss [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]>", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>", "<!DOCTYPE", "<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'>", "[", "]", "]>", "&a;", "&d;", "&nbsp;", "&eacute", "&#0;", "&#x0;", "&#xD800;", "&#x110000;", "&#99999999999;", "&#x", "&amp;amp;", "&", "&;", "&lt;", "&lt;script&gt;",
        " xmlns='urn:x'", " xmlns:a='http://www.w3.org/2005/Atom'", " xml:base='../b/'", " xml:base='javascript:x'", " xml:lang='fr'", " xml:space='preserve'", "a:b", ":", "<a:b>", "</a:b>", "<title>", "</title>", "<guid>", "</guid>", "<link>", "<link href='", "<content type='xhtml'>", "<content type='html'>", "<description>", "</description>", "<media:group>", "<media:content url='x'>", "<enclosure url='x' length='-1'/>", "<pubDate>", "<dc:date>",
        "<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<a href=x>", "</a>", "<table>", "<tr>", "<td>", "</table>", "<select>", "<template>", "</template>", "<svg>", "<math>", "<mtext>", "<style>", "</style>", "<script>", "</script>", "<noscript>", "<plaintext>", "<xmp>", "<textarea>", "<title/>", "<form>", "<button>", "<nobr>", "<li>", "<dd>", "<ruby>", "<rt>", "<isindex>", "<frameset>", "<body>", "<html>", "<foreignObject>", "<annotation-xml encoding='text/html'>", "<img src=x onerror=alert(1)>", "<font size=1>", "<pre>\n", "<a><b><i><u><s><em><code>", "</p></p></p>",
        "{", "}", "\"", "\\", "\\u", "\\ud800", "\\udc00", "\\u0000", "\"items\":[", "\"id\":", ",", ",,", "null", "true", "1e999", "-0", "\"title\":\"x\",", "{\"id\":\"9\"}", "[[[[[[[[[[", "]]]]]]]]]]", "{\"a\":{\"a\":{\"a\":", "NaN", "//", "/*", "\"uri\":\"u\",", "\"type\":\"composite\",", "\"associations\":{\"a\":", "\"_items\":[", "\"bodies\":[{\"value\":", "\"pubStatus\":\"canceled\",", "\"embargoed\":\"\",", "\"renditions\":{\"x\":{\"href\":\"x\"}},", "<body.content>",
        "\0", "\u0001", "\u000B", "\uFEFF", "\uFFFE", "\uFFFD", "\u202E", "\u2028", "\u0085", "\u00A0", "\u200D", "é", "e\u0301", "日", "\U0001F600", "\r\n", "\n\n", "\t", " ", "+ADw-", "GMT", "+0000", "-14:00", "Z", "T24:00:60", " 31 Feb ", "http://", "https://[::1", "https://a.example:99999/", "//evil", "data:,x", "%00", "%zz", "#", "?",
        "---\n", "title: x\n", "embargo:\n", "By: x\n", "  - ", "\n\n# ", "# ", "> ", "> > > > > > > >", "- ", "1. ", "| a |\n|---|\n", "```", "[a](b)", "![", "***", "[[[[", "<http://a>", "    ", "\\",
    }.Select(Encoding.UTF8.GetBytes), [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0xE2, 0x82], [0x80], [0x1B, 0x24, 0x42]];

    private static readonly string[] Numbers = ["0", "-1", "00", "99", "2147483648", "9223372036854775808", "1e400", "0.0000000001", "31", "60", "9999", "10000", "+", "١٢", "1601", "32"];

    internal static byte[] Any(Random random) => All[random.Next(All.Length)];

    internal static string Number(Random random) => Numbers[random.Next(Numbers.Length)];
}
