using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class UsageTests
{
    public static TheoryData<string> Verbs =>
    [
        "demo", "run", "inspect", "provider add", "provider list", "provider show", "provider set", "provider suspend", "provider archive", "provider activate",
        "provider import", "provider export", "channel add", "status", "quarantine list", "quarantine show", "quarantine replay", "hold", "restore",
        "publish", "withdraw", "cases", "case answer", "case publish", "case close", "config",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_has_a_help_and_takes_a_data_folder(string verb)
    {
        var help = await GriotProgram.RunAsync([.. verb.Split(' '), "--help"]);
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("--data", help.Output, StringComparison.Ordinal);
        Assert.Empty(help.Messages);
    }

    [Theory]
    [InlineData("provider")]
    [InlineData("channel")]
    [InlineData("quarantine")]
    [InlineData("case")]
    public async Task A_group_of_verbs_has_a_help_and_alone_is_bad_usage(string group)
    {
        Assert.Equal(0, (await GriotProgram.RunAsync(group, "--help")).ExitCode);
        var alone = await GriotProgram.RunAsync(group);
        Assert.Equal(2, alone.ExitCode);
        Assert.Empty(alone.Output);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("provider fly")]
    [InlineData("case fly away")]
    [InlineData("fly --help")]
    public async Task An_unknown_verb_is_said_to_be_one(string verb)
    {
        var outcome = await GriotProgram.RunAsync(verb.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("unknown command: fly", outcome.Messages, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("provider add --name N --kind guild", "press, institution, individual")]
    [InlineData("provider add --name N --kind press --capacity spy", "government, opposition")]
    [InlineData("provider add --name N --kind press --terms some", "full, excerpt, link")]
    [InlineData("hold x --reason boredom", "legal")]
    [InlineData("cases --state odd", "answered")]
    public async Task A_value_that_is_no_word_of_the_house_is_answered_with_those_that_are(string line, string listed)
    {
        using var house = new DataFolder();
        var outcome = await house.RunAsync(line.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(listed, outcome.Messages, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("provider add --kind press", "--name")]
    [InlineData("run --port many", "many")]
    [InlineData("run --port 70000", "70000")]
    [InlineData("run --listen nowhere", "ADDRESS:PORT")]
    [InlineData("run --public-url here", "https://news.example.org")]
    [InlineData("run --host-delay soon", "span of time")]
    [InlineData("run --host-parallel 0", "number")]
    [InlineData("run --poll-every often", "span of time")]
    [InlineData("run --allow-network everything", "10.0.0.0/8")]
    [InlineData("run --trusted-proxy everything", "10.0.0.0/8")]
    [InlineData("run --once --poll-every often", "span of time")]
    [InlineData("inspect", "INPUT")]
    [InlineData("status --colour", "--colour")]
    [InlineData("quarantine show abc", "abc")]
    public async Task Bad_usage_is_told_with_what_is_wanted(string line, string told)
    {
        using var house = new DataFolder();
        var outcome = await house.RunAsync(line.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(told, outcome.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Messages, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task Without_a_word_the_program_says_what_it_can_do()
    {
        var alone = await GriotProgram.RunAsync();
        Assert.Equal(2, alone.ExitCode);
        Assert.Contains("griot --help", alone.Messages, StringComparison.Ordinal);
    }
}
