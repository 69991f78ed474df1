using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("Plain", "Plain")]
    [InlineData("a\0b\u0001c\u0090d\u007Fe", "abcde")]
    [InlineData("a\u202Egpj.exe\u202C\u2066x\u2069", "agpj.exex")]
    [InlineData("\uFEFFOne\r\n\ttwo\u2028three", "One two three")]
    [InlineData("نا\u200Cمه \u0915\u094D\u200D\u0937 soft\u00ADly\u00A0: \u200E!", "نا\u200Cمه \u0915\u094D\u200D\u0937 soft\u00ADly\u00A0: \u200E!")]
    [InlineData("\U0001F600", "\U0001F600")]
    [InlineData("<script>", "<script>")]
    public void X14_controls_go_and_what_shapes_letters_stays(string text, string clean) =>
        Assert.Equal(clean, DisplayText.Clean(text));

    [Fact]
    public void X13_half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("\uFFFDx", DisplayText.Clean("\ud800x"));
}
