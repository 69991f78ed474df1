using System.Text.RegularExpressions;
using CsCheck;

namespace Griot.Web.Tests.Branding;

public sealed partial class AccentTests
{
    [Fact]
    public void The_grounds_that_an_accent_is_judged_on_are_those_of_the_sheet()
    {
        var sheet = System.Text.Encoding.UTF8.GetString(StyleSheet.House.Content);
        var grounds = Ground().Matches(sheet).Select(match => match.Groups["colour"].Value);

        Assert.Equal(Accent.Light.Concat(Accent.Dark).Select(colour => colour.ToString()), grounds);
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#8a3a12", "#8a3a12", 1)]
    public void Contrast_is_as_WCAG_reckons_it(string one, string other, double ratio) =>
        Assert.Equal(ratio, Colour.Parse(one)!.Value.Contrast(Colour.Parse(other)!.Value), 0.01);

    [Theory]
    [InlineData("#8a3a12", false)]
    [InlineData("#e39a6b", true)]
    [InlineData("#00563f", false)]
    public void A_colour_that_everybody_can_read_is_taken(string colour, bool onDark)
    {
        Assert.Null(Accent.FaultOf(colour, onDark));
        Assert.Equal(colour, Accent.Nearest(colour, onDark));
    }

    [Fact]
    public void A_colour_that_is_too_faint_is_refused_with_the_nearest_one_that_is_not()
    {
        var fault = Accent.FaultOf("#f7a600", onDark: false)!;

        Assert.Contains(Accent.Nearest("#f7a600", onDark: false), fault);
        Assert.Contains("1.77 to 1", fault);
        Assert.Null(Accent.FaultOf(Accent.Nearest("#f7a600", onDark: false), onDark: false));
    }

    [Theory]
    [InlineData("red")]
    [InlineData("8a3a12")]
    [InlineData("#8a3")]
    [InlineData("#8a3a1g")]
    [InlineData("#8a3a12;}body{display:none")]
    [InlineData("")]
    public void What_is_no_colour_is_refused(string text) => Assert.Contains("such as #8a3a12", Accent.FaultOf(text, onDark: false)!);

    [Fact]
    public void The_nearest_colour_is_always_one_that_can_be_read() =>
        Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, Gen.Bool).Sample((red, green, blue, onDark) => Accent.FaultOf(Accent.Nearest(new Colour(red, green, blue).ToString(), onDark), onDark) is null);

    [Fact]
    public void The_sheet_of_a_house_with_a_colour_says_it_last_and_has_an_address_of_its_own()
    {
        var look = new Look(("#00563f", "#7fc7a9"), null, null);

        Assert.NotEqual(Look.Plain.Sheet.Address, look.Sheet.Address);
        Assert.EndsWith("--link:#7fc7a9}}\n", System.Text.Encoding.UTF8.GetString(look.Sheet.Content));
        Assert.NotEqual(Look.Plain.ToString(), look.ToString());
    }

    [GeneratedRegex("--(?:paper|wash):(?<colour>#[0-9a-f]{6})", RegexOptions.NonBacktracking)]
    private static partial Regex Ground();
}
