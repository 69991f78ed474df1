using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Griot.Testing;

namespace Griot.Tests.Running;

/// <summary>The program, built from the sources of these tests, run as a process of its own.</summary>
internal static class GriotProgram
{
    /// <summary>After this a call counts as hung, even on a busy machine.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string Program = Find();

    /// <summary>Runs a verb to its end.</summary>
    internal static Task<Outcome> RunAsync(params IEnumerable<string> arguments) => new Call(arguments).RunAsync();

    /// <summary>Starts a verb that goes on until it is ended.</summary>
    internal static RunningGriot Start(params IEnumerable<string> arguments) => new(Process.Start(Describe(arguments, null))!);

    /// <summary>A port that was free a moment ago.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static ProcessStartInfo Describe(IEnumerable<string> arguments, string? folder)
    {
        string[] said = [.. arguments];
        // An assembly, or a package that starts itself.
        var isAssembly = Program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isAssembly ? "dotnet" : Program, isAssembly ? [Program, .. said] : said)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GRIOT_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["DOTNET_TieredPGO"] = "0";
        // What the program keeps for its account lies beside the data folder, so that a test leaves nothing in the home of its account.
        var beside = said.SkipWhile(word => word != "--data").ElementAtOrDefault(1) is { } data ? Path.GetDirectoryName(Path.GetFullPath(data, start.WorkingDirectory))! : start.WorkingDirectory;
        start.Environment["HOME"] = Path.Combine(beside, "home");
        start.Environment["XDG_STATE_HOME"] = Path.Combine(beside, "state");
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(beside, "config");
        return start;
    }

    // ./test names the one that it has built as users have it; else it is that of this very build.
    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("GRIOT_TESTED") is { Length: > 0 } tested) return tested;
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(SharedMaterial.Checkout(), "artifacts", "bin", "Griot", configuration, "griot.dll");
    }
}

/// <summary>What a call left behind.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Messages)
{
    internal string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => $"exit {ExitCode}\n{Output}\n--- messages\n{Messages}";
}
