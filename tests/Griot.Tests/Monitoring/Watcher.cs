using System.Text.Json.Nodes;
using Griot.Tests.Running;
using Griot.Tests.Verifying;

namespace Griot.Tests.Monitoring;

/// <summary>Somebody who watches a house through a server that may lie, with an account of their own.</summary>
internal sealed class Watcher : IDisposable
{
    private readonly DataFolder home = new();

    internal string State => home.File("watch.json");

    internal string File(string name) => home.File(name);

    internal string[] EvidenceFiles => Directory.Exists(State + ".evidence") ? Directory.GetFiles(State + ".evidence") : [];

    /// <summary>The call as it is typed.</summary>
    internal Task<Outcome> RunAsync(string address, params IEnumerable<string> arguments) => home.RunAsync(["monitor", address, "--state", State, .. arguments.Contains("--merge-delay") ? (string[])[] : ["--merge-delay", "0s"], .. arguments]);

    internal RunningGriot Start(string address, params IEnumerable<string> arguments) => GriotProgram.Start(["monitor", address, "--state", State, "--merge-delay", "0s", .. arguments, "--data", home.Data]);

    /// <summary>Watches, and reads what was found.</summary>
    internal async Task<Watched> WatchAsync(Liar site, params IEnumerable<string> arguments)
    {
        var outcome = await RunAsync(site.At("/"), [.. arguments, "--json"]);
        Assert.DoesNotContain("   at ", outcome.Messages, StringComparison.Ordinal);
        Assert.True(outcome.ExitCode is 0 or 1 && outcome.Lines.Length > 0, outcome.ToString());
        var facts = outcome.Lines.Select(line => JsonNode.Parse(line)!).ToList();
        var summary = facts[^1]["summary"]!.AsObject();
        Assert.Equal(outcome.ExitCode == 0, summary["violations"]!.GetValue<long>() == 0 && summary["unreached"] is null);
        return new Watched(outcome, [.. facts.SkipLast(1).Select(Told)], summary);
    }

    public void Dispose() => home.Dispose();

    private static Told Told(JsonNode line) => new(line["rule"]!.GetValue<string>(), line["entry"]?.GetValue<long>(), line["place"]?.GetValue<string>(), line["message"]!.GetValue<string>());
}

/// <summary>A violation as it was told.</summary>
internal sealed record Told(string Rule, long? Entry, string? Place, string Message);

/// <summary>What came of a look at a house.</summary>
internal sealed record Watched(Outcome Outcome, IReadOnlyList<Told> Violations, JsonObject Summary)
{
    internal bool IsClean => Outcome.ExitCode == 0 && Violations.Count == 0;

    internal long New => Summary["new"]!.GetValue<long>();

    internal IEnumerable<string> Rules => Violations.Select(told => told.Rule).Distinct();

    internal void AssertTells(string rule, string message, long? entry = null) =>
        Assert.True(Outcome.ExitCode == (rule == "R10" ? 0 : 1) && Violations.Any(told => told.Rule == rule && told.Message.Contains(message, StringComparison.Ordinal) && (entry is null || told.Entry == entry)), Outcome.ToString());
}
