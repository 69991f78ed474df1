using System.Globalization;
using System.Text;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Bench.Flips;

/// <summary>
/// A small house's store with something of everything: cards, articles with several versions, holds, pictures, signatures,
/// keys of every kind, removals, a quarantine, full tiles and a signed checkpoint.
/// </summary>
internal sealed class FlipStore
{
    private const int Providers = 3;

    private readonly Random random;
    private readonly List<(string Provider, string Channel)> speakers = [];
    private readonly List<(string Item, string Provider, string Channel, long Newest, int Version)> items = [];

    private FlipStore(Random random) => this.random = random;

    internal static LogOptions Options(string folder) => new(folder) { Origin = "flips.example/log", CheckpointCopy = Path.Combine(folder, "elsewhere", "copy") };

    /// <summary>Makes the store; when this returns, all of it stands in <c>ledger.db</c> and nothing in a write-ahead log.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="entries">At least so many.</param>
    /// <param name="random">Lengths of texts, and what comes after what.</param>
    internal static async Task MakeAsync(string folder, int entries, Random random)
    {
        var maker = new FlipStore(random);
        await using (var store = LedgerStore.Open(folder, TimeProvider.System))
        {
            using var signer = await Signer.OpenAsync(store, Options(folder), TimeProvider.System, thorough: true, CancellationToken.None);
            await maker.RegisterAsync(store);
            while (store.Size < entries) await maker.GrowAsync(store);
            await maker.RemoveAsync(store, folder);
            await signer.SignAsync(CancellationToken.None);
        }

        foreach (var file in (string[])["ledger.db-wal", "ledger.db-shm"]) File.Delete(Path.Combine(folder, file));
    }

    private async Task RegisterAsync(LedgerStore store)
    {
        for (var number = 0; number < Providers; number++)
        {
            var (id, channel, slug) = (OpaqueId.New(), OpaqueId.New(), string.Create(CultureInfo.InvariantCulture, $"journal-{number}"));
            var card = new ProviderCard { Id = id, Slug = slug, Name = slug, Kind = ProviderKind.Press, Channels = [new CardChannel(channel, ChannelKind.Feed, $"{slug}.example", Public: true)] };
            var draft = new Draft { Kind = EntryKind.Provider, Provider = id, Record = card.ToBytes(), Delivery = Text(40), Slug = slug };
            await store.RegisterAsync([new Registration(draft, [new ChannelRegistration(channel, id, ChannelKind.Feed, $"https://{slug}.example/feed", null)])], CancellationToken.None);
            speakers.Add((id, channel));
        }
    }

    private async Task GrowAsync(LedgerStore store)
    {
        var drafts = Enumerable.Range(0, 20).Select(_ => First()).ToList();
        await SealAsync(store, drafts, versions: 1);
        var again = items.Where(item => item.Version < 3 && random.Next(3) == 0).Take(8).ToList();
        foreach (var item in again) items.Remove(item);
        foreach (var item in again) await SealAsync(store, [Version(item)], item.Version + 1);
        var held = items[random.Next(items.Count)];
        items.Remove(held);
        await SealAsync(store, [new Draft { Kind = EntryKind.Hold, Provider = held.Provider, Item = held.Item, Follows = held.Newest, Record = new Notice { Reason = "legal" }.ToBytes() }], held.Version);
        var pictured = items[random.Next(items.Count)];
        items.Remove(pictured);
        await SealAsync(store, [new Draft { Kind = EntryKind.Media, Provider = pictured.Provider, Item = pictured.Item, Follows = pictured.Newest, Version = pictured.Version, Delivery = Text(9000), Record = Text(200) }], pictured.Version);
        await store.AppendAsync(new Batch { Quarantined = [new Quarantined { Provider = held.Provider, Channel = held.Channel, Code = "not-a-feed", Message = "No feed.", Bytes = Text(2000) }] }, CancellationToken.None);
    }

    private async Task SealAsync(LedgerStore store, List<Draft> drafts, int versions)
    {
        var outcomes = await store.AppendAsync(new Batch { Drafts = drafts }, CancellationToken.None);
        foreach (var (draft, outcome) in drafts.Zip(outcomes))
            items.Add((draft.Item!, draft.Provider!, draft.Channel ?? ChannelOf(draft.Provider!), ((AppendOutcome.Sealed)outcome).Index, versions));
    }

    private string ChannelOf(string provider) => speakers.First(speaker => speaker.Provider == provider).Channel;

    private Draft First()
    {
        var (provider, channel) = speakers[random.Next(speakers.Count)];
        return Words(new Draft
        {
            Kind = EntryKind.Article,
            Provider = provider,
            Channel = channel,
            Item = OpaqueId.New(),
            Identity = Commitment.NewSalt(),
            Claims = [new IdentityKey(KeyKind.Link, Commitment.NewSalt())],
            Aliases = [new IdentityKey(KeyKind.Content, Commitment.NewSalt())],
        });
    }

    private Draft Version((string Item, string Provider, string Channel, long Newest, int Version) item) => Words(new Draft
    {
        Kind = EntryKind.Update,
        Provider = item.Provider,
        Channel = item.Channel,
        Item = item.Item,
        Follows = item.Newest,
        Aliases = [new IdentityKey(KeyKind.Content, Commitment.NewSalt())],
    });

    private Draft Words(Draft draft) => draft with
    {
        Status = PubStatus.Usable,
        Evidence = Evidence.Tls,
        Cut = Commitment.NewSalt(),
        Delivery = Text(random.Next(200, 9000)),
        Record = Text(random.Next(200, 6000)),
        Summary = Text(random.Next(50, 600)),
        Envelope = Text(random.Next(50, 400)),
        Signature = random.Next(10) == 0 ? Text(200) : null,
    };

    // What no verb does yet: the entry, the row that names what goes by it, and then the bytes and salts.
    private async Task RemoveAsync(LedgerStore store, string folder)
    {
        foreach (var item in items.Take(12).ToList())
        {
            var removal = new Draft { Kind = EntryKind.Removal, Provider = item.Provider, Item = item.Item, Follows = item.Newest, Record = new Notice { Reason = "court-order" }.ToBytes() };
            if (await store.AppendAsync(removal, CancellationToken.None) is AppendOutcome.Sealed entry) Delete(folder, item.Item, entry.Index);
        }
    }

    private static void Delete(string folder, string item, long removal)
    {
        using var raw = new SqliteConnection($"Data Source={Path.Combine(folder, LedgerStore.FileName)};Pooling=False");
        raw.Open();
        using var command = raw.CreateCommand();
        command.CommandText = "PRAGMA secure_delete = ON; INSERT INTO removals SELECT idx, column1, $removal FROM entries, (VALUES ('delivery'), ('record'), ('summary'), ('envelope'), ('signature')) WHERE item = $item AND kind IN ('article', 'update');";
        foreach (var table in (string[])["deliveries", "records", "summaries", "envelopes", "signatures", "salts"]) command.CommandText += $"DELETE FROM {table} WHERE entry IN (SELECT target FROM removals);";
        command.Parameters.AddWithValue("$removal", removal);
        command.Parameters.AddWithValue("$item", item);
        command.ExecuteNonQuery();
    }

    private byte[] Text(int length)
    {
        var text = new StringBuilder(length + 16);
        while (text.Length < length) text.Append(CultureInfo.InvariantCulture, $"le barrage {random.Next()} ");
        return Encoding.UTF8.GetBytes(text.ToString(0, length));
    }
}
