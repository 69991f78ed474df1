using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

public sealed class SafeHtmlCapTests
{
    public static TheoryData<string, string, string, int> Floods => new()
    {
        { "nested blocks", "<div>", "", 200_000 },
        { "unclosed bold", "<b>", "", 10_000 },
        { "unclosed links with blocks", "<a href=x><div>", "", 10_000 },
        { "unclosed fonts with paragraphs", "<font><p>x", "", 10_000 },
        { "misnested bold", "<b><div>", "</b>", 10_000 },
        { "nested templates", "<template>", "", 100_000 },
        { "nested tables", "<table><tr><td>", "", 50_000 },
        { "foster-parented", "<table><b>", "", 20_000 },
        { "foreign", "<svg><desc>", "", 50_000 },
        { "angle brackets", "<", "", 5_000_000 },
        { "ampersands", "&#x", "", 1_000_000 },
        { "comments", "<!--", "", 400_000 },
        { "bases", "<base>", "", 50_000 },
    };

    // Ended here means bounded; how fast is the benchmark's to say.
    [Theory]
    [MemberData(nameof(Floods))]
    public void A_flood_ends(string flood, string opening, string closing, int times)
    {
        var html = Repeat(opening, times) + Repeat(closing, times);
        var result = SafeHtml.Sanitise(html, null);

        Assert.True(result.IsRefused ? result.Html.Length == 0 : result.Html.Length <= SafeHtml.MaxLength, flood);
    }

    [Theory]
    [InlineData("<link rel=stylesheet href=\"{0}\">x")]
    [InlineData("<base href=\"{0}\">x")]
    [InlineData("<iframe src=\"{0}\"></iframe>x")]
    [InlineData("<object data=\"{0}\"></object>x")]
    [InlineData("<video src=\"{0}\" poster=\"{0}\">x</video>")]
    [InlineData("<embed src=\"{0}\">x")]
    [InlineData("<input type=image src=\"{0}\">x")]
    [InlineData("<img src=\"{0}\" srcset=\"{0}\">x")]
    [InlineData("<a href=\"{0}\" ping=\"{0}\">x</a>")]
    [InlineData("<meta http-equiv=content-type content=\"{0}\">x")]
    public void An_address_of_half_a_million_characters_costs_no_more_than_its_length(string html)
    {
        var delivered = html.Replace("{0}", Repeat("\u200D", 500_000), StringComparison.Ordinal);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var safe = SafeHtml.Sanitise(delivered, new Uri("https://paper.example/"));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal("<p>x</p>", safe.Html);
        Assert.InRange(allocated, 0, delivered.Length * 16L);
    }

    [Theory]
    [MemberData(nameof(Floods))]
    public void A_flood_allocates_in_proportion_to_what_the_caps_let_grow(string flood, string opening, string closing, int times)
    {
        var html = Repeat(opening, times) + Repeat(closing, times);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SafeHtml.Sanitise(html, null);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated < (html.Length * 16L) + (SafeHtml.MaxElements * 1_500L), $"{flood}: {allocated} bytes");
    }

    [Fact]
    public void A_flood_of_relative_links_allocates_no_more_than_40_MB()
    {
        var html = Repeat("<a href=x>", 18_600);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SafeHtml.Sanitise(html, new Uri("https://paper.example/"));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, 40_000_000);
    }

    [Fact]
    public void Ten_thousand_bolds_that_differ_do_not_multiply()
    {
        var html = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<p><b title={i}>x</p>"));

        Assert.True(SafeHtml.Sanitise(html, null).IsRefused);
    }

    [Fact]
    public void A_hundred_thousand_attributes_are_none_that_is_kept() =>
        Assert.Equal("<p>x</p>", SafeHtml.Sanitise("<p " + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}=1 ")) + ">x", null).Html);

    [Fact]
    public void Nesting_is_shown_up_to_the_cap_and_refused_beyond_it()
    {
        Assert.Equal("<p>x</p>", SafeHtml.Sanitise(Repeat("<div>", SafeHtml.MaxDepth - 1) + "x", null).Html);
        Assert.True(SafeHtml.Sanitise(Repeat("<div>", SafeHtml.MaxDepth + 1) + "x", null).TooDeep);
        Assert.False(SafeHtml.Sanitise(Repeat("<blockquote>", SafeHtml.MaxDepth - 2) + "x", null).IsRefused);
    }

    [Fact]
    public void A_link_around_a_thousand_blocks_may_not_swell_the_page() =>
        Assert.True(SafeHtml.Sanitise($"<a href=https://a.example/{Repeat("x", 3000)}>" + Repeat("<p>x</p>", 1000), null).TooLarge);

    [Fact]
    public void What_is_too_large_is_refused_whole() =>
        Assert.Equal(SafeHtmlRefusal.TooLarge, SafeHtml.Sanitise(new string('x', SafeHtml.MaxLength + 1), null).Refusal);

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
