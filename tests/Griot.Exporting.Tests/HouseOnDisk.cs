using Griot.CommandLine;
using Griot.Ledger;
using Griot.Serving;
using Griot.Testing;
using Griot.Web;

namespace Griot.Exporting.Tests;

/// <summary>A data folder of a house without a server, and copies of it, made in this process.</summary>
internal sealed class HouseOnDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    internal string Data => folder.File("data");

    private string[] Place => ["--data", Data, "--checkpoint-copy", folder.File("checkpoint")];

    /// <summary>Runs a verb on the folder, which has to succeed.</summary>
    internal async Task DoAsync(params IEnumerable<string> arguments) => Assert.Equal(0, await GriotCommand.RunAsync([.. arguments, .. Place]));

    /// <summary>Publishes a piece of the house's own.</summary>
    internal async Task PublishAsync(string text)
    {
        await File.WriteAllTextAsync(folder.File("piece.md"), text, TestContext.Current.CancellationToken);
        await DoAsync("publish", folder.File("piece.md"), "--produced", "--by", "Awa", "--language", "fr");
    }

    internal string Copy(string name = "copy") => folder.File(name);

    /// <summary>Makes a copy, or brings it up to date.</summary>
    /// <param name="name">Its folder.</param>
    /// <param name="meanwhile">Done after each file.</param>
    internal async Task<ExportOutcome.Done> ExportAsync(string name = "copy", Action<LedgerStore>? meanwhile = null)
    {
        var call = new Invocation(GriotCommand.Root().Parse(["export", Copy(name), .. Place]), Data, false);
        var settings = Settings.Load(call.Data, call.Flag);
        var editions = Editions.All;
        var outcome = await CopyHouse.WithAsync(call, settings, editions, null, (ledger, signer, log, site) =>
            new TakeExport(ledger, signer, log, site, TimeProvider.System).RunAsync(Copy(name), new ExportWish(editions, settings.PublicUrl, null), (_, _) => meanwhile?.Invoke(ledger), CancellationToken.None), TestContext.Current.CancellationToken);
        return Assert.IsType<ExportOutcome.Done>(outcome);
    }

    internal string Read(string path, string name = "copy") => File.ReadAllText(Path.Combine(Copy(name), path));

    /// <summary>True where a page of the copy holds these words.</summary>
    internal bool Holds(string words) => Directory.EnumerateFiles(Copy(), "*.html", SearchOption.AllDirectories).Any(file => File.ReadAllText(file).Contains(words, StringComparison.Ordinal));

    public void Dispose() => folder.Dispose();
}
