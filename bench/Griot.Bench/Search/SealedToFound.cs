using System.Text;
using Griot.Enrichment;
using Griot.Enrichment.Search;
using Griot.Ledger;
using Griot.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Griot.Bench.Search;

/// <summary>How long it takes from the answer of a real store that a piece is sealed, durable, until a search finds it.</summary>
internal static class SealedToFound
{
    private const int Before = 2000;
    private const int Pieces = 300;
    private const int Rounds = 3;

    // Whoever asks without pause keeps one of two processors from those who index.
    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(1);

    internal static async Task RunAsync()
    {
        var data = Path.GetFullPath("artifacts/bench/search-latency");
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
        await using (var store = LedgerStore.Open(data, TimeProvider.System))
        {
            var card = Card();
            await store.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug }, default);
            await store.AppendAsync(new Batch { Drafts = [.. Enumerable.Range(0, Before).Select(number => Piece(card, number, ""))] }, default);
            using var room = SearchBench.Room(store, data);
            using var ending = new CancellationTokenSource();
            var following = room.GetRequiredService<Followers>().RunAsync(ending.Token);
            var search = room.GetRequiredService<ArticleSearch>();
            while (search.First(new SearchRequest { From = new DateOnly(2000, 1, 1) }, 1).Count < Before) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ending.Token);
            await MeasureAsync(store, search, card, 0, "the first after a start");
            for (var round = 1; round <= Rounds; round++) await MeasureAsync(store, search, card, round, "of a house that is warm");
            await ending.CancelAsync();
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            SayTaking(new Shelf(store));
        }

        Directory.Delete(data, recursive: true);
    }

    private static async Task MeasureAsync(LedgerStore store, ArticleSearch search, ProviderCard card, int round, string which)
    {
        var times = new List<double>();
        for (var number = 0; number < Pieces; number++) times.Add(await OneAsync(store, search, card, (round * Pieces) + number));
        times.Sort();
        Console.WriteLine(FormattableString.Invariant($"sealed until found, {Pieces} pieces one after the other, {which}: p50 {times[Pieces / 2]:0.0} ms, p95 {times[Pieces * 95 / 100]:0.0} ms, p99 {times[Pieces * 99 / 100]:0.0} ms, most {times[^1]:0.0} ms"));
    }

    // What bench/search leaves out, since its pieces are invented.
    private static void SayTaking(Shelf shelf)
    {
        var items = shelf.Ledger.Entries(1, Before).Select(entry => entry.Entry.Item!).ToList();
        var times = new List<double>();
        foreach (var page in items.Concat(items).Chunk(SearchRequest.PageSize))
        {
            var began = TimeProvider.System.GetTimestamp();
            foreach (var item in page) shelf.Take(item);
            times.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        times.RemoveRange(0, times.Count / 2);
        times.Sort();
        Console.WriteLine(FormattableString.Invariant($"the pieces of a page of results, taken from the store once more: p50 {times[times.Count / 2]:0.00} ms, p95 {times[times.Count * 95 / 100]:0.00} ms"));
    }

    private static async Task<double> OneAsync(LedgerStore store, ArticleSearch search, ProviderCard card, int number)
    {
        var word = $"mot{number}unique";
        await store.AppendAsync(Piece(card, Before + number, word), default);
        var began = TimeProvider.System.GetTimestamp();
        while (search.First(new SearchRequest { Text = word }, 1).Hits.Count == 0) await Task.Delay(BetweenAsks, TimeProvider.System);
        var elapsed = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        return elapsed;
    }

    private static Draft Piece(ProviderCard card, int number, string word)
    {
        var record = InventedTexts.Record(number);
        record = record with { Headlines = [new TextValue(record.Headline + " " + word)] };
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
            Summary = new Summary { Signal = Signal.New, Headline = record.Headline, Terms = Terms.Full, Excerpt = "" }.ToBytes(),
        };
    }

    private static ProviderCard Card() => new()
    {
        Id = OpaqueId.New(),
        Slug = "p",
        Name = "P",
        Kind = ProviderKind.Press,
        Terms = Terms.Full,
        Channels = [new CardChannel(OpaqueId.New(), ChannelKind.Feed, "provider.example", Public: true)],
    };
}
