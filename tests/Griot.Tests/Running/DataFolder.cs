using System.Text.Json.Nodes;
using Griot.Testing;

namespace Griot.Tests.Running;

/// <summary>A data folder of one test, and the calls on it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    internal string Data => folder.File("data");

    /// <summary>A file beside the data folder.</summary>
    internal string File(string name) => folder.File(name);

    internal string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>Runs a verb on this folder.</summary>
    internal Task<Outcome> RunAsync(params IEnumerable<string> arguments) => GriotProgram.RunAsync([.. arguments, "--data", Data]);

    /// <summary>Runs a verb that must succeed.</summary>
    internal async Task<Outcome> DoAsync(params IEnumerable<string> arguments)
    {
        var outcome = await RunAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        return outcome;
    }

    /// <summary>The JSON of a verb that must succeed.</summary>
    internal async Task<JsonNode> AskAsync(params IEnumerable<string> arguments) => JsonNode.Parse((await DoAsync([.. arguments, "--json"])).Output)!;

    /// <summary>Registers a provider with one feed.</summary>
    internal Task<JsonNode> AddAsync(string name, Uri feed) =>
        AskAsync("provider", "add", "--name", name, "--kind", "press", "--capacity", "independent", "--country", "ML", "--language", "fr", "--feed", feed.AbsoluteUri);

    /// <summary>Polls every channel once; the feeds are this machine's.</summary>
    internal Task<JsonNode> PollAsync() => AskAsync(["run", "--once", .. Loopback]);

    /// <summary>Polls every channel once; says why some could not be read. At a busy moment a later poll may.</summary>
    internal async Task<IReadOnlyList<string>> NotReadAsync()
    {
        await PollAsync();
        return [.. (await AskAsync("status"))["channels"]!.AsArray().Select(channel => channel!["lastError"]?.GetValue<string>()).OfType<string>()];
    }

    /// <summary>What opens this machine's feeds to a poll, without pauses.</summary>
    internal static readonly string[] Loopback = ["--allow-network", "127.0.0.0/8", "--host-delay", "0"];

    /// <summary>Opens the site of this folder; it answers once this returns.</summary>
    internal async Task<Site> OpenAsync(params IEnumerable<string> arguments)
    {
        var port = GriotProgram.FreePort();
        var server = GriotProgram.Start(["run", "--port", $"{port}", "--data", Data, .. Loopback, .. arguments]);
        await server.SaidAsync("is open");
        return new Site(server, port);
    }

    public void Dispose() => folder.Dispose();
}
