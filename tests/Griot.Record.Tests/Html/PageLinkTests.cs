using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

public sealed class PageLinkTests
{
    [Fact]
    public void Every_link_of_a_page_is_given_in_order_as_it_is_written() => Assert.Equal(
        ["/fr", "https://other.example/?a=1&b", "javascript:x"],
        PageLinks.Of("<nav><a href=\" /fr \">a</a></nav><p><a href='https://other.example/?a=1&amp;b'>b</a><a>none</a><a href=''>none</a><a href=javascript:x>c</a>"));

    [Theory]
    [InlineData("")]
    [InlineData("no page")]
    [InlineData("\u0000<a href")]
    public void What_has_no_links_gives_none(string html) => Assert.Empty(PageLinks.Of(html));

    [Fact]
    public void A_page_of_a_form_that_is_not_read_gives_none() =>
        Assert.Empty(PageLinks.Of(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "<a href=/fr>a</a>"));
}
