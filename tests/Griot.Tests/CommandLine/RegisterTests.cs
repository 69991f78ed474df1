using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class RegisterTests
{
    private static readonly Uri Feed = new("https://lepont.example/feed");

    private static readonly string[] Pont = ["provider", "add", "--name", "Le Pont", "--kind", "press", "--capacity", "independent", "--country", "ML", "--language", "fr"];

    [Fact]
    public async Task A_new_provider_is_answered_with_its_id_alone()
    {
        using var house = new DataFolder();
        var added = await house.DoAsync(Pont);
        Assert.Matches("^[0-9a-z]{26}\n$", added.Output);
        Assert.Equal(added.Output.Trim(), (await house.AskAsync("provider", "show", "le-pont"))["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_new_provider_is_described_with_its_channels()
    {
        using var house = new DataFolder();
        var added = await house.AddAsync("Le Pont", Feed);
        Assert.Equal("le-pont", added["slug"]!.GetValue<string>());
        var channel = Assert.Single(added["channels"]!.AsArray())!;
        Assert.Equal("feed", channel["kind"]!.GetValue<string>());
        Assert.Equal(Feed.AbsoluteUri, channel["address"]!.GetValue<string>());
        Assert.Matches("^[0-9a-z]{26}$", channel["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task H13_the_operator_is_warned_of_a_host_whose_name_can_be_taken_for_another()
    {
        using var house = new DataFolder();

        var added = await house.DoAsync([.. Pont, "--feed", "https://\u0440\u0430\u0443pal.example/feed"]);
        var honest = await house.DoAsync("channel", "add", "le-pont", "--feed", "https://école.example/feed");

        Assert.Contains("note: the name of the host can be taken for another; it is xn--pal-5cd3fta.example. Is it the provider's own?", added.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("note:", honest.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task X14_the_operator_is_warned_of_a_name_that_can_be_taken_for_another_providers()
    {
        using var house = new DataFolder();
        await house.DoAsync(Pont);

        var alike = await house.DoAsync("provider", "add", "--name", "L\u0435 P\u043Ent", "--kind", "press");
        var same = await house.DoAsync("provider", "add", "--name", "Le Pont", "--kind", "press");
        var own = await house.DoAsync("provider", "set", "le-pont", "--name", "LE PONT");
        var other = await house.DoAsync("provider", "add", "--name", "Le Port", "--kind", "press");
        var becoming = await house.DoAsync("provider", "set", "le-port", "--name", "Le P0nt");

        Assert.Contains("note: the name can be taken for that of “Le Pont” (le-pont); readers tell providers by their names", alike.Messages, StringComparison.Ordinal);
        Assert.Contains("note: “Le Pont” (le-pont) has the same name; readers tell providers by their names", same.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("note:", other.Messages, StringComparison.Ordinal);
        Assert.Contains("note: the name can be taken for that of “LE PONT” (le-pont)", becoming.Messages, StringComparison.Ordinal);
        Assert.Contains("note: the name can be taken for that of", own.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_is_added_by_the_name_slug_or_id_of_its_provider()
    {
        using var house = new DataFolder();
        var id = (await house.DoAsync(Pont)).Output.Trim();
        foreach (var (which, number) in new[] { "Le Pont", "le-pont", id }.Select((which, number) => (which, number)))
        {
            var added = await house.AskAsync("channel", "add", which, "--feed", $"https://lepont.example/{number}", "--every", "30m");
            Assert.Equal(["address", "channel", "key", "kind"], added.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        }

        var told = await house.DoAsync("channel", "add", "le-pont", "--feed", "https://lepont.example/last");
        Assert.Matches("^[0-9a-z]{26}  feed  https://lepont.example/last\n$", told.Output);
        Assert.Equal(4, (await house.AskAsync("provider", "show", id))["channels"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_provider_is_changed_suspended_archived_and_opened_again()
    {
        using var house = new DataFolder();
        await house.DoAsync(Pont);
        await house.DoAsync("provider", "set", "le-pont", "--terms", "excerpt", "--contact", "lettres@lepont.example");
        var shown = await house.AskAsync("provider", "show", "le-pont");
        Assert.Equal("excerpt", shown["terms"]!.GetValue<string>());
        Assert.Equal("le-pont suspended", (await house.DoAsync("provider", "suspend", "le-pont")).Output.Trim());
        Assert.Equal("le-pont archived", (await house.DoAsync("provider", "archive", "le-pont")).Output.Trim());
        Assert.Equal("le-pont active", (await house.DoAsync("provider", "activate", "le-pont")).Output.Trim());
        Assert.Contains((await house.AskAsync("provider", "list")).AsArray(), one => one!["slug"]!.GetValue<string>() == "le-pont");
    }

    [Theory]
    [InlineData("provider show")]
    [InlineData("provider suspend")]
    [InlineData("provider set")]
    [InlineData("channel add --feed https://lepont.example/feed")]
    public async Task An_unknown_provider_is_said_to_be_unknown(string verb)
    {
        using var house = new DataFolder();
        var outcome = await house.RunAsync([.. verb.Split(' '), "nobody"]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("no provider is called “nobody”", outcome.Messages, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("--country", "Mali")]
    [InlineData("--feed", "not an address")]
    [InlineData("--feed", "ftp://lepont.example/feed")]
    [InlineData("--slug", "le pont")]
    [InlineData("--contact", "nobody")]
    public async Task A_card_that_makes_no_sense_is_refused_with_the_reason(string option, string value)
    {
        using var house = new DataFolder();
        var outcome = await house.RunAsync([.. Pont.Where((_, at) => option != "--country" || at is < 8 or > 9), option, value]);
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Single(outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task An_exported_register_is_taken_in_elsewhere_and_taken_in_twice_changes_nothing()
    {
        using var first = new DataFolder();
        using var second = new DataFolder();
        await first.AddAsync("Le Pont, journal", Feed);
        await first.AddAsync("جسر", new Uri("https://jisr.example/feed"));
        var table = first.File("register.csv");
        await first.DoAsync("provider", "export", table);
        Assert.Equal(await File.ReadAllTextAsync(table, TestContext.Current.CancellationToken), (await first.DoAsync("provider", "export")).Output);

        await second.DoAsync("provider", "import", table);
        var again = await second.DoAsync("provider", "import", table, "--json");
        Assert.All(JsonNode.Parse(again.Output)!.AsArray(), line => Assert.Equal("exists", line!["result"]!.GetValue<string>()));
        Assert.Equal(
            ["Le Pont, journal", "جسر"],
            (await second.AskAsync("provider", "list")).AsArray().Select(one => one!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_table_with_bad_lines_brings_in_the_good_ones()
    {
        using var house = new DataFolder();
        var table = house.Write("register.csv", "name,kind,feed\nLe Pont,press,https://lepont.example/feed\nLa Guilde,guild,\n,press,\nLe Quai,press,\n");
        var outcome = await house.RunAsync("provider", "import", table);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(4, outcome.Lines.Length);
        Assert.Equal(2, (await house.AskAsync("provider", "list")).AsArray().Count);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_told_in_one_line()
    {
        using var house = new DataFolder();
        var outcome = await house.RunAsync("provider", "import", house.File("none.csv"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Single(outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
