using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Verifying;

/// <summary>
/// A house with a few pieces, and a second one that began as its copy, with the same key, and went another way: what a
/// dishonest operator would show to some readers only.
/// </summary>
public sealed class HonestHouse : IAsyncLifetime
{
    private readonly DataFolder house = new();
    private readonly DataFolder twin = new();
    private FeedStand stand = null!;

    internal Site Site { get; private set; } = null!;
    internal Site Other { get; private set; } = null!;

    /// <summary>The log's key.</summary>
    internal string Key { get; private set; } = "";

    /// <summary>The page of a piece of full terms in its second version, as a path.</summary>
    internal string Page { get; private set; } = "";

    /// <summary>The page of a piece of which an excerpt may be shown.</summary>
    internal string ExcerptPage { get; private set; } = "";

    /// <summary>The page of a piece of the house that was withdrawn.</summary>
    internal string GonePage { get; private set; } = "";

    /// <summary>The item of <see cref="Page"/>.</summary>
    internal string Item => Page.Split('/')[^1];

    /// <summary>Proof and checkpoint of that piece from before the two went their ways.</summary>
    internal byte[] OldProof { get; private set; } = [];

    internal byte[] OldCheckpoint { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        stand = await FeedStand.OpenAsync();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await house.AskAsync("provider", "add", "--name", "La Rive", "--kind", "press", "--capacity", "independent", "--country", "ML", "--language", "fr", "--terms", "excerpt", "--feed",
            stand.Put("rive", Rss.Feed(Rss.Item("r", "La rive attend", string.Join(' ', Enumerable.Repeat("Elle attend encore.", 40))))).AbsoluteUri);
        await house.PollAsync();
        stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre lundi", "Enfin, et pour de bon.")));
        await house.PollAsync();
        var gone = (await house.DoAsync("publish", house.Write("crue.md", "# La crue\n\nTrois semaines.\n"), "--produced", "--by", "Awa Koné", "--language", "fr")).Output.Trim();
        GonePage = new Uri(gone).AbsolutePath;
        await house.DoAsync("withdraw", GonePage.Split('/')[^1], "--reason", "Une erreur.");
        Copy(house.Data, twin.Data);

        Site = await house.OpenAsync("--poll-every", "24h");
        Other = await twin.OpenAsync("--poll-every", "24h");
        await ReadAsync();
        await house.DoAsync("publish", house.Write("b.md", "# Le marché\n\nIl rouvre aussi.\n"), "--produced", "--by", "Awa Koné", "--language", "fr");
        await twin.DoAsync("publish", twin.Write("c.md", "# Autre chose\n\nIl ne rouvre pas.\n"), "--produced", "--by", "Awa Koné", "--language", "fr");
        foreach (var site in new[] { Site, Other }) await Eventually.TrueAsync(async () => Size(await site.ReadAsync("/log/checkpoint")) > Size(System.Text.Encoding.UTF8.GetString(OldCheckpoint)), () => "the log does not grow");
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await Other.DisposeAsync();
        await stand.DisposeAsync();
        house.Dispose();
        twin.Dispose();
    }

    /// <summary>Entries by the word of a checkpoint.</summary>
    internal static long Size(string checkpoint) => long.Parse(checkpoint.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);

    private async Task ReadAsync()
    {
        var items = await Site.ItemsAsync();
        Page = PathOf(items, "Le pont rouvre lundi");
        ExcerptPage = PathOf(items, "La rive attend");
        Key = (await Site.ReadAsync("/log/key")).Trim();
        await Eventually.TrueAsync(async () => await Site.StatusAsync($"/items/{Item}/2/proof") == System.Net.HttpStatusCode.OK, () => "no proof");
        using var proof = await Site.GetAsync($"/items/{Item}/2/proof");
        OldProof = await proof.Content.ReadAsByteArrayAsync();
        using var checkpoint = await Site.GetAsync("/log/checkpoint");
        OldCheckpoint = await checkpoint.Content.ReadAsByteArrayAsync();
    }

    private static string PathOf(IEnumerable<JsonNode> items, string headline) =>
        new Uri(items.Single(item => item["title"]!.GetValue<string>() == headline)["url"]!.GetValue<string>()).AbsolutePath;

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
