using System.Diagnostics;
using Griot.Tests.Running;

namespace Griot.Tests.House;

/// <summary>The folder for servers that eng/package makes. It takes minutes to make, so that it is tested where it is there.</summary>
public sealed class PackageTests
{
    private static readonly string Package = Path.Combine(Checkout.Root, "artifacts", "package", "griot");

    [Fact]
    public async Task A_package_runs_where_there_is_no_dotnet()
    {
        Assert.SkipUnless(File.Exists(Package), "there is no package: eng/package artifacts/package makes one");
        using var house = new DataFolder();
        var start = new ProcessStartInfo(Package, ["status", "--json", "--data", house.Data]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment.Clear();
        using var process = Process.Start(start)!;
        using var hung = new CancellationTokenSource(GriotProgram.Patience);
        var output = await process.StandardOutput.ReadToEndAsync(hung.Token);
        await process.WaitForExitAsync(hung.Token);

        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("{", output, StringComparison.Ordinal);
    }
}
