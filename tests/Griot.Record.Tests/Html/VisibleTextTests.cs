using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("<p>One</p><p>Two</p>", "One\n\nTwo")]
    [InlineData("<div>One</div>two", "One\n\ntwo")]
    [InlineData("a<b>b</b> \n <i> c</i>", "ab c")]
    [InlineData("One<br>two<br><br>three", "One\ntwo\n\nthree")]
    [InlineData("<ul><li>One</li><li>Two</li></ul>", "One\nTwo")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("x<pre>\n a\n\n  b\n</pre>y", "x\n\n a\n\n  b\n\ny")]
    [InlineData("a<script>x</script><style>y</style><img alt=z>b", "ab")]
    [InlineData("One\n\nTwo", "One\n\nTwo")]
    [InlineData("«\u00A0mot\u202F» a\u200Db", "«\u00A0mot\u202F» a\u200Db")]
    [InlineData("&lt;b&gt; &amp;amp;", "<b> &amp;")]
    [InlineData("", "")]
    public void Blocks_part_and_inline_elements_do_not(string html, string text)
    {
        Assert.Equal(text, VisibleText.Of(html));
        Assert.Equal(text, VisibleText.Of(SafeHtml.Sanitise(html, null).Html));
    }

    [Theory]
    [InlineData("A short text", 50, "A short text")]
    [InlineData("One two three", 9, "One two")]
    [InlineData("One two three", 7, "One two")]
    [InlineData("One two, three", 8, "One two,")]
    [InlineData("Il dit «\u00A0oui\u00A0» hier", 10, "Il dit")]
    [InlineData("Unbreakableword", 5, "Unbre")]
    [InlineData("e\u0301e\u0301e\u0301", 3, "e\u0301")]
    [InlineData("\U0001F469\u200D\U0001F680\U0001F469\u200D\U0001F680", 7, "\U0001F469\u200D\U0001F680")]
    [InlineData("一二三四五", 3, "一二三")]
    [InlineData("x", 0, "")]
    public void An_excerpt_ends_where_a_word_ends(string text, int most, string excerpt) =>
        Assert.Equal(excerpt, VisibleText.Excerpt(text, most));
}
