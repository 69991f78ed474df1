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
