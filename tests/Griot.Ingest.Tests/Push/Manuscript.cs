using System.Net;
using System.Text;
using System.Text.Json;

namespace Griot.Ingest.Tests.Push;

/// <summary>
/// Documents of every format in every encoding that it is met in, with the bytes of each of their pieces. The texts are
/// numbered, so that no two are alike.
/// </summary>
internal static class Manuscript
{
    private static readonly string[] Texts =
    [
        "Le fleuve est monté à Kayes : « trois mètres », dit le maire, cœur serré.", "ارتفع منسوب النهر في كاي بثلاثة أمتار، قال العمدة.",
        "O rio subiu três metros em Kayes; a população não sabe o que fazer.", "Mto umepanda mita tatu, asema meya wa Kayes.",
        "Ruwan kogin ya hau da mita uku, in ji ɗan majalisa; ƙauyuka sun nutse.", "The river rose by three metres – 40 % more than last year’s €.",
        "ߞߊߦߌ ߓߊ ߦߟߍߟߊ 🌊 e\u0301 \u200F\u202Aab\u202C \u00A0\u00A0 &amp; ]]\u200D",
    ];

    static Manuscript() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    internal static IEnumerable<(string Format, string Charset)> OfManyPieces =>
        from way in ((string Format, string[] Charsets)[])
        [
            ("rss", ["utf-8", "utf-8-bom", "utf-16", "utf-16be", "windows-1252", "windows-1256", "iso-8859-15"]),
            ("atom", ["utf-8", "utf-8-bom", "utf-16", "utf-16be", "windows-1252", "windows-1256", "iso-8859-15"]),
            ("rdf", ["utf-8", "utf-16", "windows-1252", "windows-1256"]),
            ("json", ["utf-8", "utf-8-bom", "utf-16"]),
            ("ninjs", ["utf-8", "utf-8-bom", "utf-16be"]),
        ]
        from charset in way.Charsets
        select (way.Format, charset);

    /// <summary>A document of many pieces, with the bytes of each.</summary>
    internal static (byte[] Document, List<byte[]> Pieces) Of(string format, string charset, string name, int count)
    {
        var encoding = EncodingOf(charset);
        var pieces = Enumerable.Range(0, count).Select(i => Piece(format, $"{name}-{i}", Text(i, encoding))).ToList();
        var (before, between, after) = Around(format, charset);
        byte[] mark = charset is "utf-8-bom" or "utf-16" or "utf-16be" ? encoding.GetPreamble() : [];
        return ([.. mark, .. encoding.GetBytes(before + string.Join(between, pieces) + after)], pieces.ConvertAll(encoding.GetBytes));
    }

    /// <summary>A text that can be written in an encoding, and no other has the same number in it.</summary>
    internal static string Text(int number, Encoding encoding)
    {
        for (var i = 0; ; i++)
        {
            var text = $"{Texts[(number + i) % Texts.Length]} {number}";
            if (encoding.GetString(encoding.GetBytes(text)) == text) return text;
        }
    }

    internal static Encoding EncodingOf(string charset) => Encoding.GetEncoding(charset == "utf-8-bom" ? "utf-8" : charset);

    internal static string MediaType(string format) => format switch
    {
        "rss" => "application/rss+xml",
        "atom" => "application/atom+xml",
        "rdf" => "application/rdf+xml",
        "json" => "application/feed+json",
        _ => "application/json",
    };

    // With what no program would write, and every one may: blanks, comments, entities, escapes.
    private static string Piece(string format, string id, string text) => format switch
    {
        "rss" => $"<item  ><guid isPermaLink='false'>{id}</guid><title>Nouvelle&#160;{id}</title>\r\n\t<description><![CDATA[<p>{text}</p>]]></description><!-- {id} --></item >",
        "atom" => Feeds.Entry(id, $"<p>{text}</p>", $"<category term=\"{id}\"/>\r\n"),
        "rdf" => $"<item rdf:about=\"{id}\"><title>Nouvelle {id}</title><description>{WebUtility.HtmlEncode(text)}</description>\n</item>",
        "json" => Feeds.Member(id, $"<p>{text}</p>", $",  \"_x\" : {{\"n\":1.0e+2, \"{id}\":\"\\u00e9\"}} "),
        _ => $$"""{ "uri" :"{{id}}", "headline":"Nouvelle", "body_html":"<p>{{JsonEncodedText.Encode(text)}}</p>","urgency":4.0}""",
    };

    private static (string Before, string Between, string After) Around(string format, string charset)
    {
        var prolog = $"<?xml version=\"1.0\" encoding=\"{(charset.StartsWith("utf-16", StringComparison.Ordinal) ? "utf-16" : EncodingOf(charset).WebName)}\"?>\r\n";
        return format switch
        {
            "rss" => ($"{prolog}<rss version=\"2.0\"><channel><title>K</title>", "\n  ", "</channel></rss>\n"),
            "atom" => ($"{prolog}<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:k</id><title>K</title>", "\n", "</feed>"),
            "rdf" => ($"{prolog}<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about=\"https://k.example/\"><title>K</title></channel>", "", "</rdf:RDF>"),
            "json" => ("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"K\",\"items\":[ ", " ,\n", "]}"),
            _ => ("[", ",\t", "]"),
        };
    }
}
