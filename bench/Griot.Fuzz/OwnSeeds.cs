using System.Text;

namespace Griot.Fuzz;

/// <summary>Small seeds that hold one of everything the readers know.</summary>
internal static class OwnSeeds
{
    private const string Modules = "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/' xmlns:atom='http://www.w3.org/2005/Atom' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:g='urn:griot:1' xmlns:prism='http://prismstandard.org/namespaces/basic/2.0/'";

    private static readonly (string Format, string Text)[] Feeds =
    [
        ("rss", $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE rss [<!ENTITY paper 'Le &#171;Courrier&#187;'><!-- ]> -->]>\n<rss version=\"2.0\" {Modules} xml:base=\"https://courrier.example/a/\"><channel><title>&paper;</title><link>https://courrier.example/</link><description>Nouvelles</description><language>fr-ML</language><copyright>c</copyright><lastBuildDate>Sat, 07 Nov 2026 10:00:00 +0100</lastBuildDate>"
            + "<item><guid isPermaLink=\"false\">1</guid><title>Un &amp; deux &eacute;t&#233; <![CDATA[<b>]]></title><link>un?x=1&amp;y=2</link><pubDate>Thu, 05 Nov 2026 08:15:00 GMT</pubDate><author>a@courrier.example (A. Traoré)</author><dc:creator>B</dc:creator><category domain=\"https://d.example/\">Société</category><enclosure url=\"/a.mp3\" type=\"audio/mpeg\" length=\"123\"/><source url=\"https://s.example/\">S</source><description><![CDATA[<p>Bonjour <img src=\"/p.jpg\" alt=\"\"></p>]]></description><content:encoded>&lt;p&gt;Le texte&lt;/p&gt;</content:encoded><media:group><media:title>T</media:title><media:content url=\"p.jpg\" type=\"image/jpeg\" fileSize=\"9\"><media:credit>C</media:credit></media:content><media:thumbnail url=\"t.jpg\"/></media:group><prism:embargoDate>2027-01-01T00:00:00Z</prism:embargoDate><g:signal>correction</g:signal></item>"
            + "<item xml:lang=\"sw\"><title>Mbili</title><link>https://courrier.example/2</link></item><item/></channel></rss>"),
        ("rss", "<rss version=\"0.91\"><channel><title>Vieux</title><item><title>Sans guid</title><description>Texte\n\nEncore</description></item></channel></rss>"),
        ("atom", "<?xml version='1.0'?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" xml:lang=\"fr\" xml:base=\"https://fleuve.example/\"><id>tag:fleuve.example,2026:f</id><title type=\"html\">Radio &lt;b&gt;Fleuve</title><updated>2026-11-05T08:15:00.123+01:00</updated><author><name>A</name></author><rights>c</rights><link rel=\"self\" href=\"f.atom\"/><link href=\"/\"/>"
            + "<entry><id>1</id><title>Un</title><updated>2026-11-05T08:15:00Z</updated><published>2026-11-04T08:15:00Z</published><author><name>B</name><uri>b</uri></author><category term=\"t\" scheme=\"https://s.example/\" label=\"L\"/><link href=\"1\"/><link rel=\"enclosure\" href=\"1.mp3\" type=\"audio/mpeg\" length=\"3\"/><source><id>s</id><title>S</title></source><summary>Court</summary><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Long <x:y xmlns:x=\"urn:x\">z</x:y></p></div></content></entry>"
            + "<entry><id>2</id><content type=\"html\">&lt;p&gt;Deux</content></entry><entry><id>3</id><content type=\"text/plain\">Trois</content></entry><entry><id>4</id><content type=\"image/png\">aGVsbG8=</content></entry><at:deleted-entry ref=\"5\" when=\"2026-11-06T10:00:00Z\"><at:comment>Erreur</at:comment></at:deleted-entry></feed>"),
        ("jsonfeed", """{"version":"https://jsonfeed.org/version/1.1","title":"Ministère","home_page_url":"https://m.example/","feed_url":"f.json","language":"fr","authors":[{"name":"A"}],"expired":false,"items":[{"id":"1","url":"/1","title":"a \ud83d\ude00 \u00e9","content_html":"<p>b</p>","summary":"c","image":"/p.jpg","date_published":"2026-11-05T08:15:00Z","date_modified":"2026-11-05T08:15:00+02:00","authors":[{"name":"B","url":"b"}],"tags":["d","e"],"language":"ar","attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","title":"t","size_in_bytes":12}],"_griot":{"signal":"update"}},{"id":2,"content_text":"x\n\ny","author":{"name":"C"}}]}"""),
        ("ninjs", """{"standard":{"name":"ninjs","version":"3.1"},"uri":"urn:a","type":"text","version":"2","firstCreated":"2026-11-05T08:15:00Z","versionCreated":"2026-11-05T08:15:00+02:00","embargoedUntil":"2027-01-01T00:00:00Z","pubStatus":"usable","urgency":3,"language":"fr","usageTerms":"u","copyrightNotice":"c","headlines":[{"role":"main","contentType":"text/plain","value":"T <b>"}],"descriptions":[{"role":"summary","value":"d"}],"bodies":[{"role":"main","contentType":"text/html","value":"<p>b</p>"},{"contentType":"application/nitf+xml","value":"<nitf><body><body.content><hl2>x</hl2></body.content></body></nitf>"}],"by":"A","people":[{"name":"P","rel":"author"}],"places":[{"name":"K","geoJSON":{"type":"Point","coordinates":[1.5,2]}}],"subjects":[{"name":"s","uri":"http://s.example/1"}],"genres":[{"name":"g"}],"infoSources":[{"name":"i","role":"r"}],"altIds":[{"role":"r","value":"v"}],"associations":[{"name":"p","uri":"urn:p","type":"picture","descriptions":[{"role":"caption","value":"c"},{"role":"alternativeText","value":"a"}],"renditions":[{"name":"x","href":"/p.jpg","contentType":"image/jpeg","width":3,"height":4,"sizeInBytes":5}]},{"name":"corrects","rel":"corrects","uri":"urn:a"}]}"""),
        ("ninjs", """{"_items":[{"guid":"g1","versioncreated":"2026-11-05T08:15:00+0000","firstpublished":"2026-11-05T08:15:00+0000","headline":"h","body_html":"<p>b</p>","body_text":"b","description_text":"d","byline":"B","pubstatus":"canceled","embargoed":"","signal":[{"code":"correction"}],"evolvedfrom":"g0","subject":[{"code":"1","name":"s","scheme":"x"}],"place":[{"name":"K","geometry_point":{"type":"Point","coordinates":[1,2]}}],"attachments":[{"href":"a.pdf","mimetype":"application/pdf","length":1}],"associations":{"featuremedia":{"type":"picture","body_text":"alt","renditions":{"original":{"href":"/o.jpg","mimetype":"image/jpeg"}}},"x":null}},{"uri":"p","type":"composite","headline":"p","associations":{"main":[{"uri":"m","headline":"m","body_text":"m"}],"side":{"uri":"s","headline":"s"}}}]}"""),
        ("wild", "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"https://r.example/\"><title>R</title><link>https://r.example/</link><items><rdf:Seq><rdf:li rdf:resource=\"https://r.example/1\"/></rdf:Seq></items></channel><item rdf:about=\"https://r.example/1\"><title>Un</title><link>https://r.example/1</link><dc:date>2026-11-05</dc:date></item></rdf:RDF>"),
        ("wild", "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title mode=\"escaped\">V</title><link rel=\"alternate\" type=\"text/html\" href=\"https://v.example/\"/><modified>2003-12-13T18:30:02Z</modified><entry><title>Un</title><id>1</id><issued>2003-12-13T08:29:29-04:00</issued><content type=\"text/html\" mode=\"escaped\">&lt;p&gt;x</content></entry></feed>"),
        ("wild", "<!doctype html><html><head><title>Page</title><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"><body><p>Please sign in & go on<br></body></html>"),
        ("wild", "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>O</title></head><body><outline text=\"a\" xmlUrl=\"https://a.example/\"/></body></opml>"),
    ];

    private static readonly string[] Dates =
    [
        "Thu, 05 Nov 2026 08:15:00 GMT", "Thu, 5 Nov 26 8:15 EST", "05 Nov 2026 08:15:00 +0530", "2026-11-05T08:15:00Z", "2026-11-05T08:15:00.123456789+01:00", "2026-11-05 08:15:00", "2026-11-05", "20261105T081500Z", "2026-W45-4", "2026-309",
        "mar. 3 févr. 2026", "lundi 6 sept. 2021", "6 septembre 2021 à 10h30", "Sábado, 7 de novembro de 2026", "Jumatatu, 5 Oktoba 2026", "الأحد، 8 نوفمبر 2026", "1762330500", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
        "Thu, 31 Feb 2026 25:61:61 GMT", "2016-12-31T23:59:60Z", "Nov 5, 2026 8:15 PM", "5/11/2026", "11/5/26", "Thu Nov  5 08:15:00 UTC 2026", "(comment) Thu, 05 Nov 2026 08:15:00 +0000 (UTC)", "2026-11-05T24:00:00Z", "-2026-11-05",
    ];

    private static readonly string[] Html =
    [
        "<p>Bonjour <a href=\"/a\" title=\"x\">à <b>tous</b></a>.</p><ul><li>un<li>deux</ul><table><tr><td colspan=2>x</table><blockquote cite=https://a.example/>y</blockquote>",
        "<figure><img src=p.jpg alt=\"a\" width=640 height=480><figcaption>La <i>légende</i> <span class=credit>C</span></figcaption></figure><pre>\n a\n  b</pre><hr><br>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">", "<svg><desc><p><template><select><option><script>x</script></select>", "<b><i><u><div><p><b><table><tr><b>x</table></i>y</b>", "<ruby>a<rt>b</ruby><bdo dir=rtl>c</bdo><time datetime=2026-11-05>d</time><isindex><plaintext>e",
        "Un texte\n\nsans balise &amp; deux &lt;paragraphes&gt;.",
    ];

    private static readonly string[] Texts =
    [
        "# Titre *de* la pièce\n\nUn paragraphe avec [un lien](https://a.example/ \"t\") et `code`.\n\n> citation\n> > deux\n\n1. un\n   - a\n2. deux\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<b>html</b>\n\n```\ncode\n```\n![i](p.jpg)\n\n[r]: https://r.example/\n",
        "---\ntitle: \"Le \\\"pont\\\"\"\nauthor: [A, 'B']\ndate: 2026-11-05\nid: p\ntags:\n  - a\n# c\nembargo: 2027-01-01T00:00:00Z\nsignal: correction\n---\n# Titre\n\nTexte.\n",
        "Title: Le pont\nBy: A\nLanguage: fr\nTags: a, b\n\nUn.\n\nDeux <b>.\n", "Le pont rouvre\r\n\r\nAprès deux mois,\r\nle pont.\r\n\r\nFin.\r\n",
        """{"uri":"urn:a","reason":"Une\nerreur"}""", "«\u00A0Oui\u00A0» \u202Eabc\u202C \u0000\u0085 e\u0301 \U0001F469\u200D\U0001F680 日本語 ภาษาไทย",
    ];

    private static readonly string[] Mails =
    [
        "Return-Path: <a@courrier.example>\r\nDelivered-To: news+0123456789abcdefghjkmnpqrs@griot.example\r\nDKIM-Signature: v=1; a=rsa-sha256; d=courrier.example; s=s1; h=from:subject; bh=AAAA; b=AAAA\r\nFrom: =?utf-8?q?Awa_Diarra?= <a@courrier.example>, \"B, C\" <b@courrier.example>\r\nTo: news@griot.example\r\nSubject: =?windows-1256?B?x+HM09E=?= Re: Rectificatif : le pont\r\nDate: Sat, 28 Nov 2026 09:30:00 +0100\r\nMessage-ID: <1@courrier.example>\r\nIn-Reply-To: <r@griot.example>\r\nReferences: <q@griot.example> <r@griot.example>\r\nContent-Language: fr\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"a b\"\r\n\r\npreamble\r\n--a b\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nRETRAIT : une erreur =C3=A9tait \r\nGarder le texte\r\n\r\nLe sam. 28 nov. a =C3=A9crit :\r\n> ##- griot -##\r\n> Publi=C3=A9\r\n--in\r\nContent-Type: multipart/related; boundary=rel; type=\"text/html\"; start=\"<h@x>\"\r\n\r\n--rel\r\nContent-Type: image/png; name=\"../p.png\"\r\nContent-ID: <p@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--rel\r\nContent-Type: text/html\r\nContent-ID: <h@x>\r\n\r\n<meta charset=utf-8><p>Le <b>pont</b><img src=\"cid:p@x\"><div class=\"gmail_quote\">##- griot -##</div>\r\n--rel--\r\n--in--\r\n--a b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\nSubject: z\r\n\r\nt\r\n--a b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*0*=utf-8''d%C3%A9; filename*1=cret.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--a b--\r\nepilogue",
        "From a@b Sat Nov 28 09:30:00 2026\nFrom: a@b.example\nSubject: u\nContent-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n#0V%T\n`\nend\n",
        "From: a@b.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\nAuto-Submitted: auto-replied\n\n--x\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n--x--",
        "From: a@b.example\nSubject: w\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgAA",
    ];

    internal static IEnumerable<Seed> All() =>
    [
        .. Feeds.Select(feed => new Seed(Encoding.UTF8.GetBytes(feed.Text), "feed", feed.Format)),
        .. Dates.Select(text => new Seed(Encoding.UTF8.GetBytes(text), "date")),
        .. Html.Select(text => new Seed(Encoding.UTF8.GetBytes(text), "html")),
        .. Texts.Select(text => new Seed(Encoding.UTF8.GetBytes(text), "text")),
        .. Mails.Select(text => new Seed(Encoding.UTF8.GetBytes(text), "mail")),
        .. EmbargoSeeds.All(),
        .. FormSeeds.All(),
        .. ArchiveSeeds.All(),
    ];
}
