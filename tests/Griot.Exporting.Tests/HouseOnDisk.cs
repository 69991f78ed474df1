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

    /// <summary>Where what files of copies were made of is noted.</summary>
    internal string Notes => Path.Combine(Data, "derived", "copies");

    /// <summary>A file outside the data folder.</summary>
    internal string Write(string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        return folder.File(name);
    }

    internal string Copy(string name = "copy") => folder.File(name);

    /// <summary>Makes a copy, or brings it up to date.</summary>
    /// <param name="name">Its folder.</param>
    /// <param name="meanwhile">Done after each file.</param>
    /// <param name="editions">The languages in it; null: all.</param>
    /// <param name="options">Settings.</param>
    internal async Task<ExportOutcome.Done> ExportAsync(string name = "copy", Action<LedgerStore>? meanwhile = null, IReadOnlyList<Edition>? editions = null, params string[] options)
    {
        var call = new Invocation(GriotCommand.Root().Parse(["export", Copy(name), .. Place, .. options]), Data, false);
        var settings = Settings.Load(call.Data, call.Flag);
        editions ??= Editions.All;
        var outcome = await CopyHouse.WithAsync(call, settings, editions, null, house =>
            new TakeExport(house, TimeProvider.System).RunAsync(Copy(name), new ExportWish(editions, settings.PublicUrl, null), (_, _) => meanwhile?.Invoke(house.Ledger), CancellationToken.None), TestContext.Current.CancellationToken);
        return Assert.IsType<ExportOutcome.Done>(outcome);
    }

    internal string Read(string path, string name = "copy") => File.ReadAllText(Path.Combine(Copy(name), path));

    /// <summary>A copy that owes nothing to any other: of what was noted of those, nothing is known.</summary>
    internal async Task ExportAnewAsync(string name, IReadOnlyList<Edition>? editions = null)
    {
        var (noted, aside) = (Notes, folder.File("aside"));
        Directory.Move(noted, aside);
        await ExportAsync(name, editions: editions);
        Directory.Delete(noted, recursive: true);
        Directory.Move(aside, noted);
    }

    /// <summary>The files of the site, without those that say what the copy is.</summary>
    internal Dictionary<string, byte[]> Site(string name = "copy") =>
        Directory.EnumerateFiles(Copy(name), "*", SearchOption.AllDirectories).Select(file => (Path: Path.GetRelativePath(Copy(name), file), File: file))
            .Where(file => !file.Path.StartsWith("export.", StringComparison.Ordinal)).ToDictionary(file => file.Path, file => File.ReadAllBytes(file.File), StringComparer.Ordinal);

    /// <summary>True where a page of the copy holds these words.</summary>
    internal bool Holds(string words) => PagesWith(words).Any();

    /// <summary>A page that holds these words.</summary>
    internal string Page(string words) => PagesWith(words).First();

    private IEnumerable<string> PagesWith(string words) => Directory.EnumerateFiles(Copy(), "*.html", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains(words, StringComparison.Ordinal));

    public void Dispose() => folder.Dispose();
}
