using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Bench.Search;
using Griot.Ingest.Channels;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Bench.Serving;

/// <summary>A house of forty providers and two thousand pieces, of which one is a median one of the demonstration in length.</summary>
internal sealed class ServedHouse(LedgerStore store)
{
    internal const int Providers = 40;
    private const int Pieces = 2000;

    private readonly List<ProviderCard> cards = [];
    private readonly List<(string Channel, string Secret)> doors = [];
    private long number;

    /// <summary>The article that is asked for: its path.</summary>
    internal string Article { get; private set; } = "";

    internal async Task FillAsync()
    {
        for (var place = 0; place < Providers; place++)
        {
            var card = Card(place);
            cards.Add(card);
            await store.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug }, CancellationToken.None);
        }

        foreach (var card in cards) doors.Add(await DoorAsync(card));
        while (number < Pieces) await SealAsync(100);
        var last = store.At(store.Size - 1)!.Entry;
        Article = $"/fr/{cards.Single(card => card.Id == last.Provider).Slug}/{last.Item}";
    }

    /// <summary>A document of so many more pieces (JSON Feed), and the channel that it comes by with its secret: another provider's each time.</summary>
    internal (string Channel, string Secret, byte[] Document) Delivery(int count)
    {
        var items = Enumerable.Range(0, count).Select(_ => InventedTexts.Record(number++)).Select(record => new JsonObject
        {
            ["id"] = OpaqueId.New(),
            ["url"] = "https://provider.example/" + OpaqueId.New(),
            ["title"] = record.Headline,
            ["authors"] = new JsonArray(new JsonObject { ["name"] = record.By }),
            ["language"] = record.Language,
            ["content_html"] = record.Body,
        });
        var document = new JsonObject { ["version"] = "https://jsonfeed.org/version/1.1", ["title"] = "Pieces", ["items"] = new JsonArray([.. items]) };
        var (channel, secret) = doors[(int)(number / count % Providers)];
        return (channel, secret, Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    private async Task<(string Channel, string Secret)> DoorAsync(ProviderCard card)
    {
        if (await new ProviderRegister(store, TimeProvider.System).AddDoorAsync(card.Id, ChannelKind.Push, null, CancellationToken.None) is not RegisterOutcome.Registered door) throw new InvalidOperationException("no door");
        var channel = door.Card.Channels[^1].Id;
        return (channel, await new ChannelKeys(store, TimeProvider.System).NewSecretAsync(channel, CancellationToken.None));
    }

    /// <summary>Seals so many more pieces, in one transaction.</summary>
    internal Task SealAsync(int count) => store.AppendAsync(new Batch { Drafts = [.. Enumerable.Range(0, count).Select(_ => Piece())] }, CancellationToken.None);

    private Draft Piece()
    {
        var record = InventedTexts.Record(number);
        var card = cards[(int)(number++ % Providers)];
        return new Draft
        {
            Kind = EntryKind.Article,
            Provider = card.Id,
            Channel = card.Channels[0].Id,
            Item = OpaqueId.New(),
            Status = PubStatus.Usable,
            Evidence = Evidence.Tls,
            Delivery = Encoding.UTF8.GetBytes(record.Body!),
            Record = record.ToBytes(),
            Summary = new Summary { Signal = Signal.New, Headline = record.Headline, By = [record.By!], Language = record.Language, Terms = Terms.Full, Excerpt = record.Body![3..200] }.ToBytes(),
        };
    }

    private static ProviderCard Card(int place) => new()
    {
        Id = OpaqueId.New(),
        Slug = string.Create(CultureInfo.InvariantCulture, $"p{place}"),
        Name = InventedTexts.Name(place) + " " + InventedTexts.Name(place + 100),
        Kind = (ProviderKind)(place % 3),
        Capacities = [new DatedCapacity((Capacity)(place % 8), new DateOnly(2026, 1, 1))],
        Country = "ML",
        Languages = ["fr"],
        Terms = Terms.Full,
        Channels = [new CardChannel(OpaqueId.New(), ChannelKind.Feed, "provider.example", Public: true)],
    };
}
