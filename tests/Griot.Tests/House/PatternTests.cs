using System.Text.RegularExpressions;

namespace Griot.Tests.House;

/// <summary>X19: no pattern of the house can go back over its text, so none can be made to do so for minutes.</summary>
public sealed partial class PatternTests
{
    [Fact]
    public void X19_every_regular_expression_is_generated_and_can_not_go_back()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.razor", SearchOption.AllDirectories)).Select(File.ReadAllText).ToList();
        var generated = sources.SelectMany(source => Generated().Matches(source)).ToList();

        Assert.NotEmpty(generated);
        Assert.All(generated, one => Assert.Contains("NonBacktracking", one.Value, StringComparison.Ordinal));
        Assert.All(sources, source => Assert.DoesNotMatch(ByHand(), source));
    }

    [GeneratedRegex("(?m)GeneratedRegex\\(.*$", RegexOptions.NonBacktracking)]
    private static partial Regex Generated();

    [GeneratedRegex("new Regex\\(|Regex\\.(IsMatch|Match|Matches|Replace|Split|Count)\\(", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ByHand();
}
