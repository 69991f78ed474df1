using Griot.Tests.Running;

[assembly: AssemblyFixture(typeof(Griot.Tests.Demonstration.DemoHouse))]

namespace Griot.Tests.Demonstration;

/// <summary>One demonstration for all tests that look around in it.</summary>
public sealed class DemoHouse : IAsyncLifetime
{
    private readonly DataFolder folder = new();
    private readonly Lazy<Task<Site>> opening;

    public DemoHouse() => opening = new(OpenAsync);

    internal string Data => folder.Data;

    /// <summary>The demonstration, opened by the first who asks.</summary>
    internal Task<Site> SiteAsync() => opening.Value;

    /// <summary>The address that was printed for whoever wants to read the providers' feeds.</summary>
    internal static Uri Register(Site site) =>
        new(site.Server.Messages.Split((char[])[' ', '\n', '\r']).First(word => word.EndsWith("providers.csv", StringComparison.Ordinal)));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (opening.IsValueCreated) await (await opening.Value).DisposeAsync();
        folder.Dispose();
    }

    private async Task<Site> OpenAsync()
    {
        var port = GriotProgram.FreePort();
        var server = GriotProgram.Start("demo", "--port", $"{port}", "--data", folder.Data);
        await server.SaidAsync("Ctrl+C ends the demonstration");
        return new Site(server, port);
    }
}
