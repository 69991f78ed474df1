using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class ImportTests : IDisposable
{
    private const string List =
        """
        <opml version="1.1"><body><outline text="Presse">
        <outline text="Le Pont" type="rss" xmlUrl="https://lepont.example/feed" htmlUrl="https://lepont.example/"/>
        <outline text="Sans adresse" type="rss"/>
        <outline text="L'Autre" xmlUrl="http://lepont.example/feed/"/>
        </outline></body></opml>
        """;

    private readonly DataFolder house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task A_list_is_known_by_its_content_and_reported_line_by_line_with_a_sum()
    {
        var outcome = await house.RunAsync("provider", "import", house.Write("liste.txt", List), "--country", "ML", "--language", "fr,bm", "--capacity", "independent", "--terms", "excerpt");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(3, outcome.Lines.Length);
        Assert.StartsWith("line 2: added  Le Pont  le-pont", outcome.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("line 3: refused  Sans adresse", outcome.Lines[1], StringComparison.Ordinal);
        Assert.Contains("“Le Pont”", outcome.Lines[2], StringComparison.Ordinal);
        Assert.Equal("1 added, 1 were there, 1 refused; 1 with a note to look at", outcome.Messages.Trim());
        var card = await house.AskAsync("provider", "show", "le-pont");
        Assert.Equal(("press", "ML", "excerpt"), (card["kind"]!.GetValue<string>(), card["country"]!.GetValue<string>(), card["terms"]!.GetValue<string>()));
        Assert.Equal(["fr", "bm"], card["languages"]!.AsArray().Select(language => language!.GetValue<string>()));
    }

    [Fact]
    public async Task Scripts_get_one_array_and_a_second_import_finds_all_there()
    {
        var list = house.Write("liste.opml", List);
        await house.RunAsync("provider", "import", list);

        var outcome = await house.RunAsync("provider", "import", list, "--json");

        var lines = JsonNode.Parse(Assert.Single(outcome.Lines))!.AsArray();
        Assert.Equal(["exists", "refused", "exists"], lines.Select(line => line!["result"]!.GetValue<string>()));
        Assert.All(lines, line => Assert.Equal(["line", "result", "name", "detail", "note"], line!.AsObject().Select(field => field.Key)));
    }

    [Fact]
    public async Task The_register_goes_from_house_to_house_as_a_list()
    {
        using var second = new DataFolder();
        await house.DoAsync("provider", "add", "--name", "Le Pont & Cie", "--kind", "institution", "--capacity", "government", "--country", "ML", "--language", "fr", "--feed", "https://lepont.example/a?b=1&c=2", "--contact", "a@lepont.example");
        await house.DoAsync("channel", "add", "le-pont-cie", "--feed", "https://lepont.example/b");
        await house.DoAsync("provider", "export", "--opml", house.File("register.opml"));

        await second.DoAsync("provider", "import", house.File("register.opml"));

        var (here, there) = (await house.AskAsync("provider", "show", "le-pont-cie"), await second.AskAsync("provider", "show", "le-pont-cie"));
        foreach (var field in (string[])["name", "kind", "country", "languages", "contact", "terms"])
            Assert.Equal(here[field]?.ToJsonString(), there[field]?.ToJsonString());
        Assert.Equal(here["channels"]!.AsArray().Select(channel => channel!["address"]!.GetValue<string>()), there["channels"]!.AsArray().Select(channel => channel!["address"]!.GetValue<string>()));
        Assert.Equal((await house.DoAsync("provider", "export", "--opml")).Output, (await second.DoAsync("provider", "export", "--opml")).Output);
    }

    [Theory]
    [InlineData("https://\u0440\u0430\u0443pal.example/feed", "https://paypal.example/"), InlineData("https://paypal.example/feed", "https://\u0440\u0430\u0443pal.example/")]
    public async Task H13_a_feed_or_home_whose_host_can_be_taken_for_another_is_noted_on_its_line(string feed, string home)
    {
        var list = house.Write("liste.csv", $"name,kind,capacity,country,language,home,contact,terms,feed,about\nPal,press,independent,ML,fr,{home},,,{feed},\nLe Pont,press,independent,ML,fr,https://lepont.example/,,,https://école.example/feed,\n");

        var outcome = await house.DoAsync("provider", "import", list);

        Assert.Equal(
            ["line 2: added  Pal  pal  (the name of the host can be taken for another; it is xn--pal-5cd3fta.example. Is it the provider's own?)", "line 3: added  Le Pont  le-pont"],
            outcome.Lines.Select(line => line.TrimEnd()));
        Assert.Equal("2 added, 0 were there, 0 refused; 1 with a note to look at", outcome.Messages.Trim());
    }

    [Fact]
    public async Task X14_a_name_that_can_be_taken_for_another_providers_is_noted_on_its_line()
    {
        await house.DoAsync("provider", "add", "--name", "Le Pont", "--kind", "press");
        var list = house.Write("liste.csv", "name,kind,feed\nL\u0435 Pont,press,https://one.example/feed\nLe Fleuve,press,https://two.example/feed\nLe F1euve,press,https://three.example/feed\n");

        var outcome = await house.DoAsync("provider", "import", list);

        Assert.Equal(
            [
                "line 2: added  L\u0435 Pont  l-pont  (the name can be taken for that of “Le Pont” (le-pont); readers tell providers by their names)",
                "line 3: added  Le Fleuve  le-fleuve",
                "line 4: added  Le F1euve  le-f1euve  (the name can be taken for that of “Le Fleuve” (le-fleuve); readers tell providers by their names)",
            ],
            outcome.Lines.Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task An_import_fetches_nothing()
    {
        await using var site = await WebStand.OpenAsync();
        await house.DoAsync("provider", "import", house.Write("liste.opml", $"<opml><body><outline text='A' xmlUrl='{site.At("/feed")}' htmlUrl='{site.Address}'/><outline type='include' url='{site.At("/more.opml")}'/></body></opml>"));
        Assert.Empty(site.Asked);
    }

    [Theory]
    [InlineData("<html>Not found</html>"), InlineData("<opml><body/></opml>")]
    public async Task A_file_that_names_no_provider_says_so(string file)
    {
        var outcome = await house.RunAsync("provider", "import", house.Write("file", file));
        Assert.Contains(file.StartsWith("<html", StringComparison.Ordinal) ? "1 refused" : "names no provider", outcome.Messages, StringComparison.Ordinal);
    }
}
