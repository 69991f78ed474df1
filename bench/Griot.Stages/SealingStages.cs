using BenchmarkDotNet.Attributes;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Bench;

/// <summary>Sealing articles of about 5 KB, each with delivery, record, summary and envelope, in one durable transaction.</summary>
[MemoryDiagnoser]
public class SealingStages
{
    private const int Together = 100;

    private readonly string folder = Directory.CreateTempSubdirectory("griot-stages-").FullName;
    private readonly byte[] content = new byte[5_000];
    private readonly string provider = OpaqueId.New();
    private readonly string channel = OpaqueId.New();
    private LedgerStore store = null!;

    [GlobalSetup]
    public async Task OpenAsync()
    {
        store = LedgerStore.Open(folder, TimeProvider.System);
        var card = new ProviderCard { Id = provider, Slug = "bench", Name = "Bench", Kind = ProviderKind.Press, Channels = [new CardChannel(channel, ChannelKind.Feed, "bench.example", true)] };
        await store.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = provider, Slug = card.Slug, Record = card.ToBytes() }, CancellationToken.None);
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Benchmark(Description = "seal an article, of 100 together", OperationsPerInvoke = Together)]
    public async Task SealAsync() =>
        await store.AppendAsync(new Batch { Drafts = [.. Enumerable.Range(0, Together).Select(_ => Draft())] }, CancellationToken.None);

    private Draft Draft() => new()
    {
        Kind = EntryKind.Article,
        Provider = provider,
        Channel = channel,
        Item = OpaqueId.New(),
        Status = PubStatus.Usable,
        Evidence = Evidence.Tls,
        Delivery = content,
        Record = content,
        Summary = content[..400],
        Envelope = content[..600],
        Identity = Commitment.NewSalt(),
        Cut = Commitment.NewSalt(),
    };
}
