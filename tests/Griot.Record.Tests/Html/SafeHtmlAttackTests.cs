using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

public sealed class SafeHtmlAttackTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>x")]
    [InlineData("<ScRiPt src=//evil.example></sCrIpT >x")]
    [InlineData("<img src=x onerror=alert(1)>x<svg onload=alert(1)>")]
    [InlineData("<body onload=alert(1)>x")]
    [InlineData("<p>x<script>alert(1)")]
    public void H01_script_is_gone_and_the_text_is_not(string html) => AssertInert(html, "x");

    [Theory]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("java\tscr\nipt:alert(1)")]
    [InlineData("&#x6A;avascript&colon;alert(1)")]
    [InlineData("&#1;javascript:alert(1)")]
    [InlineData(" \u00A0javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    [InlineData("feed:javascript:x")]
    [InlineData("view-source:https://evil.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//evil.example/")]
    [InlineData("\\\\evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/&Tab;/evil.example/")]
    [InlineData("https:\\\\evil.example/")]
    [InlineData("https:evil.example")]
    [InlineData("https:///evil.example")]
    [InlineData("https://")]
    public void H02_a_dangerous_address_is_dropped_and_its_text_stays(string address)
    {
        var html = $"<a href=\"{address}\">x</a><img src=\"{address}\"><q cite=\"{address}\">y</q>";

        Assert.Equal("<p>x<q>y</q></p>", Judge.Holds(html));
        Assert.Empty(SafeHtml.Sanitise(html, new Uri("https://paper.example/")).Links);
    }

    [Theory]
    [InlineData("https://a.example/?q=1&amp;r=\u00E9#f", "https://a.example/?q=1&amp;r=\u00E9#f")]
    [InlineData("HTTP://A.example", "HTTP://A.example")]
    [InlineData("mailto:desk@a.example", "mailto:desk@a.example")]
    [InlineData(" ../2.html\n", "https://paper.example/2.html")]
    [InlineData("#note", "https://paper.example/news/1.html#note")]
    [InlineData("a:b/c", null)]
    [InlineData("./a:b", "https://paper.example/news/a:b")]
    public void Addresses_are_absolute_after_resolving(string address, string? expected) =>
        Assert.Equal(expected is null ? "<p>x</p>" : $"<p><a href=\"{expected}\">x</a></p>", Judge.Holds($"<a href=\"{address}\">x</a>"));

    [Fact]
    public void A_relative_address_without_a_base_is_dropped() =>
        Assert.Equal("<p>x</p>", Judge.Holds("<a href='/a'>x</a><img src=b.png>", baseAddress: null));

    [Theory]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src onerror=alert(1)&gt;\">")]
    [InlineData("<svg><style><img src=x onerror=alert(1)></style></svg>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">")]
    [InlineData("<template><svg><a xlink:href=javascript:x>")]
    [InlineData("<select><template><style></select><img src=x onerror=alert(1)>")]
    [InlineData("<math><annotation-xml encoding=text/html><style><img src=x onerror=alert(1)>")]
    [InlineData("<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style><img onerror=alert(1) src>\">")]
    [InlineData("<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">")]
    [InlineData("<table><a><table><a><td><a href=https://a.example>x</a>")]
    [InlineData("<a><svg><desc><a><table><a></table></desc></svg><p>y<a>z")]
    public void H03_a_second_reading_gives_nothing_new(string html) => Judge.Holds(html);

    [Theory]
    [InlineData("<iframe srcdoc='<script>alert(1)</script>'></iframe>x")]
    [InlineData("<form action=https://evil.example><button formaction=javascript:x>x</button></form>")]
    [InlineData("<meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example><link rel=stylesheet href=x>x")]
    [InlineData("<object data=x><param name=a></object><embed src=x>x")]
    [InlineData("<video poster=https://evil.example/p><source srcset=x></video>x")]
    [InlineData("<table background=https://evil.example/b><tr><td background=x>x</table>")]
    [InlineData("<style>@import url(//evil.example)</style><p style='background:url(//evil.example)'>x")]
    [InlineData("<input name=attributes><a id=cookie name=cookie></a>x")]
    public void H04_H05_H08_nothing_that_acts_fetches_or_names_is_left(string html) => AssertInert(html, "x");

    [Fact]
    public void H09_what_is_delivered_as_text_is_shown_as_text_once_decoded()
    {
        Assert.Equal("<p>&lt;script&gt;x</p>", Judge.Holds("&lt;script&gt;x"));
        Assert.Equal("<p>&amp;lt;script</p>", Judge.Holds("&amp;lt;script"));
        Assert.Equal("<p>]]&gt;</p>", Judge.Holds("<![CDATA[<script>]]>"[^3..]));
    }

    private static void AssertInert(string html, string text)
    {
        var safe = Judge.Holds(html);

        Assert.Equal(text, VisibleText.Of(safe));
        Assert.DoesNotContain("evil", safe);
        Assert.DoesNotContain("alert", safe);
    }
}
