using System.Text;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Ingest.Tests.Operator;

/// <summary>A store with one provider whose pieces are sealed as a channel would seal them.</summary>
internal sealed class DeskRoom : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string provider = OpaqueId.New();
    private readonly string channel = OpaqueId.New();

    internal DeskRoom()
    {
        Ledger = Open();
        var card = new ProviderCard { Id = provider, Slug = "kayes", Name = "Kayes Hebdo", Kind = ProviderKind.Press, Channels = [new CardChannel(channel, ChannelKind.Feed, null, Public: true)] };
        Ledger.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = provider, Slug = card.Slug, Record = card.ToBytes() }, CancellationToken.None).GetAwaiter().GetResult();
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    internal LedgerStore Ledger { get; }

    internal LedgerStore Open() => LedgerStore.Open(folder.Path, Time);

    internal Releaser Releaser(LedgerStore? of = null) => new(of ?? Ledger, Time, NullLogger<Releaser>.Instance);

    internal ItemState State(string item) => ItemState.Fold(Ledger.History(item))!;

    internal async Task<string> PublishAsync(DateTimeOffset? release = null, DateTimeOffset? expire = null)
    {
        var item = OpaqueId.New();
        await AddAsync(item, EntryKind.Article, release, expire);
        return item;
    }

    internal async Task<long> AddAsync(string item, EntryKind kind, DateTimeOffset? release = null, DateTimeOffset? expire = null)
    {
        var status = kind == EntryKind.Withdrawal ? PubStatus.Canceled : release is null ? PubStatus.Usable : PubStatus.Embargoed;
        var draft = new Draft
        {
            Kind = kind,
            Provider = provider,
            Channel = channel,
            Item = item,
            Status = status,
            Evidence = Evidence.Tls,
            ReleaseAt = release,
            ExpireAt = expire,
            Follows = ItemState.Fold(Ledger.History(item))?.Last.Index,
            Delivery = "<item/>"u8.ToArray(),
            Record = Encoding.UTF8.GetBytes(item),
            Summary = new Summary { Signal = Signal.New, Headline = "H", Terms = Terms.Full }.ToBytes(),
        };
        return Assert.IsType<AppendOutcome.Sealed>(await Ledger.AppendAsync(draft, CancellationToken.None)).Index;
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        folder.Dispose();
    }
}
