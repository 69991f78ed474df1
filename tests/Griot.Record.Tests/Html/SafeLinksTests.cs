using CsCheck;
using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

public sealed class SafeLinksTests
{
    [Fact]
    public void A_link_says_where_it_leads_and_what_a_reader_sees_of_it()
    {
        var safe = SafeHtml.Sanitise("<p>Before <a href='https://a.example/?x=1&amp;y=\"'><b>one</b> &amp; two</a><abbr title=x>no link</abbr></p><ul><li><a href=/b>three</a></ul>", new Uri("https://base.example/")).Html;

        Assert.Equal([("https://a.example/?x=1&y=\"", "one & two"), ("https://base.example/b", "three")], SafeLinks.Of(safe));
    }

    [Fact]
    public void The_links_of_safe_markup_are_the_same_read_with_and_without_a_parser() =>
        TagSoup.Markup.Sample(html =>
        {
            var safe = SafeHtml.Sanitise(html, new Uri("https://a.example/")).Html;
            Assert.Equal(PageLinks.Of(safe), SafeLinks.Of(safe).Select(link => link.Address.Trim()));
        }, iter: 5_000);
}
