using System.Text.RegularExpressions;

namespace Griot.Tests.House;

/// <summary>The rooms, the arrows between them, and what they take from outside.</summary>
public sealed partial class ArrowTests
{
    // Who may speak SQL: the store of the truth, those of the desk and the hub, and what is derived.
    private static readonly string[] SpeakSql = ["Griot.Enrichment", "Griot.Feedback", "Griot.Ledger", "Griot.Syndication"];

    [Fact]
    public void The_arrows_of_the_architecture_are_the_references_between_the_projects()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Checkout.Root, "ARCHITECTURE.md")), "ARCHITECTURE.md is not present");
        var block = Arrows().Match(Checkout.Read("ARCHITECTURE.md"));
        Assert.True(block.Success, "ARCHITECTURE.md has no block fenced as ```arrows");
        var drawn = block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Normal);
        var built = Checkout.Projects.Select(project => Line(project.Name, Checkout.References(project.Project, "ProjectReference")));
        Assert.Equal(built.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("Dapper")]
    public void Only_the_rooms_that_keep_a_store_name_its_packages(string package)
    {
        var users = Checkout.Projects.Where(project => Checkout.References(project.Project, "PackageReference").Contains(package)).ToList();
        Assert.Subset(SpeakSql.ToHashSet(StringComparer.Ordinal), users.Select(project => project.Name).ToHashSet(StringComparer.Ordinal));
        Assert.All(users, project => Assert.Equal("compile", project.Project.Descendants("PackageReference")
            .Single(reference => reference.Attribute("Include")!.Value == package).Attribute("PrivateAssets")?.Value));
    }

    [Fact]
    public void Packages_are_few()
    {
        var all = Checkout.Projects.SelectMany(project => Checkout.References(project.Project, "PackageReference")).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(all.Count <= 22, string.Join(", ", all));
        var formats = Checkout.References(Checkout.Projects.Single(project => project.Name == "Griot.Formats").Project, "PackageReference").ToList();
        Assert.True(formats.Count <= 3, string.Join(", ", formats));
    }

    // “A -> B, C” in any order and spacing; a room without arrows refers to “nothing”.
    private static string Normal(string line)
    {
        var parts = line.Split("->", 2, StringSplitOptions.TrimEntries);
        return Line(parts[0], parts[1] == "nothing" ? [] : parts[1].Split(',', StringSplitOptions.TrimEntries));
    }

    private static string Line(string name, IEnumerable<string> to) => $"{name} -> {string.Join(", ", to.Order(StringComparer.Ordinal))}";

    [GeneratedRegex("```arrows\n(?<lines>[^`]*)```", RegexOptions.NonBacktracking)]
    private static partial Regex Arrows();
}
