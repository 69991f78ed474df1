using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

/// <summary>The editor whose categories are “Société” and “A la une”: what counts as something, and what does not yet.</summary>
public sealed class SubjectsTests
{
    [Fact]
    public async Task Categories_that_count_as_nothing_yet_are_listed_until_a_line_speaks_of_them_and_broken_lines_are_told()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Item("a", "Société"), Item("b", "A la une"), Item("c", "Fleuve"), Item("d", "FLEUVE"), Item("e", "Carnet"))));
        await house.PollAsync();
        Assert.Equal(["2  le-pont  Fleuve", "1  le-pont  Carnet"], (await house.DoAsync("subjects")).Lines.Select(line => line.Replace("FLEUVE", "Fleuve", StringComparison.Ordinal)));

        house.Write("data/subjects.csv", "le-pont,Fleuve,06000000\nle-pont,Carnet\n*,*,11000000\n");
        var told = await house.RunAsync("subjects", "--json");
        Assert.Equal(1, told.ExitCode);
        var facts = System.Text.Json.Nodes.JsonNode.Parse(told.Output)!;
        Assert.Equal([2, 3], facts["faults"]!.AsArray().Select(fault => fault!["line"]!.GetValue<int>()));
        Assert.Equal(("Carnet", 1, "le-pont"), (facts["unmapped"]![0]!["category"]!.GetValue<string>(), facts["unmapped"]!.AsArray().Count, facts["unmapped"]![0]!["provider"]!.GetValue<string>()));

        await using var site = await house.OpenAsync();
        await site.Server.SaidAsync("subjects.csv, line 2");
        await site.HoldsAsync("/fr/subject/06000000", "article d");
    }

    [Fact]
    public async Task A_line_for_a_provider_that_the_house_does_not_have_is_told_and_a_former_slug_is_known()
    {
        using var house = new DataFolder();
        await house.DoAsync("provider", "add", "--name", "Le Pont", "--kind", "press");
        await house.DoAsync("provider", "set", "le-pont", "--name", "Le Grand Pont", "--slug", "le-grand-pont");
        house.Write("data/subjects.csv", "le-pont,Fleuve,06000000\nle-grand-pont,Crue,06000000\n*,Carnet,-\nle-pnt,Fleuve,06000000\n");
        var told = await house.DoAsync("subjects");
        Assert.Contains("subjects.csv, line 4: no provider of this house is called “le-pnt”", Assert.Single(told.Lines), StringComparison.Ordinal);
        var facts = System.Text.Json.Nodes.JsonNode.Parse((await house.DoAsync("subjects", "--json")).Output)!;
        Assert.Equal((4, "le-pnt"), (facts["strangers"]![0]!["line"]!.GetValue<int>(), Assert.Single(facts["strangers"]!.AsArray())!["provider"]!.GetValue<string>()));
    }

    private static string Item(string id, string category) => Rss.Item(id, $"L’article {id}", "Le texte.").Replace("</item>", $"<category>{category}</category></item>", StringComparison.Ordinal);
}
