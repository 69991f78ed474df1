namespace Griot.Formats.Tests.Values;

public sealed class HeadlineTests
{
    [Theory]
    [InlineData("Use of <script> tags", "Use of <script> tags")]
    [InlineData("a <b>bold</b> <I class='x>y'>claim</I><br/>here", "a bold claim here")]
    [InlineData("AT&amp;T &amp;lt;b&amp;gt; &#8217; &#x2019; &#146; &nbsp;x", "AT&T &lt;b&gt; ’ ’ ’ \u00A0x")]
    [InlineData("&lt;b&gt;not bold&lt;/b&gt;", "<b>not bold</b>")]
    [InlineData("3 < 4 <b 5 & 6 &; &#; &nosuch;", "3 < 4 <b 5 & 6 &; &#; &nosuch;")]
    [InlineData("  two \t\n words\u00A0 \u200D! ", "two words\u00A0 \u200D!")]
    [InlineData("<blink>a</blink><bb>", "<blink>a</blink><bb>")]
    [InlineData("a\u0085b \u0007c&#0;", "a b c\uFFFD")]
    public void A_headline_loses_markup_and_nothing_else(string title, string headline) =>
        Assert.Equal(headline, Feeds.JsonItem($$""", "title": {{System.Text.Json.JsonSerializer.Serialize(title)}}""").Headline);

    [Fact]
    public void A_blank_title_is_none() => Assert.Null(Feeds.RssItem("<title> \n </title>").Headline);

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_replacement() =>
        Assert.Equal("a\uFFFDb😀\\ud800", Feeds.JsonItem(""", "title": "a\ud800b\ud83d\ude00\\ud800" """).Headline);
}
