using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Verifying;

/// <summary>Somebody who checks a house from elsewhere, with an account of their own.</summary>
internal sealed class Stranger : IDisposable
{
    private readonly DataFolder home = new();

    /// <summary>The file of the keys that this account knows.</summary>
    internal string KnownLogs => home.File("config/griot/known-logs");

    internal Task<Outcome> RunAsync(params IEnumerable<string> arguments) => home.RunAsync(arguments);

    internal string File(string name) => home.File(name);

    internal string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(home.File(name))!);
        System.IO.File.WriteAllBytes(home.File(name), bytes);
        return home.File(name);
    }

    /// <summary>Verifies, and reads what was found; a step's outcome by its name.</summary>
    internal async Task<Found> VerifyAsync(params IEnumerable<string> arguments)
    {
        var outcome = await RunAsync(["verify", .. arguments, "--json"]);
        Assert.True(outcome.ExitCode is 0 or 1 && outcome.Lines.Length == 1, outcome.ToString());
        var facts = JsonNode.Parse(outcome.Output)!;
        Assert.Equal(outcome.ExitCode == 0, facts["verified"]!.GetValue<bool>());
        return new Found(outcome, facts["steps"]!.AsArray().ToDictionary(step => step!["step"]!.GetValue<string>(), step => step!["outcome"]!.GetValue<string>()));
    }

    public void Dispose() => home.Dispose();
}

/// <summary>What came of a verification.</summary>
internal sealed record Found(Outcome Outcome, IReadOnlyDictionary<string, string> Steps)
{
    internal bool IsVerified => Outcome.ExitCode == 0;

    internal IEnumerable<string> Failed => Steps.Where(step => step.Value == "failed").Select(step => step.Key);
}
