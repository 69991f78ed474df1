using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class ConfigTests
{
    [Fact]
    public async Task A_flag_beats_the_environment_which_beats_the_file_which_beats_the_default()
    {
        using var house = new DataFolder();
        Directory.CreateDirectory(house.Data);
        house.Write("data/griot.json", """{ "name": "Filée", "host-delay": "3s", "host-parallel": "3" }""");
        var call = new Call(["config", "--json", "--host-delay", "5s", "--data", house.Data]) { Environment = { ["GRIOT_HOST_DELAY"] = "4s", ["GRIOT_HOST_PARALLEL"] = "4" } };
        var settings = JsonNode.Parse((await call.RunAsync()).Output)!;
        Assert.Equal(("5s", "flag"), Read(settings, "host-delay"));
        Assert.Equal(("4", "environment"), Read(settings, "host-parallel"));
        Assert.Equal(("Filée", "file"), Read(settings, "name"));
        Assert.Equal(("127.0.0.1:8080", "default"), Read(settings, "listen"));
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    public async Task A_password_is_never_shown(params string[] more)
    {
        using var house = new DataFolder();
        var call = new Call(["config", "--data", house.Data, .. more]) { Environment = { ["GRIOT_SMTP_PASSWORD"] = "tr3s-secret" } };
        var outcome = await call.RunAsync();
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain("tr3s-secret", outcome.ToString(), StringComparison.Ordinal);
        Assert.Contains("(set, not shown)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_json_is_named()
    {
        using var house = new DataFolder();
        Directory.CreateDirectory(house.Data);
        var file = house.Write("data/griot.json", "name = Griot");
        var outcome = await house.RunAsync("config");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(file, outcome.Messages, StringComparison.Ordinal);
        Assert.Single(outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_word_in_the_file_that_is_no_setting_is_pointed_out()
    {
        using var house = new DataFolder();
        Directory.CreateDirectory(house.Data);
        house.Write("data/griot.json", """{ "public_url": "https://news.example.org" }""");
        var outcome = await house.RunAsync("config");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("public_url", outcome.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_the_start_would_refuse_is_said_at_once_and_the_list_is_shown_all_the_same()
    {
        using var house = new DataFolder();
        Directory.CreateDirectory(Path.Combine(house.Data, "editions"));
        house.Write("data/editions/fr.json", "{ \"texts\": { \"web.home\": 1 } }");
        var outcome = await house.RunAsync("config", "--host-delay", "soon", "--accent", "#ffff00");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("host-delay", outcome.Output, StringComparison.Ordinal);
        var told = outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, told.Length);
        foreach (var word in (string[])["“soon” (flag)", "“#ffff00” (flag)", "fr.json"]) Assert.Single(told, line => line.Contains(word, StringComparison.Ordinal));
        foreach (var flags in (string[][])[["--host-delay", "soon"], ["--accent", "#ffff00"], []])
            Assert.Equal(2, (await house.RunAsync(["run", "--once", .. flags])).ExitCode);
    }

    [Theory]
    [InlineData("me@griot.example", 0)]
    [InlineData("Me <me@griot.example>", 2)]
    [InlineData("nobody", 2)]
    public async Task The_operator_s_address_is_one_plain_mail_address(string address, int exitCode)
    {
        using var house = new DataFolder();
        var outcome = await house.RunAsync("run", "--once", "--operator-mail", address);
        Assert.Equal(exitCode, outcome.ExitCode);
        if (exitCode != 0) Assert.Contains("operator-mail", outcome.Messages, StringComparison.Ordinal);
    }

    private static (string? Value, string? Source) Read(JsonNode settings, string name) => (settings[name]!["value"]!.GetValue<string>(), settings[name]!["source"]!.GetValue<string>());
}
