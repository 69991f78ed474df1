namespace Griot.Web.Tests;

public sealed class PluralRulesTests
{
    private static readonly PluralRules Arabic = new(new Dictionary<string, string>
    {
        ["zero"] = "n = 0",
        ["one"] = "n = 1",
        ["two"] = "n = 2",
        ["few"] = "n % 100 = 3..10",
        ["many"] = "n % 100 = 11..99",
    });

    [Theory]
    [InlineData(0, "zero")]
    [InlineData(2, "two")]
    [InlineData(103, "few")]
    [InlineData(1011, "many")]
    [InlineData(100, "other")]
    public void Arabic_has_six_forms(long number, string category) => Assert.Equal(category, Arabic.CategoryOf(number));

    [Fact]
    public void Conditions_are_joined_and_negated()
    {
        var russian = new PluralRules(new Dictionary<string, string> { ["few"] = "v = 0 and i % 10 = 2..4 and i % 100 != 12..14" });

        Assert.Equal(["few", "other", "few"], new long[] { 23, 13, 102 }.Select(russian.CategoryOf));
    }
}
