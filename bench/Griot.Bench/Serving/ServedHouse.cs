using System.Globalization;
using System.Text;
using Griot.Bench.Search;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Bench.Serving;

/// <summary>A house of forty providers and two thousand pieces, of which one is a median one of the demonstration in length.</summary>
internal sealed class ServedHouse(LedgerStore store)
{
    internal const int Providers = 40;
    private const int Pieces = 2000;

    private readonly List<ProviderCard> cards = [];
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

        while (number < Pieces) await SealAsync(100);
        var last = store.At(store.Size - 1)!.Entry;
        Article = $"/fr/{cards.Single(card => card.Id == last.Provider).Slug}/{last.Item}";
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
