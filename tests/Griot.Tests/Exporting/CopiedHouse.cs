using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Exporting;

/// <summary>A small house with one feed, and its copy.</summary>
internal sealed class CopiedHouse : IAsyncDisposable
{
    private readonly FeedStand stand;
    private readonly DataFolder folder = new();

    private CopiedHouse(FeedStand stand) => this.stand = stand;

    internal DataFolder Folder => folder;

    internal Copy Copy => new(folder.File("copy"));

    internal string Key => Copy.Read("log/key").Trim();

    /// <summary>A house with these pieces, copied once.</summary>
    internal static async Task<CopiedHouse> OpenAsync(params IEnumerable<string> pieces)
    {
        var house = new CopiedHouse(await FeedStand.OpenAsync());
        await house.folder.AddAsync("Le Pont", house.stand.Put("pont", Rss.Feed(pieces)));
        await house.folder.PollAsync();
        await house.ExportAsync();
        return house;
    }

    /// <summary>The feed has these pieces now, and they are taken in.</summary>
    internal async Task DeliverAsync(params IEnumerable<string> pieces)
    {
        stand.Put("pont", Rss.Feed(pieces));
        await folder.PollAsync();
    }

    /// <summary>Brings the copy up to date.</summary>
    internal Task<JsonNode> ExportAsync(params IEnumerable<string> arguments) => folder.AskAsync(["export", folder.File("copy"), .. arguments]);

    /// <summary>Another provider, whose feed has these pieces.</summary>
    internal async Task AddAsync(string name, params IEnumerable<string> pieces)
    {
        await folder.AddAsync(name, stand.Put(Guid.CreateVersion7().ToString("N"), Rss.Feed(pieces)));
        await folder.PollAsync();
    }

    /// <summary>Checks the copy by the log's key.</summary>
    internal Task<Outcome> CheckAsync(string? key = null) => folder.RunAsync("export", folder.File("copy"), "--check", "--key", key ?? Key);

    public async ValueTask DisposeAsync()
    {
        await stand.DisposeAsync();
        folder.Dispose();
    }
}
