using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Monitoring;

/// <summary>An honest house with a piece of each kind: corrected, excerpted, held, embargoed, withdrawn and removed.</summary>
public sealed class WatchedHouse : IAsyncLifetime
{
    private readonly DataFolder house = new();
    private FeedStand stand = null!;

    internal Site Site { get; private set; } = null!;

    /// <summary>The key that signs its log: what a dishonest operator has.</summary>
    internal string KeyFile => Path.Combine(house.Data, "log.key");

    internal string Key { get; private set; } = "";

    /// <summary>The items, by headline.</summary>
    internal Dictionary<string, string> Items { get; } = new(StringComparer.Ordinal);

    /// <summary>The pages of the same, as paths.</summary>
    internal Dictionary<string, string> Pages { get; } = new(StringComparer.Ordinal);

    internal string EmbargoedItem { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        stand = await FeedStand.OpenAsync();
        string Pont(string first, string more) => Rss.Feed(
            Rss.Item("a", first, "Enfin, et pour de bon."), Rss.Item("b", "Le marché", "Il y a des mangues."), Rss.Item("h", "La rumeur", "On la vérifie."), Rss.Item("x", "Le secret", "Rien."), more);
        const string Embargoed = """<item xmlns:g="urn:griot:1"><title>Demain</title><guid>https://lepont.example/e</guid><g:embargoedUntil>2099-01-01T00:00:00Z</g:embargoedUntil><description>Pas encore.</description></item>""";
        await house.AddAsync("Le Pont", stand.Put("pont", Pont("Le pont rouvre", Embargoed)));
        await house.AskAsync("provider", "add", "--name", "La Rive", "--kind", "press", "--capacity", "independent", "--country", "ML", "--language", "fr", "--terms", "excerpt", "--feed",
            stand.Put("rive", Rss.Feed(Rss.Item("r", "La rive attend", string.Join(' ', Enumerable.Repeat("Elle attend encore.", 40))))).AbsoluteUri);
        await house.PollAsync();
        stand.Put("pont", Pont("Le pont rouvre lundi", Embargoed));
        await house.PollAsync();
        var gone = (await house.DoAsync("publish", house.Write("crue.md", "# La crue\n\nTrois semaines.\n"), "--produced", "--by", "Awa Koné", "--language", "fr")).Output.Trim();
        await house.DoAsync("withdraw", new Uri(gone).AbsolutePath.Split('/')[^1], "--reason", "Une erreur.");
        Site = await house.OpenAsync("--poll-every", "24h");
        foreach (var item in await Site.ItemsAsync()) Add(item);
        Key = (await Site.ReadAsync("/log/key")).Trim();
        await house.DoAsync("hold", Items["La rumeur"], "--reason", "authenticity", "--text", "On vérifie.");
        await house.DoAsync("remove", Items["Le secret"], "--order", house.Write("order.txt", "Jugement 17"), "--reason", "court-order", "--country", "ML", "--yes");
        await Eventually.TrueAsync(async () => (await ForgedLog.OfAsync(this)).Entries.Any(bytes => Griot.Record.Entry.Parse(bytes)!.Kind == Griot.Record.EntryKind.Removal), () => Site.Server.Messages);
        var log = await ForgedLog.OfAsync(this);
        EmbargoedItem = log.Entries.Select(bytes => Griot.Record.Entry.Parse(bytes)!).Single(entry => entry.Status == Griot.Record.PubStatus.Embargoed).Item!;
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await stand.DisposeAsync();
        house.Dispose();
    }

    private void Add(JsonNode item)
    {
        var (headline, page) = (item["title"]!.GetValue<string>(), new Uri(item["url"]!.GetValue<string>()).AbsolutePath);
        (Items[headline], Pages[headline]) = (page.Split('/')[^1], page);
    }
}

/// <summary>Those who watch the one house: it is opened once, and nobody changes it.</summary>
[CollectionDefinition(nameof(Watching))]
public sealed class Watching : ICollectionFixture<WatchedHouse>;
