using System.Text.RegularExpressions;
using Griot.Tests.House;

namespace Griot.Tests.Hostile;

/// <summary>The rows of the list of cases that concern a reader: each is found by its name. All of H stand once more in the hostile corpus, in a real browser.</summary>
public sealed partial class ReaderSafetyTests
{
    [Theory]
    [InlineData("H01", "scripts and handlers in any field")]
    [InlineData("H02", "addresses that run something or lead elsewhere")]
    [InlineData("H03", "markup that changes when it is read again")]
    [InlineData("H04", "frames, forms, refreshes, bases")]
    [InlineData("H05", "styles")]
    [InlineData("H06", "drawings that run something")]
    [InlineData("H07", "beacons")]
    [InlineData("H08", "names that cover the page's own")]
    [InlineData("H09", "markup that was delivered as text")]
    [InlineData("H10", "openers and referrers")]
    [InlineData("H11", "signs that end a feed, a list or a script early")]
    [InlineData("H12", "cells that a spreadsheet would run")]
    [InlineData("H13", "links that say another address than they lead to")]
    [InlineData("H14", "names that turn a line round")]
    [InlineData("A05", "redirects to another site")]
    [InlineData("A06", "hosts that a request claims")]
    [InlineData("A07", "caches")]
    [InlineData("A08", "lines of the log")]
    [InlineData("A10", "headers, on faults too")]
    [InlineData("A11", "signs of query languages in a search")]
    [InlineData("D03", "crawling")]
    public void Every_row_stands_in_the_name_of_a_test(string row, string about)
    {
        var names = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Names().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value));

        Assert.True(names.Any(name => name.Split('_').Contains(row)), $"{row}, {about}: no test's name says that it is about this");
    }

    [GeneratedRegex(@"public (?:async )?(?:void|Task|ValueTask) (?<name>[A-Z]\d\d_\w+)\(", RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}
