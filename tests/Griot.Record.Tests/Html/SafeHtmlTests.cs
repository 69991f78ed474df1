using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

public sealed class SafeHtmlTests
{
    [Theory]
    [InlineData("<p>One</p><p>Two</p>", "<p>One</p><p>Two</p>")]
    [InlineData("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>")]
    [InlineData("<div><div><p>One</p></div>two <b>and</b> more</div>", "<p>One</p><p>two <b>and</b> more</p>")]
    [InlineData("One<p>Two</p>three", "<p>One</p><p>Two</p><p>three</p>")]
    [InlineData("<b><p>One</p><p>Two</p></b>", "<p><b>One</b></p><p><b>Two</b></p>")]
    [InlineData("<a href='https://a.example/'><div>One</div><div>Two</div></a>", "<p><a href=\"https://a.example/\">One</a></p><p><a href=\"https://a.example/\">Two</a></p>")]
    [InlineData("<p>One<br><br>two</p>", "<p>One<br><br>two</p>")]
    [InlineData("<p>One</p><br><p><br></p><p></p><p>&nbsp;</p>", "<p>One</p><p>\u00A0</p>")]
    [InlineData("<ul> <li>One</li> <li><div>Two</div>three</li> </ul>", "<ul><li>One</li><li><p>Two</p>three</li></ul>")]
    [InlineData("<h2><div>One</div></h2>", "<h2>One</h2>")]
    [InlineData("<table><tr><td><td>x</table>", "<table><tbody><tr><td></td><td>x</td></tr></tbody></table>")]
    [InlineData("<pre>\n\n one\n  two</pre>", "<pre>\n\n one\n  two</pre>")]
    [InlineData("<blockquote>One <i> </i>two</blockquote>", "<blockquote>One  two</blockquote>")]
    [InlineData("<strike>x</strike><font color=red>y</font>", "<p><s>x</s>y</p>")]
    [InlineData("<div dir=RTL lang=ar><p>نص</p></div>", "<div lang=\"ar\" dir=\"rtl\"><p>نص</p></div>")]
    [InlineData("<a href=https://a.example/><table><tr><td>x<a href=https://b.example/>y</a></table>", "<table><tbody><tr><td><a href=\"https://a.example/\">x</a><a href=\"https://b.example/\">y</a></td></tr></tbody></table>")]
    [InlineData("<ruby>x<rt>y<font><rt>z</ruby>", "<p><ruby>x<rt>yz</rt></ruby></p>")]
    [InlineData("<ul><li>a<section><li>b</section></ul>", "<ul><li>a<p>b</p></li></ul>")]
    [InlineData("<small><small><small><small>x</small></small></small></small>", "<p><small><small><small>x</small></small></small></p>")]
    [InlineData("a <span lang=fr>mot</span> <span>b</span>", "<p>a <span lang=\"fr\">mot</span> b</p>")]
    public void Each_delivered_block_is_one_block(string html, string safe) => Assert.Equal(safe, Judge.Holds(html));

    [Theory]
    [InlineData("One\nline", "<p>One\nline</p>")]
    [InlineData("One\n\nTwo\r\n \r\nThree", "<p>One</p><p>Two</p><p>Three</p>")]
    [InlineData("5 &lt; 6 &amp; 7", "<p>5 &lt; 6 &amp; 7</p>")]
    [InlineData("", "")]
    [InlineData(" \n\n ", "")]
    public void Text_without_tags_is_parted_at_blank_lines(string html, string safe) => Assert.Equal(safe, Judge.Holds(html));

    [Fact]
    public void No_break_spaces_joiners_and_letters_stay_as_they_are()
    {
        const string Words = "«\u202Fmot\u00A0» \u200Fنص\u200C\u200D e\u0301 \U0001F469\u200D\U0001F680 soft\u00ADhyphen";

        Assert.Equal($"<p>{Words}</p>", Judge.Holds($"<p>{Words}</p>"));
    }

    [Theory]
    [InlineData("a\0b\u0001c\u001Fd", "<p>abcd</p>")]
    [InlineData("a&#13;b\fc", "<p>a\nb c</p>")]
    public void What_no_page_can_carry_is_replaced(string html, string safe) => Assert.Equal(safe, Judge.Holds(html));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("<p>\uFFFDx\uFFFD</p>", Judge.Holds("<p>\ud800x\udc00</p>"));

    [Theory]
    [InlineData("Le fleuve\uFFFF monte.", "<p>Le fleuve\uFFFD monte.</p>")]
    [InlineData("<p>Le fleuve\uFFFF monte.</p><p title='\uFFFF'>La ville attend.</p>", "<p>Le fleuve\uFFFD monte.</p><p>La ville attend.</p>")]
    [InlineData("<p>Le fleuve&#xFFFF; monte.</p><p>La ville attend.</p>", "<p>Le fleuve\uFFFD monte.</p><p>La ville attend.</p>")]
    [InlineData("<p><abbr title='a\uFFFFb'>x</abbr></p>", "<p><abbr title=\"a\uFFFDb\">x</abbr></p>")]
    public void What_the_parser_takes_for_the_end_becomes_the_replacement_character_and_the_words_behind_it_stay(string html, string safe) => Assert.Equal(safe, Judge.Holds(html));

    [Fact]
    public void Each_of_many_pictures_has_its_own_address_and_words_and_one_without_a_safe_address_is_left_out() => Assert.Equal(
        "<p><img src=\"https://a.example/1.jpg\" alt=\"x\"><img src=\"https://a.example/1.jpg\" alt=\"y\"><img src=\"https://a.example/2.jpg\" alt=\"\"><img src=\"https://a.example/1.jpg\"></p>",
        Judge.Holds("<img src=https://a.example/1.jpg alt=x><img src=https://a.example/1.jpg alt=y><img alt=none><img src='javascript:x'><img src=https://a.example/2.jpg alt=''><img src=https://a.example/1.jpg>"));

