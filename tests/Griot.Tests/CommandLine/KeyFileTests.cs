using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

/// <summary>A key that can't be used is told in one line, with what to do.</summary>
public sealed class KeyFileTests
{
    [Theory]
    [InlineData("status"), InlineData("run"), InlineData("log", "key", "rotate")]
    public async Task A_key_that_others_may_read_is_told_and_no_trace_of_the_program(params string[] verb)
    {
        using var house = new DataFolder();
        await house.DoAsync("provider", "add", "--name", "Le Pont", "--kind", "press", "--capacity", "independent", "--country", "ML", "--language", "fr");
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(Path.Combine(house.Data, "log.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var outcome = await house.RunAsync(verb);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("chmod 600", outcome.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Messages, StringComparison.Ordinal);
    }
}
