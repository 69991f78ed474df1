using System.Globalization;
using System.Text;
using Griot.Ledger;
using Griot.Record;

// Appends to the ledger of a folder from several hands at once, and says the index of an entry only when it was
// acknowledged. It ends after so many entries, or is killed: that is what it is for.
var (folder, most) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
await using var ledger = LedgerStore.Open(folder, TimeProvider.System);
var provider = OpaqueId.New();
var card = new ProviderCard { Id = provider, Slug = provider, Name = "Writer", Kind = ProviderKind.Press, Channels = [new CardChannel(provider, ChannelKind.Feed, null, true)] };
await ledger.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = provider, Slug = provider, Record = card.ToBytes() }, CancellationToken.None);
var said = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
var left = most;
await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AppendAsync()));

async Task AppendAsync()
{
    while (Interlocked.Decrement(ref left) >= 0)
    {
        var item = OpaqueId.New();
        var draft = new Draft
        {
            Kind = EntryKind.Article,
            Provider = provider,
            Channel = provider,
            Item = item,
            Status = PubStatus.Usable,
            Evidence = Evidence.Tls,
            Delivery = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(item, 200))),
            Record = Encoding.UTF8.GetBytes(item),
            Identity = Encoding.UTF8.GetBytes(item),
            Cut = Encoding.UTF8.GetBytes(item),
        };
        if (await ledger.AppendAsync(draft, CancellationToken.None) is AppendOutcome.Sealed done)
            said.Write(string.Create(CultureInfo.InvariantCulture, $"{done.Index} {item}\n"));
    }
}
