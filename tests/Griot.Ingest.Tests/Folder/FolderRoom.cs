using System.Text;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Providers;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Ingest.Tests.Folder;

/// <summary>A house that watches the folder of one provider.</summary>
internal sealed class FolderRoom : IAsyncDisposable
{
    private readonly TemporaryFolder drop;

    private FolderRoom(World world, TemporaryFolder drop, ProviderCard card) => (World, this.drop, Card, Watch) = (world, drop, card, NewWatch(world));

    internal World World { get; }
    internal ProviderCard Card { get; }
    internal FolderWatch Watch { get; private set; }
    internal string Channel => Card.Channels[^1].Id;
    internal string Drop => drop.Path;

    /// <summary>Opens one; skipped where there is no Linux.</summary>
    internal static async Task<FolderRoom> OpenAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "watched folders need Linux");
        var (world, drop) = (await World.OpenAsync(), new TemporaryFolder());
        return new FolderRoom(world, drop, await AddAsync(world, drop.Path, "Kayes Hebdo"));
    }

    internal static async Task<ProviderCard> AddAsync(World world, string folder, string name)
    {
        var card = await world.AddAsync($"/{name.Length}", name);
        return Assert.IsType<RegisterOutcome.Registered>(await world.Register.AddFolderAsync(card.Id, folder, [world.Folder], default)).Card;
    }

    /// <summary>Another process takes over.</summary>
    internal void Restart() => Watch = NewWatch(World);

    /// <summary>Looks, lets time pass, and looks again: what did not change in between is taken.</summary>
    internal async Task<FolderPass> LookTwiceAsync(Action? between = null)
    {
        await Watch.OnceAsync(default);
        between?.Invoke();
        World.Time.Advance(TimeSpan.FromSeconds(6));
        return await Watch.OnceAsync(default);
    }

    internal string File(string name) => drop.File(name);

    internal void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    internal void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllBytes(File(name), bytes);
    }

    /// <summary>What lies in the provider's folder.</summary>
    internal List<string> Lying() => Below(Drop);

    /// <summary>What lies in a folder of the house's own, without what only orders the names.</summary>
    internal List<string> Kept(string folder) => [.. Below(Own(folder)).Select(Plain).Order(StringComparer.Ordinal)];

    internal string Own(string folder) => Path.Combine(World.Folder, "folders", Channel, folder);

    internal string Reason(string label) => System.IO.File.ReadAllText(Directory.EnumerateFiles(Own("refused")).Single(path => Plain(Path.GetFileName(path)) == label + ".why.txt"));

    internal Griot.Ledger.ChannelState? State => World.Store.Channels().Single(known => known.Channel.Id == Channel).State;

    internal List<string> Uris => [.. World.Entries().Select(entry => World.RecordOf(entry).Uri)];

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        drop.Dispose();
    }

    private static FolderWatch NewWatch(World world) => new(world.Store, world.Folder, world.Time, NullLogger<FolderWatch>.Instance);

    private static string Plain(string name) => name.Split('-', 4) is [_, _, _, var label] ? label : name;

    // Links are listed, and not followed.
    private static List<string> Below(string folder) => [.. In(new DirectoryInfo(folder)).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> In(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().SelectMany(entry => entry is DirectoryInfo { LinkTarget: null } inner ? In(inner) : [entry.FullName]);
}
