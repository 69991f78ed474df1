using CsCheck;
using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

public sealed class PageTextTests
{
    private const string Page = "<!doctype html><html><head><title>no</title></head><body><nav>no</nav><h1>The <b>bridge</b></h1>{0}<p>no</p></body></html>";

    [Fact]
    public void Headline_lede_text_and_pictures_are_told_from_the_rest()
    {
        var read = Read("<div class=\"body\" lang=\"en\"><p class=\"lede\">At last</p><p>It is <i>open</i>.</p><p><span class=\"pic\"><b>Picture</b> · The bridge</span></p><p>For good.</p></div>")!;

        Assert.Equal(("The bridge", "At last", "It is open.\n\nFor good."), (read.Headline, read.Lede, read.Body));
        Assert.Equal(["Picture · The bridge"], read.Pictures);
    }

    [Fact]
    public void A_first_heading_within_the_text_is_the_texts_own()
    {
        var read = Read("<div class=\"body\"><h1>Section</h1><blockquote><h1>Another</h1></blockquote><p>text</p></div>")!;

        Assert.Equal(("The bridge", "Section\n\nAnother\n\ntext"), (read.Headline, read.Body));
    }

    [Fact]
    public void A_page_without_text_has_none() => Assert.Null(Read("")!.Body);

    [Theory]
    [InlineData("<h1>Another</h1>")]
    [InlineData("<div class=\"body\">a</div><div class=\"body\">b</div>")]
    public void A_page_that_says_a_thing_twice_has_another_form(string twice) => Assert.Null(Read(twice));

    [Fact]
    public void What_the_allow_list_wrote_is_read_back_as_its_visible_text() => TagSoup.Markup.Sample(html =>
    {
        var safe = SafeHtml.Sanitise(html, null);
        if (safe.IsRefused || safe.Pictures.Count > 0) return;
        Assert.Equal(Squeezed(VisibleText.Of(safe.Html)), Squeezed(Read($"<div class=\"body\">{safe.Html}</div>")!.Body!));
    });

    private static PageText? Read(string inside) => PageText.Read(Page.Replace("{0}", inside, StringComparison.Ordinal));

    private static string Squeezed(string text) => string.Join(' ', text.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries));
}
