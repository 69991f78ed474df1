using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

public sealed class UsageTests
{
    public static TheoryData<string> Verbs =>
    [
        "demo", "run", "inspect", "provider add", "provider list", "provider show", "provider set", "provider suspend", "provider archive", "provider activate",
        "provider import", "provider export", "channel add", "channel test", "channel show", "channel set", "channel move", "status", "quarantine list", "quarantine show", "quarantine replay", "hold", "restore",
        "publish", "withdraw", "cases", "case show", "case answer", "case accept", "case refuse", "case publish", "case close", "backup", "restore-backup", "config",
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
    [MemberData(nameof(Verbs))]
    public async Task A_help_shows_what_to_write_and_no_name_out_of_the_program(string verb)
    {
        var help = await GriotProgram.RunAsync([.. verb.Split(' '), "--help"]);
        Assert.All((string[])["PROVIDERKIND", "HOLDREASON", "CASESTATE", "<VALUE>"], odd => Assert.DoesNotContain(odd, help.Output, StringComparison.Ordinal));
        if (verb.StartsWith("provider ", StringComparison.Ordinal) && help.Output.Contains("--kind", StringComparison.Ordinal))
        {
            Assert.Contains("--kind <KIND>", help.Output, StringComparison.Ordinal);
            // Nobody becomes the house by a word.
            var kinds = help.Output[help.Output.IndexOf("--kind <KIND>", StringComparison.Ordinal)..];
            Assert.DoesNotContain("house", kinds[..kinds.IndexOf("--", 2, StringComparison.Ordinal)], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("inspect", "--allow-network", "--smtp")]
    [InlineData("inspect", "--host-delay", "--listen <")]
    [InlineData("channel test", "--allow-network", "--smtp")]
    [InlineData("channel test", "--public-url", "--poll-every")]
    [InlineData("channel test", "--host-delay", "--port")]
    [InlineData("publish", "--public-url", "--smtp")]
    [InlineData("run", "--smtp-host <HOST>", "<VALUE>")]
    public async Task A_help_lists_the_settings_that_a_verb_goes_by_and_no_others(string verb, string listed, string unlisted)
    {
        var help = await GriotProgram.RunAsync([.. verb.Split(' '), "--help"]);
        Assert.Contains(listed, help.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(unlisted, help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_the_help_of_a_verb_leaves_out_may_be_given_all_the_same()
    {
        using var house = new DataFolder();
        var feed = house.Write("feed.xml", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin.")));
        Assert.Equal(0, (await house.RunAsync("channel", "test", feed, "--port", "8099", "--smtp-host", "mail.example", "--smtp-from", "desk@house.example")).ExitCode);
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
    [InlineData("provider add --name N --kind house", "press, institution, individual: there is one house")]
    [InlineData("provider import list.csv --kind house", "press, institution, individual: there is one house")]
    [InlineData("provider import list.csv --kind guild", "“guild” is none of: press, institution, individual")]
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
    [InlineData("backup", "FILE")]
    [InlineData("backup a.tar.gz --list", "--list")]
    [InlineData("backup a.tar.gz --forget --force", "--forget")]
    [InlineData("backup --forget", "FILE")]
    [InlineData("restore-backup", "FILE")]
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
