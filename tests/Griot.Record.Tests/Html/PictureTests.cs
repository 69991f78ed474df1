using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

public sealed class PictureTests
{
    private static readonly Uri Base = new("https://paper.example/news/1.html");

    [Fact]
    public void Pictures_and_links_are_listed_with_what_their_figure_says()
    {
        var result = SafeHtml.Sanitise(
            """
            <figure><a href="/big"><img src="p.jpg" alt="A &amp; B" width="640" height="x" srcset="q.jpg 2x" loading=lazy></a>
            <figcaption>The <b>bridge</b>. <span class="photo-credit">Photo: A. Person</span></figcaption></figure><a href="/big">again</a>
            """, Base);

        Assert.Equal([new Picture("https://paper.example/news/p.jpg", "A & B", "The bridge. Photo: A. Person", "Photo: A. Person")], result.Pictures);
        Assert.Equal(["https://paper.example/big"], result.Links);
        Assert.Equal(
            """<figure><a href="https://paper.example/big"><img src="https://paper.example/news/p.jpg" alt="A &amp; B" width="640"></a><figcaption>The <b>bridge</b>. Photo: A. Person</figcaption></figure><p><a href="https://paper.example/big">again</a></p>""",
            result.Html);
    }

    [Theory]
    [InlineData("width=1 height=1")]
    [InlineData("width=0")]
    [InlineData("height='1px'")]
    [InlineData("style='border:0; WIDTH : 1px'")]
    [InlineData("style='height:1px !important'")]
    public void H07_a_beacon_is_neither_shown_nor_listed(string size)
    {
        var result = SafeHtml.Sanitise($"<p>x<img src=https://t.example/b.gif {size}></p>", Base);

        Assert.Equal("<p>x</p>", result.Html);
        Assert.Empty(result.Pictures);
    }

    [Theory]
    [InlineData("width=100%")]
    [InlineData("style='width:1em'")]
    [InlineData("style='border-width:1px'")]
    public void A_picture_of_any_other_size_is_shown(string size) =>
        Assert.Single(SafeHtml.Sanitise($"<img src=https://a.example/p.jpg {size}>", Base).Pictures);
}