    [Fact]
    public void A_link_that_nobody_closed_leads_to_the_same_place_in_each_paragraph_and_the_next_one_to_its_own() => Assert.Equal(
        "<p><a href=\"https://a.example/\" lang=\"ar\">x</a></p><p><a href=\"https://a.example/\" lang=\"ar\">y</a></p><p><a href=\"https://a.example/\">z</a><a href=\"https://b.example/\">v</a>w</p>",
        Judge.Holds("<p><a href=https://a.example/ lang=ar>x<p>y<p><a href=https://a.example/>z<a href=https://b.example/>v</a><a href='javascript:x'>w</a>"));

    [Theory]
    [InlineData("<p onclick=x id=a name=b class=c style='position:fixed' data-x=1>x</p>", "<p>x</p>")]
    [InlineData("<a href=https://a.example/ target=_blank ping=https://b.example rel=x>x</a>", "<p><a href=\"https://a.example/\">x</a></p>")]
    [InlineData("<td>x</td>", "<p>x</p>")]
    [InlineData("<ol start=3 reversed type=i><li value=9>x</ol>", "<ol start=\"3\" reversed=\"\" type=\"i\"><li value=\"9\">x</li></ol>")]
    [InlineData("<table><tr><td colspan=2 rowspan=99999 scope=ROW bgcolor=red>x</table>", "<table><tbody><tr><td colspan=\"2\" scope=\"row\">x</td></tr></tbody></table>")]
    [InlineData("<time datetime=2026-11-23 onclick=x>x</time> <time datetime='&lt;'>y</time>", "<p><time datetime=\"2026-11-23\">x</time> <time>y</time></p>")]
    [InlineData("<blockquote cite='javascript:x'>x</blockquote>", "<blockquote>x</blockquote>")]
    public void Only_listed_attributes_with_sane_values_stay(string html, string safe) => Assert.Equal(safe, Judge.Holds(html));

    [Fact]
    public void Text_of_elements_that_are_not_allowed_stays_in_its_place() =>
        Assert.Equal("<p>a b c d e</p><p>f</p><p>g</p>", Judge.Holds("a <button formaction=x>b</button> <video poster=x>c</video> <x-y>d</x-y> <label>e</label><form action=x>f</form><marquee>g"));

    [Theory]
    [InlineData("<p>a <math><mi>x</math> b</p><p>c", "<p>a  b</p><p>c</p>")]
    [InlineData("<p>a <math><mrow><mtext>x</mrow><mo>y</mo></math> b</p><p>c", "<p>a  b</p><p>c</p>")]
    [InlineData("<p>a <math><mi>x<malignmark/></math> b</p><p>c", "<p>a  b</p><p>c</p>")]
    [InlineData("<p>a <math><mtext>x <b>y</b> <span>z</math> b</p><p>c", "<p>a  b</p><p>c</p>")]
    [InlineData("<p>a <math><mtext>x <p>y</p> z</mtext></math> b</p><p>c", "<p>a  b</p><p>c</p>")]
    [InlineData("<p>a <svg><title>x</svg> b</p><p>c", "<p>a  b</p><p>c</p>")]
    [InlineData("<p><i><svg><style><g>x</i>b</p><p>c", "<p>b</p><p>c</p>")]
    [InlineData("<h1>a<math><html>x</h1>b<p>c", "<h1>a</h1><p>b</p><p>c</p>")]
    [InlineData("<h1>a<svg><template>x</h1>b<p>c", "<h1>a</h1><p>b</p><p>c</p>")]
    [InlineData("<table><tr><th>a<svg><td>x</th><td>b</table>", "<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>")]
    [InlineData("<h1>a<svg><html>x</html></svg></h1>b<p>c", "<h1>a</h1><p>b</p><p>c</p>")]
    public void A_formula_or_drawing_left_open_within_hides_no_word_behind_it(string html, string safe) => Assert.Equal(safe, Judge.Holds(html));

    // A browser shows b in the cell.
    [Fact]
    public void The_end_of_a_cell_in_a_drawing_ends_the_cell_around_it_and_text_behind_is_shown_before_the_table() =>
        Assert.Equal("<p>b</p><table><tbody><tr><td>a</td></tr></tbody></table>", Judge.Holds("<table><tr><td>a<svg><td>x</td></svg>b</td></tr></table>"));

    [Theory]
    [InlineData("<isindex prompt=x>", "")]
    [InlineData("<p>a <ISINDEX label=x>b</isindex> c", "<p>a b c</p>")]
    [InlineData("a &lt;isindex&gt; \uE000\uE000 isindex", "<p>a &lt;isindex&gt; \uE000\uE000 isindex</p>")]
    [InlineData("<abbr title='</IsIndex>'>x</abbr><plaintext><isIndex>", "<p><abbr title=\"&lt;/IsIndex&gt;\">x</abbr></p><pre>&lt;isIndex&gt;</pre>")]
    public void No_word_is_added_that_nobody_delivered(string html, string safe)
    {
        Assert.Equal(safe, SafeHtml.Sanitise(html, null).Html);
        Assert.Equal(safe, SafeHtml.Sanitise(safe, null).Html);
        Assert.DoesNotContain("index.", VisibleText.Of(html), StringComparison.Ordinal);
    }
}
