using CsCheck;
using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

public sealed class SafeHtmlPropertyTests
{
    [Fact]
    public void Tag_soup_becomes_safe_stays_so_and_loses_no_word() =>
        TagSoup.Markup.Sample(html => { Judge.Holds(html); }, iter: 20_000);

    [Fact]
    public void Any_text_becomes_safe_stays_so_and_loses_no_word() =>
        Gen.String.Sample(text => { Judge.Holds(text); }, iter: 2_000);

    [Fact]
    public void An_excerpt_is_a_beginning_that_ends_with_a_whole_character() =>
        Gen.Select(TagSoup.Markup, Gen.Int[0, 40]).Sample((text, most) =>
        {
            var excerpt = VisibleText.Excerpt(text, most);
            Assert.True(excerpt.Length <= most);
            Assert.StartsWith(excerpt, text, StringComparison.Ordinal);
            Assert.False(excerpt.Length > 0 && excerpt.Length < text.Length
                && char.IsHighSurrogate(excerpt[^1]) && char.IsLowSurrogate(text[excerpt.Length]));
        });

    [Fact]
    public void The_text_of_safe_markup_is_the_same_read_with_and_without_a_parser() =>
        TagSoup.Markup.Sample(html =>
        {
            var safe = SafeHtml.Sanitise(html, new Uri("https://a.example/")).Html;
            Assert.Equal(VisibleText.Of(safe), VisibleText.OfSafe(safe));
        }, iter: 20_000);

    [Fact]
    public void Text_without_markup_becomes_the_same_with_and_without_a_parser() =>
        Gen.OneOf(Gen.String, TagSoup.Markup).Sample(text =>
        {
            var plain = string.Concat(text.Split('<', '&', '\0', '\r'));
            Assert.Equal(SafeHtml.Sanitise(plain + "<!-- -->", null).Html, SafeHtml.Sanitise(plain, null).Html);
        }, iter: 5_000);

    [Fact]
    public void Text_cleaned_for_display_is_clean_and_stays_so() =>
        Gen.String.Sample(text =>
        {
            var clean = DisplayText.Clean(text);
            Assert.Equal(clean, DisplayText.Clean(clean));
            Assert.DoesNotContain(clean, char.IsControl);
        });
}
