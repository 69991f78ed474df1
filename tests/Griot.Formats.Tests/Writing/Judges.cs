using System.Diagnostics;
using System.Text;
using Griot.Testing;

namespace Griot.Formats.Tests.Writing;

/// <summary>Programs of others that say what our output is worth. <c>./test</c> installs them in <c>artifacts/npm</c>, where it may.</summary>
internal static class Judges
{
    private static readonly string Modules = Path.Combine(SharedMaterial.Checkout(), "artifacts", "npm");

    /// <summary>Why a test that needs this module is skipped; null where it is there.</summary>
    internal static string? Missing(string module) =>
        Node() is null ? "node is not installed: what we write is not checked by programs of others"
        : Directory.Exists(Path.Combine(Modules, "node_modules", module)) ? null
        : $"npm's {module} is not in artifacts/npm: what we write is not checked by it";

    /// <summary>What a script of <c>eng/npm</c> prints for this input.</summary>
    internal static string Run(string script, byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Node()!, [Path.Combine(SharedMaterial.Checkout(), "eng", "npm", script), Modules, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var faults = process.StandardError.ReadToEndAsync();
        var written = process.StandardInput.BaseStream.WriteAsync(input).AsTask().ContinueWith(_ => process.StandardInput.Close(), TaskScheduler.Default);
        var said = process.StandardOutput.ReadToEnd();
        written.Wait();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, faults.Result);
        return said;
    }

    private static string? Node() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists);
}
