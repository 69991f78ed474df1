using System.Text;
using Griot.Web;

namespace Griot.Exporting.Tests;

/// <summary>A page in a copy: the house's bytes, with links that need no server.</summary>
public sealed class CopiedPageTests
{
    private const string Item = "0123456789abcdefghjkmnpqrs";
    private const string Page = $"/fr/le-fleuve/{Item}";

    [Fact]
    public void Links_are_relative_and_what_they_lead_to_is_told()
    {
        var (text, met) = Copy("""<a href="/fr">1</a><img src="/items/0123456789abcdefghjkmnpqrs/1/media/1/320" srcset="/items/0123456789abcdefghjkmnpqrs/1/media/1/320 320w, /items/0123456789abcdefghjkmnpqrs/1/media/1/640 640w"><a href="/fr?before=3&amp;lang=fr#text">2</a><a href="#text">3</a>""");

        Assert.Equal($"""<a href="../index.html">1</a><img src="../../items/01/{Item}.1.media.1.320.webp" srcset="../../items/01/{Item}.1.media.1.320.webp 320w, ../../items/01/{Item}.1.media.1.640.webp 640w"><a href="../index_before-3_lang-fr.html#text">2</a><a href="#text">3</a>""", text);
        Assert.Equal(["/fr", $"/items/{Item}/1/media/1/320", $"/items/{Item}/1/media/1/320", $"/items/{Item}/1/media/1/640", "/fr?before=3&lang=fr"], met);
    }

    [Theory]
    [InlineData("""<a href="https://lepont.example/a">there</a>""")]
    [InlineData("""<a href="http://copy.invalid/items">there</a>""")]
    [InlineData("""<a href="mailto:a@lepont.example">write</a>""")]
    [InlineData("""<a href="//lepont.example/a">there</a>""")]
    [InlineData("<p>href=\"/fr\" and <b>it's</b> &lt;a href=&quot;/fr&quot;&gt;</p>")]
    [InlineData("""<script type="application/ld+json">{"url":"<a href=\"/fr\">"}</script>""")]
    [InlineData("<!-- <a href=\"/fr\"> -->")]
    [InlineData("<p title='a > b \" c'>Ce qu’il a dit</p>")]
    public void What_is_no_link_of_ours_stays_byte_for_byte(string html) => Assert.Equal(html, Copy(html).Text);

    [Theory]
    [InlineData("/fr/search?q=pont", "../../copy/fr.html#search")]
    [InlineData($"{Page}/ask", "../../copy/fr.html#ask")]
    [InlineData("/fr/case/abc", "../../copy/fr.html#ask")]
    [InlineData($"/fr/verify/{Item}/1", "../../copy/fr.html#check")]
    [InlineData("/feeds/search.atom?q=pont", "../../copy/fr.html#search")]
    [InlineData("/changes", "../../copy/fr.html#ask")]
    public void What_only_a_server_can_do_leads_to_the_page_that_says_so(string link, string written) =>
        Assert.Equal($"""<a href="{written}">x</a>""", Copy($"""<a href="{link}">x</a>""").Text);

    [Fact]
    public void With_a_version_that_can_be_checked_go_its_proof_and_what_it_opens() =>
        Assert.Equal([$"/items/{Item}/1/proof", $"/items/{Item}/1/record", $"/items/{Item}/1/summary"], CopiedPage.Of(Page, 0, Encoding.UTF8.GetBytes($"""<a href="/fr/verify/{Item}/1">x</a>"""), Links()).Beside);

    [Fact]
    public void A_form_gives_way_to_a_link()
    {
        var text = Copy("""<p>a</p><form class="find" action="/fr/search"><input name="q"><button>Chercher</button></form><form method="post"><b>x</b></form><p>b</p>""").Text;

        Assert.Equal("""<p>a</p><p class="find"><a href="../../copy/fr.html#search">Chercher</a></p><p class=""><a href="../../copy/fr.html#ask">Cela ne se fait que sur le site lui-même</a></p><p>b</p>""", text);
    }

    [Fact]
    public void The_guards_that_a_server_says_in_headers_stand_in_the_page() =>
        Assert.Contains("""<meta http-equiv="Content-Security-Policy" content="default-src 'none';""", Copy("<html><head>\n<title>x</title></head></html>").Text, StringComparison.Ordinal);

    [Fact]
    public void An_edition_that_is_not_copied_is_the_sites_own_where_it_can_be_reached()
    {
        Assert.Equal("""<a href="https://griot.example/en/le-fleuve">x</a>""", Copy("""<a href="/en/le-fleuve">x</a>""", Links("fr", live: "https://griot.example/")).Text);
        Assert.Equal("""<a href="../../index.html">x</a>""", Copy("""<a href="/en/le-fleuve">x</a>""", Links("fr")).Text);
    }

    [Fact]
    public void A_list_of_all_ends_after_some_pages_and_a_providers_goes_on()
    {
        Assert.Equal("""<a href="../copy/fr/days.html">older</a>""", Text(CopiedPage.Of("/fr?before=9", CopyLinks.MostOlder, """<a href="/fr?before=7">older</a>"""u8.ToArray(), Links()).Bytes));
        Assert.Equal("""<a href="index_before-7.html">older</a>""", Text(CopiedPage.Of("/fr?before=9", CopyLinks.MostOlder - 1, """<a href="/fr?before=7">older</a>"""u8.ToArray(), Links()).Bytes));
        Assert.Equal("""<a href="le-fleuve_before-7.html">older</a>""", Text(CopiedPage.Of("/fr/le-fleuve?before=9", CopyLinks.MostOlder, """<a href="/fr/le-fleuve?before=7">older</a>"""u8.ToArray(), Links()).Bytes));
    }

    private static (string Text, IReadOnlyList<string> Met) Copy(string html, CopyLinks? links = null) =>
        CopiedPage.Of(Page, 0, Encoding.UTF8.GetBytes(html), links ?? Links()) is var copied ? (Text(copied.Bytes), copied.Met) : default;

    private static CopyLinks Links(string? only = null, string? live = null) =>
        new(new CopyPaths((_, _, _) => null), [.. Editions.All.Where(edition => only is null || edition.Code == only)], live is null ? null : new Uri(live));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
