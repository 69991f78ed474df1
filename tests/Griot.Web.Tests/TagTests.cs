namespace Griot.Web.Tests;

public sealed class TagTests
{
    [Theory]
    [InlineData("ar", "rtl")]
    [InlineData("AR-mr", "rtl")]
    [InlineData("fr", "ltr")]
    [InlineData("ha-Arab", "rtl")]
    [InlineData("ar-Latn", "ltr")]
    [InlineData(null, "auto")]
    [InlineData("\"><script>", "auto")]
    public void Direction_comes_from_script_and_language(string? tag, string direction) =>
        Assert.Equal(direction, Tag.Direction(tag));

    [Theory]
    [InlineData("ar", "، "), InlineData("fa-AF", "، "), InlineData("ha-Arab", "، "), InlineData("ar-Latn", ", "), InlineData("he", ", "), InlineData("fr", ", "), InlineData(null, ", "), InlineData("<ar>", ", ")]
    public void A_list_has_the_comma_of_its_letters(string? tag, string comma) => Assert.Equal(comma, Tag.Comma(tag));

    [Fact]
    public void Only_what_has_the_form_of_a_tag_is_one()
    {
        Assert.Null(Tag.WellFormed("fr\" onload=x"));
        Assert.Null(Tag.WellFormed(new string('a', 400)));
        Assert.Equal("fr", Tag.Primary("FR-ml"));
        Assert.True(Tag.SameLanguage("pt-BR", "pt"));
        Assert.False(Tag.SameLanguage(null, null));
    }
}
